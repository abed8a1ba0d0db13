package io.sluice.nodes.aws;

import static io.sluice.nodes.aws.AwsText.orEmpty;
import static io.sluice.nodes.aws.AwsText.orNull;

import io.sluice.engine.node.Field;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;

/// An instance as conditions see it. What AWS may leave out is nullable.
record InstanceView(
        @Field(title = "Reservation id") String reservationId,
        @Field(title = "Instance id") String instanceId,
        @Field(title = "Type", description = "Such as t3.medium.") String type,
        @Field(title = "Image id", description = "The AMI it was started from.") String imageId,
        @Field(title = "Account id") String accountId,
        @Field(
                        title = "State",
                        oneOf = {
                            "pending",
                            "running",
                            "shutting-down",
                            "terminated",
                            "stopping",
                            "stopped"
                        })
                String state,
        @Field(title = "Region") String region,
        @Field(title = "Availability zone") String availabilityZone,
        @Field(title = "Launched at", description = "In UTC.") @Nullable String launchedAt,
        @Field(title = "VPC id", description = "Null once it is terminated.")
                @Nullable String vpcId,
        @Field(title = "Subnet id", description = "Null once it is terminated.")
                @Nullable String subnetId,
        @Field(title = "Security groups", description = "Of the primary interface.")
                List<Group> securityGroups,
        @Field(title = "Public DNS name", description = "Null without a public address.")
                @Nullable String publicDnsName,
        @Field(title = "Private DNS name") @Nullable String privateDnsName,
        @Field(
                        title = "Public IP",
                        description =
                                "Public IPv4 address; null when it has none, as while stopped.")
                @Nullable String publicIp,
        @Field(title = "Private IP") @Nullable String privateIp,
        @Field(title = "IPv6 addresses", description = "Of all interfaces.")
                List<String> ipv6Addresses,
        @Field(title = "MAC address", description = "Of the primary interface.")
                @Nullable String macAddress,
        @Field(title = "Tags") Map<String, String> tags,
        @Field(title = "Interfaces", description = "Every network interface, the primary first.")
                List<Interface> interfaces) {
    InstanceView {
        securityGroups = List.copyOf(securityGroups);
        ipv6Addresses = List.copyOf(ipv6Addresses);
        tags = Map.copyOf(tags);
        interfaces = List.copyOf(interfaces);
    }

    /// A security group.
    record Group(@Field(title = "Group id") String id, @Field(title = "Group name") String name) {
        static List<Group> of(List<GroupIdentifier> groups) {
            return groups.stream()
                    .map(group -> new Group(group.groupId(), orEmpty(group.groupName())))
                    .toList();
        }
    }

    /// A network interface.
    record Interface(
            @Field(title = "Interface id") String id,
            @Field(title = "Device index", description = "0 is the primary one.") long deviceIndex,
            @Field(title = "MAC address") @Nullable String macAddress,
            @Field(title = "VPC id") @Nullable String vpcId,
            @Field(title = "Subnet id") @Nullable String subnetId,
            @Field(title = "Private IP") @Nullable String privateIp,
            @Field(title = "Public IP") @Nullable String publicIp,
            @Field(title = "Security groups") List<Group> securityGroups) {
        Interface {
            securityGroups = List.copyOf(securityGroups);
        }

        static Interface of(InstanceNetworkInterface each) {
            var association = each.association();
            return new Interface(
                    each.networkInterfaceId(),
                    index(each),
                    orNull(each.macAddress()),
                    orNull(each.vpcId()),
                    orNull(each.subnetId()),
                    orNull(each.privateIpAddress()),
                    association == null ? null : orNull(association.publicIp()),
                    Group.of(each.groups()));
        }
    }

    private static int index(InstanceNetworkInterface each) {
        var attachment = each.attachment();
        return attachment == null || attachment.deviceIndex() == null
                ? 0
                : attachment.deviceIndex();
    }

    static InstanceView of(Instances.Found found, String region) {
        var instance = found.instance();
        var interfaces =
                instance.networkInterfaces().stream()
                        .sorted(java.util.Comparator.comparingInt(InstanceView::index))
                        .toList();
        return new InstanceView(
                orEmpty(found.reservationId()),
                instance.instanceId(),
                orEmpty(instance.instanceTypeAsString()),
                orEmpty(instance.imageId()),
                orEmpty(found.accountId()),
                found.state(),
                region,
                zone(instance),
                instance.launchTime() == null ? null : instance.launchTime().toString(),
                orNull(instance.vpcId()),
                orNull(instance.subnetId()),
                Group.of(instance.securityGroups()),
                orNull(instance.publicDnsName()),
                orNull(instance.privateDnsName()),
                orNull(instance.publicIpAddress()),
                orNull(instance.privateIpAddress()),
                interfaces.stream()
                        .flatMap(each -> each.ipv6Addresses().stream())
                        .map(InstanceIpv6Address::ipv6Address)
                        .toList(),
                interfaces.isEmpty() ? null : orNull(interfaces.getFirst().macAddress()),
                found.tags(),
                interfaces.stream().map(Interface::of).toList());
    }

    private static String zone(Instance instance) {
        return instance.placement() == null ? "" : orEmpty(instance.placement().availabilityZone());
    }
}
