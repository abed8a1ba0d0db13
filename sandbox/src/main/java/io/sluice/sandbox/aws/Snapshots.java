package io.sluice.sandbox.aws;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.http.Xml;
import io.sluice.sandbox.world.Cloud;
import io.sluice.sandbox.world.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// DescribeSnapshots, CreateSnapshot and DeleteSnapshot.
record Snapshots(Resources resources) {
    void register(Map<String, AwsAction> actions) {
        actions.put("DescribeSnapshots", AwsAction.read(this::describe));
        actions.put("CreateSnapshot", AwsAction.write(this::create));
        actions.put("DeleteSnapshot", AwsAction.write(this::delete));
    }

    private Outcome describe(AwsRequest request) {
        request.stopIfDryRun();
        List<String> owners = request.list("Owner");
        boolean ours =
                owners.isEmpty() || owners.contains("self") || owners.contains(Cloud.ACCOUNT);
        List<Snapshot> found =
                Resources.chosen(
                                request.list("SnapshotId"),
                                id -> resources.snapshot(request, id),
                                resources.snapshots(request))
                        .filter(snapshot -> ours)
                        .filter(filters().matching(request.filters()))
                        .toList();
        Page<Snapshot> page = Page.of(request, found);
        return Outcome.about(
                AwsAnswers.ec2(
                        request.action(),
                        xml ->
                                xml.each("snapshotSet", "item", page.items(), this::show)
                                        .leaf("nextToken", page.nextToken())),
                String.join(",", request.list("SnapshotId")));
    }

    private Filters<Snapshot> filters() {
        return new Filters<Snapshot>(s -> resources.cloud().tags(s.snapshotId()))
                .on("snapshot-id", Snapshot::snapshotId)
                .on("volume-id", Snapshot::volumeId)
                .on("encrypted", s -> Boolean.toString(s.encrypted()))
                .on("status", Snapshots::status)
                .on("description", Snapshot::description)
                .on("owner-id", s -> Cloud.ACCOUNT)
                .on("volume-size", s -> Integer.toString(s.volumeSizeGib()))
                .on("progress", this::progress);
    }

    private static String status(Snapshot snapshot) {
        return snapshot.state().name().toLowerCase(Locale.ROOT);
    }

    private String progress(Snapshot snapshot) {
        return snapshot.progressPercent(resources.world().now()) + "%";
    }

    void show(Xml xml, Snapshot snapshot) {
        xml.leaf("snapshotId", snapshot.snapshotId())
                .leaf("volumeId", snapshot.volumeId())
                .leaf("status", status(snapshot))
                .leaf("statusMessage", snapshot.statusMessage())
                .leaf("startTime", snapshot.startTime())
                .leaf("progress", progress(snapshot))
                .leaf("ownerId", Cloud.ACCOUNT)
                .leaf("volumeSize", snapshot.volumeSizeGib())
                .leaf("description", snapshot.description())
                .leaf("encrypted", snapshot.encrypted())
                .leaf("kmsKeyId", snapshot.kmsKeyId())
                .leaf("storageTier", "standard");
        resources.tagSet(xml, snapshot.snapshotId());
    }

    private Outcome create(AwsRequest request) {
        String volume = request.need("VolumeId");
        boolean known =
                resources.vms(request).anyMatch(vm -> vm.hardware().volumeId().equals(volume));
        if (!known) {
            throw AwsError.bad(
                    "InvalidVolume.NotFound", "The volume '%s' does not exist.".formatted(volume));
        }
        Map<String, String> tags = request.tagSpecification("snapshot");
        request.stopIfDryRun();
        Snapshot snapshot =
                resources
                        .cloud()
                        .snapshotLife()
                        .create(
                                volume,
                                request.find("Description").orElse(""),
                                request.region(),
                                tags);
        return Outcome.applied(
                AwsAnswers.ec2(request.action(), xml -> show(xml, snapshot)),
                snapshot.snapshotId(),
                request.tagKey("snapshot"));
    }

    private Outcome delete(AwsRequest request) {
        Snapshot snapshot = resources.snapshot(request, request.need("SnapshotId"));
        if (snapshot.imageId() != null) {
            throw AwsError.bad(
                    "InvalidSnapshot.InUse",
                    "The snapshot %s is currently in use by %s"
                            .formatted(snapshot.snapshotId(), snapshot.imageId()));
        }
        request.stopIfDryRun();
        resources.cloud().snapshots().remove(snapshot.snapshotId());
        resources.cloud().resourceTags().remove(snapshot.snapshotId());
        return Outcome.applied(AwsAnswers.ec2True(request.action()), snapshot.snapshotId(), "");
    }
}
