package io.sluice.sandbox.aws;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.world.Cloud;
import io.sluice.sandbox.world.Snapshot;
import io.sluice.sandbox.world.Vm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// DescribeImages and DescribeVolumes: what snapshots and machines refer to, and no more.
record ImagesAndVolumes(Resources resources) {
    private static final String BASE_IMAGE = "ami-0sandbox00000001";

    private record Image(String id, String name, Optional<String> snapshotId) {}

    void register(Map<String, AwsAction> actions) {
        actions.put("DescribeImages", AwsAction.read(this::images));
        actions.put("DescribeVolumes", AwsAction.read(this::volumes));
    }

    private Outcome images(AwsRequest request) {
        request.stopIfDryRun();
        Filters<Image> filters =
                new Filters<Image>(image -> resources.cloud().tags(image.id()))
                        .on("image-id", Image::id)
                        .on("name", Image::name)
                        .onAny(
                                "block-device-mapping.snapshot-id",
                                image -> image.snapshotId().stream().toList());
        List<String> ids = request.list("ImageId");
        List<Image> found =
                all(request)
                        .filter(image -> ids.isEmpty() || ids.contains(image.id()))
                        .filter(filters.matching(request.filters()))
                        .toList();
        if (found.size() < ids.size()) {
            throw AwsError.bad(
                    "InvalidAMIID.NotFound", "The image ids '%s' do not exist".formatted(ids));
        }
        return Outcome.of(
                AwsAnswers.ec2(
                        request.action(),
                        xml ->
                                xml.each(
                                        "imagesSet",
                                        "item",
                                        found,
                                        (x, image) ->
                                                x.leaf("imageId", image.id())
                                                        .leaf("name", image.name())
                                                        .leaf("imageState", "available")
                                                        .leaf("imageOwnerId", Cloud.ACCOUNT)
                                                        .leaf("isPublic", false)
                                                        .leaf("architecture", "x86_64")
                                                        .leaf("imageType", "machine")
                                                        .leaf("rootDeviceType", "ebs")
                                                        .leaf("rootDeviceName", "/dev/xvda")
                                                        .each(
                                                                "blockDeviceMapping",
                                                                "item",
                                                                image.snapshotId().stream()
                                                                        .toList(),
                                                                (b, id) ->
                                                                        b.leaf(
                                                                                        "deviceName",
                                                                                        "/dev/xvda")
                                                                                .in(
                                                                                        "ebs",
                                                                                        e ->
                                                                                                e
                                                                                                        .leaf(
                                                                                                                "snapshotId",
                                                                                                                id)))
                                                        .leaf("virtualizationType", "hvm"))));
    }

    private Stream<Image> all(AwsRequest request) {
        Stream<Image> used = resources.snapshots(request).flatMap(s -> image(s).stream());
        return Stream.concat(
                Stream.of(new Image(BASE_IMAGE, "sandbox-linux", Optional.empty())), used);
    }

    private static Optional<Image> image(Snapshot snapshot) {
        return Optional.ofNullable(snapshot.imageId())
                .map(id ->
                        new Image(
                                id,
                                "image-of-" + snapshot.snapshotId(),
                                Optional.of(snapshot.snapshotId())));
    }

    private Outcome volumes(AwsRequest request) {
        request.stopIfDryRun();
        Filters<Vm> filters =
                new Filters<Vm>(vm -> resources.cloud().tags(vm.hardware().volumeId()))
                        .on("volume-id", vm -> vm.hardware().volumeId())
                        .on("attachment.instance-id", Vm::instanceId)
                        .on("encrypted", vm -> "false");
        List<String> ids = request.list("VolumeId");
        List<Vm> found =
                resources
                        .vms(request)
                        .filter(vm -> vm.state() != Vm.State.TERMINATED)
                        .filter(vm -> ids.isEmpty() || ids.contains(vm.hardware().volumeId()))
                        .filter(filters.matching(request.filters()))
                        .toList();
        if (found.size() < ids.size()) {
            throw AwsError.bad(
                    "InvalidVolume.NotFound", "The volumes '%s' do not exist".formatted(ids));
        }
        return Outcome.of(
                AwsAnswers.ec2(
                        request.action(),
                        xml ->
                                xml.each(
                                        "volumeSet",
                                        "item",
                                        found,
                                        (x, vm) -> {
                                            x.leaf("volumeId", vm.hardware().volumeId())
                                                    .leaf("size", 8)
                                                    .leaf("availabilityZone", vm.place().zone())
                                                    .leaf("status", "in-use")
                                                    .leaf("createTime", vm.launchedAt())
                                                    .leaf("volumeType", "gp3")
                                                    .leaf("encrypted", false)
                                                    .each(
                                                            "attachmentSet",
                                                            "item",
                                                            List.of(vm),
                                                            (a, v) ->
                                                                    a.leaf(
                                                                                    "instanceId",
                                                                                    v.instanceId())
                                                                            .leaf(
                                                                                    "device",
                                                                                    "/dev/xvda")
                                                                            .leaf(
                                                                                    "status",
                                                                                    "attached"));
                                            resources.tagSet(x, vm.hardware().volumeId());
                                        })));
    }
}
