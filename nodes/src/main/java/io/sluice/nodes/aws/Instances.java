package io.sluice.nodes.aws;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Tag;

/// Reads and tags instances and their interfaces.
record Instances(Ec2 ec2) {
    private static final Set<String> GONE = Set.of("shutting-down", "terminated");

    /// An instance within what AWS calls its reservation.
    record Found(String reservationId, String accountId, Instance instance) {
        String state() {
            return instance.state().nameAsString();
        }

        Map<String, String> tags() {
            return Tagged.map(instance.tags());
        }

        boolean gone() {
            return GONE.contains(state());
        }
    }

    /// @throws NodeFailure `aws.invalid-instance-id.not-found`, worth another try while the id is
    ///   new
    Found load(String id) throws NodeFailure {
        var answer =
                ec2.read("DescribeInstances", c -> c.describeInstances(r -> r.instanceIds(id)));
        for (var reservation : answer.reservations()) {
            for (var instance : reservation.instances()) {
                return new Found(reservation.reservationId(), reservation.ownerId(), instance);
            }
        }
        throw NodeFailure.retryable(
                "aws.invalid-instance-id.not-found",
                Fault.PROVIDER,
                "Expected an instance "
                        + id
                        + " in "
                        + ec2.region()
                        + ", found none; check the id and the region.");
    }

    /// @throws NodeFailure also if it is terminated or about to be
    Found loadLiving(String id) throws NodeFailure {
        var found = load(id);
        if (found.gone()) {
            throw AwsText.permanent(
                    "aws.instance-gone",
                    "Expected instance " + id + " to exist, found it " + found.state() + ".");
        }
        return found;
    }

    /// The interfaces whose groups are the owner's to change, in the order of their ids; those that
    /// an AWS service manages are left out.
    List<NetworkInterface> interfacesOf(String id) throws NodeFailure {
        var filter = Filter.builder().name("attachment.instance-id").values(id).build();
        return ec2.read(
                "DescribeNetworkInterfaces",
                c ->
                        c
                                .describeNetworkInterfacesPaginator(r -> r.filters(filter))
                                .networkInterfaces()
                                .stream()
                                .filter(each -> !Boolean.TRUE.equals(each.requesterManaged()))
                                .sorted(Comparator.comparing(NetworkInterface::networkInterfaceId))
                                .toList());
    }

    void setGroups(String interfaceId, List<String> groups) throws NodeFailure {
        ec2.write(
                "ModifyNetworkInterfaceAttribute",
                c ->
                        c.modifyNetworkInterfaceAttribute(
                                r -> r.networkInterfaceId(interfaceId).groups(groups)));
    }

    void tag(String id, Map<String, String> tags) throws NodeFailure {
        ec2.write("CreateTags", c -> c.createTags(r -> r.resources(id).tags(Tagged.list(tags))));
    }

    void untag(String id, Set<String> keys) throws NodeFailure {
        var tags = keys.stream().sorted().map(key -> Tag.builder().key(key).build()).toList();
        ec2.write("DeleteTags", c -> c.deleteTags(r -> r.resources(id).tags(tags)));
    }

    /// Ids of an interface's groups, sorted: AWS keeps a set.
    static List<String> groupsOf(NetworkInterface each) {
        return each.groups().stream().map(GroupIdentifier::groupId).sorted().toList();
    }
}
