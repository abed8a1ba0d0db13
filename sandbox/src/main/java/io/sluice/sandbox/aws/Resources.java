package io.sluice.sandbox.aws;

import io.sluice.sandbox.http.Xml;
import io.sluice.sandbox.world.Cloud;
import io.sluice.sandbox.world.NetworkInterface;
import io.sluice.sandbox.world.SecurityGroup;
import io.sluice.sandbox.world.Snapshot;
import io.sluice.sandbox.world.Vm;
import io.sluice.sandbox.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// Finds what belongs to the request's region and is visible by now: a new id stays unknown for the
/// configured while.
record Resources(World world) {
    Cloud cloud() {
        return world.cloud();
    }

    private boolean isVisible(Instant created) {
        return !created.plus(world.pace().visibilityDelay()).isAfter(world.now());
    }

    Stream<Vm> vms(AwsRequest request) {
        return cloud().vms().all().stream().filter(vm -> isHere(request, vm));
    }

    private boolean isHere(AwsRequest request, Vm vm) {
        return vm.place().region().equals(request.region()) && isVisible(vm.launchedAt());
    }

    boolean isHere(AwsRequest request, NetworkInterface eni) {
        return eni.place().region().equals(request.region())
                && isVisible(eni.createdAt())
                && cloud().vms().load(eni.instanceId()).state() != Vm.State.TERMINATED;
    }

    Stream<SecurityGroup> groups(AwsRequest request) {
        return cloud().groups().all().stream().filter(group -> isHere(request, group));
    }

    private boolean isHere(AwsRequest request, SecurityGroup group) {
        return group.region().equals(request.region()) && isVisible(group.createdAt());
    }

    Stream<Snapshot> snapshots(AwsRequest request) {
        return cloud().snapshots().all().stream().filter(one -> isHere(request, one));
    }

    private boolean isHere(AwsRequest request, Snapshot snapshot) {
        return snapshot.region().equals(request.region()) && isVisible(snapshot.startTime());
    }

    Vm vm(AwsRequest request, String id) {
        checkShape(id, "i-", "InvalidInstanceID");
        return cloud().vms()
                .find(id)
                .filter(vm -> isHere(request, vm))
                .orElseThrow(() -> notFound("InvalidInstanceID.NotFound", "The instance ID", id));
    }

    NetworkInterface networkInterface(AwsRequest request, String id) {
        checkShape(id, "eni-", "InvalidNetworkInterfaceId");
        return cloud().interfaces()
                .find(id)
                .filter(eni -> isHere(request, eni))
                .orElseThrow(() ->
                        notFound(
                                "InvalidNetworkInterfaceID.NotFound",
                                "The networkInterface ID",
                                id));
    }

    SecurityGroup group(AwsRequest request, String id) {
        checkShape(id, "sg-", "InvalidGroupId");
        return cloud().groups()
                .find(id)
                .filter(group -> isHere(request, group))
                .orElseThrow(() -> notFound("InvalidGroup.NotFound", "The security group", id));
    }

    Snapshot snapshot(AwsRequest request, String id) {
        checkShape(id, "snap-", "InvalidSnapshotID");
        return cloud().snapshots()
                .find(id)
                .filter(snapshot -> isHere(request, snapshot))
                .orElseThrow(() -> notFound("InvalidSnapshot.NotFound", "The snapshot", id));
    }

    /// Picks the wanted items by id in the given order, or all of them.
    static <T> Stream<T> chosen(List<String> ids, Function<String, T> one, Stream<T> all) {
        return ids.isEmpty() ? all : ids.stream().distinct().map(one);
    }

    private static void checkShape(String id, String prefix, String code) {
        if (!id.matches(prefix + "[0-9a-f]{8,17}")) {
            throw AwsError.bad(code + ".Malformed", "Invalid id: \"%s\"".formatted(id));
        }
    }

    private static AwsError notFound(String code, String what, String id) {
        return AwsError.bad(code, "%s '%s' does not exist".formatted(what, id));
    }

    void tagSet(Xml xml, String resourceId) {
        Map<String, String> tags = cloud().tags(resourceId);
        xml.each(
                "tagSet",
                "item",
                tags.entrySet(),
                (x, tag) -> x.leaf("key", tag.getKey()).leaf("value", tag.getValue()));
    }

    void groupSet(Xml xml, List<String> groupIds) {
        xml.each(
                "groupSet",
                "item",
                groupIds,
                (x, id) ->
                        x.leaf("groupId", id)
                                .leaf(
                                        "groupName",
                                        cloud().groups()
                                                .find(id)
                                                .map(SecurityGroup::name)
                                                .orElse("")));
    }
}
