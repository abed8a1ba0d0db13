package io.sluice.nodes.aws;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/// The security group of a lane, one in each VPC: found by its fixed name, made where it is
/// missing, and never used before its rules are exactly the lane's.
record LaneGroups(Ec2 ec2, Lane lane) {
    Optional<SecurityGroup> find(String vpcId) throws NodeFailure {
        var filters =
                List.of(
                        Filter.builder().name("group-name").values(lane.name()).build(),
                        Filter.builder().name("vpc-id").values(vpcId).build());
        var answer =
                ec2.read(
                        "DescribeSecurityGroups",
                        c -> c.describeSecurityGroups(r -> r.filters(filters)));
        return answer.securityGroups().stream().findFirst();
    }

    /// Whether the group may be used as it is.
    boolean settled(SecurityGroup group) {
        return group.ipPermissions().isEmpty() && egressOf(group).equals(lane.egress());
    }

    /// The id of the lane's group, its rules verified.
    ///
    /// @throws NodeFailure `aws.group-altered` if somebody gave it rules of their own; retryable
    ///   while a new group is not visible yet
    String ensure(String vpcId) throws NodeFailure {
        var found = find(vpcId);
        var id = found.isPresent() ? found.get().groupId() : create(vpcId);
        var group = found.isPresent() ? found.get() : load(id);
        if (settled(group)) {
            return id;
        }
        settle(group);
        if (!settled(load(id))) {
            throw NodeFailure.retryable(
                    "aws.unverified",
                    Fault.PROVIDER,
                    "Expected the rules of "
                            + name(group)
                            + " to be set, found them unchanged yet.");
        }
        return id;
    }

    private String create(String vpcId) throws NodeFailure {
        try {
            var marked =
                    Tagged.specification(
                            ResourceType.SECURITY_GROUP, Map.of(Lane.TAG, lane.name()));
            var request =
                    CreateSecurityGroupRequest.builder()
                            .groupName(lane.name())
                            .description(description())
                            .vpcId(vpcId)
                            .tagSpecifications(marked)
                            .build();
            return ec2.write("CreateSecurityGroup", c -> c.createSecurityGroup(request)).groupId();
        } catch (NodeFailure failure) {
            if (!failure.code().equals("aws.invalid-group.duplicate")) {
                throw failure;
            }
            // Made by another run, or by an attempt of this one whose answer was lost.
            return find(vpcId).map(SecurityGroup::groupId).orElseThrow(() -> notVisible(vpcId));
        }
    }

    private NodeFailure notVisible(String vpcId) {
        return NodeFailure.retryable(
                "aws.invalid-group.not-found",
                Fault.PROVIDER,
                "Expected to see the group '"
                        + lane.name()
                        + "' of "
                        + vpcId
                        + ", which exists, found it not visible yet.");
    }

    private SecurityGroup load(String id) throws NodeFailure {
        return ec2.read(
                        "DescribeSecurityGroups",
                        c -> c.describeSecurityGroups(r -> r.groupIds(id)))
                .securityGroups()
                .getFirst();
    }

    /// Takes the rules away that AWS gives a new group, and adds the lane's. A group with any other
    /// rule, or one that is not ours, is left alone.
    private void settle(SecurityGroup group) throws NodeFailure {
        var extra = new HashSet<>(egressOf(group));
        extra.removeAll(lane.egress());
        var missing = new HashSet<>(lane.egress());
        missing.removeAll(egressOf(group));
        var ours = Tagged.map(group.tags()).containsKey(Lane.TAG);
        if (!ours || !group.ipPermissions().isEmpty() || !GroupRule.ALL_OUT.containsAll(extra)) {
            throw altered(group);
        }
        if (!extra.isEmpty()) {
            revoke(group.groupId(), extra);
        }
        if (!missing.isEmpty()) {
            authorize(group.groupId(), missing);
        }
    }

    private void revoke(String id, Set<GroupRule> rules) throws NodeFailure {
        var permissions = rules.stream().map(GroupRule::permission).toList();
        unless(
                "aws.invalid-permission.not-found",
                "RevokeSecurityGroupEgress",
                c -> c.revokeSecurityGroupEgress(r -> r.groupId(id).ipPermissions(permissions)));
    }

    private void authorize(String id, Set<GroupRule> rules) throws NodeFailure {
        var permissions = rules.stream().map(GroupRule::permission).toList();
        unless(
                "aws.invalid-permission.duplicate",
                "AuthorizeSecurityGroupEgress",
                c -> c.authorizeSecurityGroupEgress(r -> r.groupId(id).ipPermissions(permissions)));
    }

    /// Another run may have done it a moment ago; the verification that follows will tell.
    private void unless(String doneAlready, String action, Function<Ec2Client, ?> write)
            throws NodeFailure {
        try {
            ec2.write(action, write::apply);
        } catch (NodeFailure failure) {
            if (!failure.code().equals(doneAlready)) {
                throw failure;
            }
        }
    }

    private NodeFailure altered(SecurityGroup group) {
        return AwsText.permanent(
                "aws.group-altered",
                "Expected "
                        + name(group)
                        + " to have no rules in and "
                        + (lane.egress().isEmpty() ? "none" : "only " + lane.egress())
                        + " out, found in "
                        + GroupRule.of(group.ipPermissions())
                        + ", out "
                        + egressOf(group)
                        + "; delete the group, or give it exactly these rules.");
    }

    private String name(SecurityGroup group) {
        return "group '" + lane.name() + "' (" + group.groupId() + " in " + group.vpcId() + ")";
    }

    private String description() {
        return lane.cidrs().isEmpty()
                ? "Sluice quarantine: nothing in, nothing out"
                : "Sluice patch lane: nothing in, HTTPS out";
    }

    private static Set<GroupRule> egressOf(SecurityGroup group) {
        return GroupRule.of(group.ipPermissionsEgress());
    }
}
