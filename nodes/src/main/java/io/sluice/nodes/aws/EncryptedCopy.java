package io.sluice.nodes.aws;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Progress;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.support.IdempotentTitle;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CopySnapshotRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/// The encrypted copy of a snapshot, from the call to its completion. CopySnapshot takes no token
/// against repeats: the copy carries the effect's key in a tag and is searched by it.
record EncryptedCopy(Ec2 ec2) {
    /// On the original: id of its encrypted copy.
    static final String COPY_TAG = "sluice:encrypted-copy";

    /// On the copy: id of the original.
    static final String SOURCE_TAG = "sluice:encrypted-from";

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    /// What the copy needs.
    ///
    /// @param kmsKeyId null for the account's default key
    /// @param tags the original's own tags, which the copy gets
    /// @param alreadyBy the key that the original is encrypted with; null while it is not encrypted
    record Request(
            String connection,
            @Nullable String region,
            String snapshotId,
            @Nullable String kmsKeyId,
            Map<String, String> tags,
            @Nullable String alreadyBy) {
        Request {
            tags = Map.copyOf(tags);
        }
    }

    /// What became of it.
    record Output(
            @Field(title = "Snapshot id", description = "Id of the encrypted snapshot.")
                    String snapshotId,
            @Field(
                            title = "Original id",
                            description = "Id of the snapshot that was to be encrypted.")
                    String originalId,
            @Field(
                            title = "KMS key",
                            description = "ARN of the key it is encrypted with, once known.")
                    @Nullable String kmsKeyId,
            @Field(title = "State", description = "completed at the end.") String state,
            @Field(title = "Copied", description = "False if the original was encrypted already.")
                    boolean copied) {}

    Output begin(Request request) throws NodeFailure {
        if (request.alreadyBy() != null) {
            return untouched(request, request.alreadyBy());
        }
        var made = new Snapshots(ec2).ofEffect(ec2.context().effectKey());
        return made.isPresent() ? output(request, made.get()) : copy(request);
    }

    private Output copy(Request request) throws NodeFailure {
        var tags = new TreeMap<>(request.tags());
        tags.put(IdempotentTitle.TAG, ec2.context().effectKey());
        tags.put(SOURCE_TAG, request.snapshotId());
        var copy =
                CopySnapshotRequest.builder()
                        .sourceRegion(ec2.region())
                        // Else the SDK guesses it from the endpoint's host name.
                        .destinationRegion(ec2.region())
                        .sourceSnapshotId(request.snapshotId())
                        .description("Encrypted copy of " + request.snapshotId())
                        .encrypted(true)
                        .kmsKeyId(request.kmsKeyId())
                        .tagSpecifications(Tagged.specification(ResourceType.SNAPSHOT, tags))
                        .build();
        var id = ec2.write("CopySnapshot", c -> c.copySnapshot(copy)).snapshotId();
        return new Output(id, request.snapshotId(), null, "pending", true);
    }

    Reconciliation<Output> reconcile(Request request) throws NodeFailure {
        if (request.alreadyBy() != null) {
            return new Reconciliation.Applied<>(untouched(request, request.alreadyBy()));
        }
        var made = new Snapshots(ec2).ofEffect(ec2.context().effectKey());
        return made.isPresent()
                ? new Reconciliation.Applied<>(output(request, made.get()))
                : new Reconciliation.NotApplied<>();
    }

    Progress<Output> follow(Request request, Output started) throws NodeFailure {
        if (!started.copied()) {
            return Progress.done(started);
        }
        var found = new Snapshots(ec2).find(started.snapshotId());
        if (found.isEmpty()) {
            return Progress.pending(LOOK_AGAIN, started.snapshotId() + " is not visible yet");
        }
        var copy = found.get();
        return switch (copy.stateAsString()) {
            case "completed" -> {
                complete(request, copy);
                yield Progress.done(output(request, copy));
            }
            case "error" -> throw failed(request, copy);
            default ->
                    Progress.pending(
                            LOOK_AGAIN,
                            copy.snapshotId()
                                    + " is "
                                    + copy.stateAsString()
                                    + ", "
                                    + AwsText.orEmpty(copy.progress()));
        };
    }

    /// Verifies the copy and marks the original; both may be repeated.
    private void complete(Request request, Snapshot copy) throws NodeFailure {
        if (!Boolean.TRUE.equals(copy.encrypted())) {
            throw AwsText.permanent(
                    "aws.snapshot-copy-failed",
                    "Expected the copy "
                            + copy.snapshotId()
                            + " to be encrypted, found it is not.");
        }
        var instances = new Instances(ec2);
        var missing = new TreeMap<>(request.tags());
        missing.entrySet().removeAll(Tagged.map(copy.tags()).entrySet());
        if (!missing.isEmpty()) {
            instances.tag(copy.snapshotId(), missing);
        }
        var original = new Snapshots(ec2).find(request.snapshotId());
        var mark = Map.of(COPY_TAG, copy.snapshotId());
        if (original.isPresent()
                && !Tagged.map(original.get().tags()).entrySet().containsAll(mark.entrySet())) {
            instances.tag(request.snapshotId(), mark);
        }
    }

    private static NodeFailure failed(Request request, Snapshot copy) {
        return AwsText.permanent(
                "aws.snapshot-copy-failed",
                "Expected the copy "
                        + copy.snapshotId()
                        + " of "
                        + request.snapshotId()
                        + " to be completed, found an error: "
                        + AwsText.orEmpty(copy.stateMessage())
                        + "; check the key and its policy, delete the copy, then run this step again.");
    }

    private static Output output(Request request, Snapshot copy) {
        return new Output(
                copy.snapshotId(),
                request.snapshotId(),
                AwsText.orNull(copy.kmsKeyId()),
                AwsText.orEmpty(copy.stateAsString()),
                true);
    }

    static Output preview(Request request) {
        return request.alreadyBy() == null
                ? new Output(
                        "(planned)", request.snapshotId(), request.kmsKeyId(), "completed", true)
                : untouched(request, request.alreadyBy());
    }

    private static Output untouched(Request request, String key) {
        return new Output(
                request.snapshotId(),
                request.snapshotId(),
                AwsText.orNull(key),
                "completed",
                false);
    }
}
