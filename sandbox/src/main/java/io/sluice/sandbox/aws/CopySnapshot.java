package io.sluice.sandbox.aws;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.world.Cloud;
import io.sluice.sandbox.world.Snapshot;
import java.util.Map;

/// CopySnapshot, sent to the destination region. Tags are not copied; a copy is encrypted when
/// asked for or when its source is; it takes simulated minutes and may end in error.
record CopySnapshot(Resources resources) {
    private static final int MAX_PENDING_COPIES = 20;

    void register(Map<String, AwsAction> actions) {
        actions.put("CopySnapshot", AwsAction.write(this::copy));
    }

    private Outcome copy(AwsRequest request) {
        Snapshot source = source(request);
        boolean encrypted = request.flag("Encrypted") || source.encrypted();
        String key = request.find("KmsKeyId").orElse(null);
        if (key != null && !encrypted) {
            throw AwsError.bad(
                    "InvalidParameterDependency",
                    "KmsKeyId may only be given together with Encrypted=true");
        }
        checkPending(request);
        Map<String, String> tags = request.tagSpecification("snapshot");
        request.stopIfDryRun();
        String keyArn = key == null ? Cloud.DEFAULT_KEY : arn(request.region(), key);
        Snapshot copy =
                resources
                        .cloud()
                        .snapshotLife()
                        .copy(
                                source,
                                request.region(),
                                request.find("Description").orElse(""),
                                encrypted ? keyArn : null,
                                encrypted,
                                tags);
        return Outcome.applied(
                AwsAnswers.ec2(
                        request.action(),
                        xml -> {
                            xml.leaf("snapshotId", copy.snapshotId());
                            resources.tagSet(xml, copy.snapshotId());
                        }),
                source.snapshotId(),
                request.tagKey("snapshot"));
    }

    private Snapshot source(AwsRequest request) {
        AwsRequest there = request.in(request.need("SourceRegion"));
        Snapshot source = resources.snapshot(there, request.need("SourceSnapshotId"));
        if (source.state() != Snapshot.State.COMPLETED) {
            throw AwsError.bad(
                    "IncorrectState",
                    "Snapshot %s is not completed".formatted(source.snapshotId()));
        }
        return source;
    }

    private void checkPending(AwsRequest request) {
        long pending =
                resources.cloud().snapshots().all().stream()
                        .filter(s -> s.region().equals(request.region()))
                        .filter(s -> s.sourceId() != null && s.state() == Snapshot.State.PENDING)
                        .count();
        if (pending >= MAX_PENDING_COPIES) {
            throw AwsError.bad(
                    "ResourceLimitExceeded",
                    "You have exceeded your limit of %d concurrent snapshot copies"
                            .formatted(MAX_PENDING_COPIES));
        }
    }

    private static String arn(String region, String key) {
        if (key.startsWith("arn:")) {
            return key;
        }
        String resource = key.startsWith("alias/") ? key : "key/" + key;
        return "arn:aws:kms:%s:%s:%s".formatted(region, Cloud.ACCOUNT, resource);
    }
}
