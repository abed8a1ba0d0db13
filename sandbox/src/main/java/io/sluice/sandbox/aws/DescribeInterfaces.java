package io.sluice.sandbox.aws;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.world.NetworkInterface;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// DescribeNetworkInterfaces.
record DescribeInterfaces(Resources resources) {
    void register(Map<String, AwsAction> actions) {
        actions.put("DescribeNetworkInterfaces", AwsAction.read(this::describe));
    }

    private Outcome describe(AwsRequest request) {
        request.stopIfDryRun();
        List<NetworkInterface> found =
                Resources.chosen(
                                request.list("NetworkInterfaceId"),
                                id -> resources.networkInterface(request, id),
                                resources.interfaces(request))
                        .filter(filters().matching(request.filters()))
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
