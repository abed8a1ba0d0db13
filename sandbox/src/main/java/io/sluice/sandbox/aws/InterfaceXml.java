package io.sluice.sandbox.aws;

import io.sluice.sandbox.http.Xml;
import io.sluice.sandbox.world.Cloud;
import io.sluice.sandbox.world.NetworkInterface;
import java.util.List;

/// A network interface, as DescribeInstances and DescribeNetworkInterfaces show it.
record InterfaceXml(Resources resources) {
    void withinInstance(Xml xml, NetworkInterface eni) {
        common(xml, eni);
        xml.in(
                "attachment",
                a ->
                        a.leaf("attachmentId", eni.attachmentId())
                                .leaf("deviceIndex", eni.deviceIndex())
                                .leaf("status", "attached")
                                .leaf("attachTime", eni.createdAt())
                                .leaf("deleteOnTermination", true)
                                .leaf("networkCardIndex", 0));
    }

    void alone(Xml xml, NetworkInterface eni) {
        common(xml, eni);
        xml.leaf("availabilityZone", eni.place().zone())
                .leaf("requesterId", "")
                .leaf("requesterManaged", false);
        resources.tagSet(xml, eni.id());
        xml.in(
                "attachment",
                a ->
                        a.leaf("attachmentId", eni.attachmentId())
                                .leaf("instanceId", eni.instanceId())
                                .leaf("instanceOwnerId", Cloud.ACCOUNT)
                                .leaf("deviceIndex", eni.deviceIndex())
                                .leaf("status", "attached")
                                .leaf("attachTime", eni.createdAt())
                                .leaf("deleteOnTermination", true)
                                .leaf("networkCardIndex", 0));
    }

    private void common(Xml xml, NetworkInterface eni) {
        String region = eni.place().region();
        xml.leaf("networkInterfaceId", eni.id())
                .leaf("subnetId", eni.place().subnetId())
                .leaf("vpcId", eni.place().vpcId())
                .leaf("description", "")
                .leaf("ownerId", Cloud.ACCOUNT)
                .leaf("status", "in-use")
                .leaf("macAddress", eni.macAddress())
                .leaf("privateIpAddress", eni.privateIp())
                .leaf("privateDnsName", Addresses.privateName(region, eni.privateIp()))
                .leaf("sourceDestCheck", true)
                .leaf("interfaceType", "interface");
        resources.groupSet(xml, eni.groupIds());
        association(xml, eni);
        xml.each(
                "privateIpAddressesSet",
                "item",
                List.of(eni),
                (x, e) -> {
                    x.leaf("privateIpAddress", e.privateIp())
                            .leaf("privateDnsName", Addresses.privateName(region, e.privateIp()))
                            .leaf("primary", true);
                    association(x, e);
                });
        xml.in("ipv6AddressesSet", x -> {});
    }

    private static void association(Xml xml, NetworkInterface eni) {
        if (eni.publicIp() != null) {
            xml.in(
                    "association",
                    a ->
                            a.leaf("publicIp", eni.publicIp())
                                    .leaf(
                                            "publicDnsName",
                                            Addresses.publicName(
                                                    eni.place().region(), eni.publicIp()))
                                    .leaf("ipOwnerId", "amazon"));
        }
    }
}
