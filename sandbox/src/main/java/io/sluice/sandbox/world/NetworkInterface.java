package io.sluice.sandbox.world;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A machine's network interface with the security groups that guard it.
public record NetworkInterface(
        String id,
        String instanceId,
        int deviceIndex,
        Vm.Place place,
        String macAddress,
        String privateIp,
        @Nullable String publicIp,
        List<String> groupIds,
        String attachmentId,
        Instant createdAt) {
    public NetworkInterface {
        groupIds = List.copyOf(groupIds);
    }

    public NetworkInterface inGroups(List<String> newGroupIds) {
        return new NetworkInterface(
                id,
                instanceId,
                deviceIndex,
                place,
                macAddress,
                privateIp,
                publicIp,
                newGroupIds,
                attachmentId,
                createdAt);
    }

    public NetworkInterface at(@Nullable String newPublicIp) {
        return new NetworkInterface(
                id,
                instanceId,
                deviceIndex,
                place,
                macAddress,
                privateIp,
                newPublicIp,
                groupIds,
                attachmentId,
                createdAt);
    }
}
