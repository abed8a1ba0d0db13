package io.sluice.sandbox.aws;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.world.NetworkInterface;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// DescribeNetworkInterfaces.
record DescribeInterfaces(Resources resources) {
    void register(Map<String, AwsAction> actions) {
        actions.put("DescribeNetworkInterfaces", AwsAction.read(this::describe));
    }

    private Outcome describe(AwsRequest request) {
        request.stopIfDryRun();
        // Most are not asked for, and of those nothing else need be known.
        var wanted = filters().matching(request.filters());
        List<NetworkInterface> found =
                Resources.chosen(
                                request.list("NetworkInterfaceId"),
                                id -> resources.networkInterface(request, id),
                                candidates(request)
                                        .filter(wanted)
                                        .filter(eni -> resources.isHere(request, eni)))
                        .filter(wanted)
                        .toList();
        Page<NetworkInterface> page = Page.of(request, found);
        InterfaceXml shape = new InterfaceXml(resources);
        return Outcome.about(
                AwsAnswers.ec2(
                        request.action(),
                        xml ->
                                xml.each("networkInterfaceSet", "item", page.items(), shape::alone)
                                        .leaf("nextToken", page.nextToken())),
                String.join(",", request.list("NetworkInterfaceId")));
    }

    /// Those of the machines that are named; all, where none is.
    private Stream<NetworkInterface> candidates(AwsRequest request) {
        var cloud = resources.cloud();
        var machines = request.filters().getOrDefault("attachment.instance-id", List.of("*"));
        if (machines.stream().anyMatch(id -> id.contains("*") || id.contains("?"))) {
            return cloud.interfaces().all().stream();
        }
        return machines.stream()
                .distinct()
                .flatMap(id -> cloud.vms().find(id).stream())
                .flatMap(vm -> cloud.interfacesOf(vm).stream())
                .sorted(Comparator.comparing(NetworkInterface::id));
    }

    private Filters<NetworkInterface> filters() {
        return new Filters<NetworkInterface>(eni -> resources.cloud().tags(eni.id()))
                .on("network-interface-id", NetworkInterface::id)
                .on("attachment.instance-id", NetworkInterface::instanceId)
                .on("attachment.attachment-id", NetworkInterface::attachmentId)
                .on("attachment.device-index", eni -> Integer.toString(eni.deviceIndex()))
                .on("attachment.status", eni -> "attached")
                .on("vpc-id", eni -> eni.place().vpcId())
                .on("subnet-id", eni -> eni.place().subnetId())
                .on("availability-zone", eni -> eni.place().zone())
                .on("mac-address", NetworkInterface::macAddress)
                .on("private-ip-address", NetworkInterface::privateIp)
                .on("status", eni -> "in-use")
                .onAny("group-id", NetworkInterface::groupIds)
                .onAny(
                        "association.public-ip",
                        eni -> Optional.ofNullable(eni.publicIp()).stream().toList());
    }
}
