package io.sluice.sandbox.aws;

import io.sluice.sandbox.http.Xml;
import io.sluice.sandbox.world.Cloud;
import io.sluice.sandbox.world.NetworkInterface;
import io.sluice.sandbox.world.Vm;
import io.sluice.sandbox.world.Vm.State;
import java.util.List;

/// An instance, as DescribeInstances shows it within its reservation.
record InstanceXml(Resources resources) {
    void reservation(Xml xml, Vm vm) {
        xml.leaf("reservationId", vm.hardware().reservationId()).leaf("ownerId", Cloud.ACCOUNT);
        xml.in("groupSet", x -> {});
        xml.each("instancesSet", "item", List.of(vm), this::instance);
    }

    private void instance(Xml xml, Vm vm) {
        NetworkInterface eni = resources.cloud().interfaces().load(vm.primaryInterfaceId());
        identity(xml, vm);
        state(xml, "instanceState", vm.state());
        if (vm.state() != State.TERMINATED) {
            addresses(xml, vm, eni);
        }
        resources.groupSet(xml, eni.groupIds());
        hardware(xml, vm);
        resources.tagSet(xml, vm.instanceId());
        InterfaceXml interfaces = new InterfaceXml(resources);
        List<NetworkInterface> attached =
                vm.state() == State.TERMINATED ? List.of() : resources.cloud().interfacesOf(vm);
        xml.each("networkInterfaceSet", "item", attached, interfaces::withinInstance);
    }

    private static void identity(Xml xml, Vm vm) {
        xml.leaf("instanceId", vm.instanceId())
                .leaf("imageId", vm.hardware().imageId())
                .leaf("instanceType", vm.hardware().instanceType())
                .leaf("launchTime", vm.launchedAt())
                .leaf("keyName", "sandbox")
                .leaf("amiLaunchIndex", 0)
                .in("productCodes", x -> {})
                .leaf("reason", reason(vm.state()))
                .in(
                        "placement",
                        p ->
                                p.leaf("availabilityZone", vm.place().zone())
                                        .leaf("groupName", "")
                                        .leaf("tenancy", "default"))
                .in("monitoring", m -> m.leaf("state", "disabled"));
    }

    private static String reason(State state) {
        return switch (state) {
            case STOPPING, STOPPED, SHUTTING_DOWN, TERMINATED -> "User initiated";
            case PENDING, RUNNING -> "";
        };
    }

    private static void addresses(Xml xml, Vm vm, NetworkInterface eni) {
        String region = vm.place().region();
        boolean reachable = vm.state() == State.RUNNING;
        xml.leaf("subnetId", vm.place().subnetId())
                .leaf("vpcId", vm.place().vpcId())
                .leaf("privateIpAddress", eni.privateIp())
                .leaf("privateDnsName", Addresses.privateName(region, eni.privateIp()))
                .leaf("ipAddress", reachable ? eni.publicIp() : null)
                .leaf("dnsName", reachable ? Addresses.publicName(region, eni.publicIp()) : "")
                .leaf("sourceDestCheck", true);
    }

    private static void hardware(Xml xml, Vm vm) {
        xml.leaf("architecture", "x86_64")
                .leaf("rootDeviceType", "ebs")
                .leaf("rootDeviceName", "/dev/xvda")
                .each(
                        "blockDeviceMapping",
                        "item",
                        vm.state() == State.TERMINATED ? List.<Vm>of() : List.of(vm),
                        (x, v) ->
                                x.leaf("deviceName", "/dev/xvda")
                                        .in(
                                                "ebs",
                                                e ->
                                                        e.leaf("volumeId", v.hardware().volumeId())
                                                                .leaf("status", "attached")
                                                                .leaf("attachTime", v.launchedAt())
                                                                .leaf("deleteOnTermination", true)))
                .leaf("virtualizationType", "hvm")
                .leaf("clientToken", "")
                .leaf("hypervisor", "xen")
                .leaf("ebsOptimized", false)
                .leaf("enaSupport", true)
                .in("cpuOptions", c -> c.leaf("coreCount", 1).leaf("threadsPerCore", 2))
                .in(
                        "metadataOptions",
                        m ->
                                m.leaf("state", "applied")
                                        .leaf("httpTokens", "required")
                                        .leaf("httpPutResponseHopLimit", 2)
                                        .leaf("httpEndpoint", "enabled"))
                .leaf("platformDetails", "Linux/UNIX")
                .leaf("usageOperation", "RunInstances");
    }

    static void state(Xml xml, String name, State state) {
        xml.in(name, s -> s.leaf("code", state.code()).leaf("name", state.wireName()));
    }
}
