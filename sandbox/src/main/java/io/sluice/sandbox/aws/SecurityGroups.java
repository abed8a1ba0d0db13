package io.sluice.sandbox.aws;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.http.Xml;
import io.sluice.sandbox.world.Cloud;
import io.sluice.sandbox.world.SecurityGroup;
import java.util.List;
import java.util.Map;

/// CreateSecurityGroup, DescribeSecurityGroups and DeleteSecurityGroup.
record SecurityGroups(Resources resources) {
    void register(Map<String, AwsAction> actions) {
        actions.put("CreateSecurityGroup", AwsAction.write(this::create));
        actions.put("DescribeSecurityGroups", AwsAction.read(this::describe));
        actions.put("DeleteSecurityGroup", AwsAction.write(this::delete));
    }

    private Outcome create(AwsRequest request) {
        String name = request.need("GroupName");
        String description = request.need("GroupDescription");
        checkNames(name, description);
        String vpc = request.find("VpcId").orElse(Cloud.vpcId(request.region()));
        if (!vpc.equals(Cloud.vpcId(request.region()))) {
            throw AwsError.bad(
                    "InvalidVpcID.NotFound", "The vpc ID '%s' does not exist".formatted(vpc));
        }
        Map<String, String> tags = request.tagSpecification("security-group");
        // Visible or not, a name is taken.
        boolean taken =
                resources.cloud().groups().all().stream()
                        .anyMatch(g -> g.vpcId().equals(vpc) && g.name().equals(name));
        if (taken) {
            throw AwsError.bad(
                    "InvalidGroup.Duplicate",
                    "The security group '%s' already exists for VPC '%s'".formatted(name, vpc));
        }
        request.stopIfDryRun();
        SecurityGroup group =
                new SecurityGroup(
                        resources.world().ids().aws("sg"),
                        name,
                        description,
                        request.region(),
                        vpc,
                        List.of(resources.cloud().allowAllOut()),
                        resources.world().now());
        resources.cloud().groups().put(group.groupId(), group);
        if (!tags.isEmpty()) {
            resources.cloud().tag(group.groupId(), "security-group", request.region(), tags);
        }
        return Outcome.applied(
                AwsAnswers.ec2(
                        request.action(),
                        xml -> {
                            xml.leaf("return", true).leaf("groupId", group.groupId());
                            resources.tagSet(xml, group.groupId());
                        }),
                group.groupId(),
                name);
    }

    private static void checkNames(String name, String description) {
        if (name.equals("default") || name.startsWith("sg-")) {
            throw AwsError.badValue("GroupName", name, "It may not be 'default' or begin with sg-");
        }
        if (name.length() > 255 || description.length() > 255) {
            throw AwsError.badValue(
                    "GroupName", name, "Name and description have at most 255 characters");
        }
    }

    private Outcome describe(AwsRequest request) {
        request.stopIfDryRun();
        List<String> names = request.list("GroupName");
        List<SecurityGroup> found =
                Resources.chosen(
                                request.list("GroupId"),
                                id -> resources.group(request, id),
                                resources.groups(request))
                        .filter(group -> names.isEmpty() || names.contains(group.name()))
                        .filter(filters().matching(request.filters()))
                        .toList();
        for (String name : names) {
            if (found.stream().noneMatch(group -> group.name().equals(name))) {
                throw AwsError.bad(
                        "InvalidGroup.NotFound",
                        "The security group '%s' does not exist".formatted(name));
            }
        }
        Page<SecurityGroup> page = Page.of(request, found);
        return Outcome.of(
                AwsAnswers.ec2(
                        request.action(),
                        xml ->
                                xml.each("securityGroupInfo", "item", page.items(), this::show)
                                        .leaf("nextToken", page.nextToken())));
    }

    private void show(Xml xml, SecurityGroup group) {
        xml.leaf("ownerId", Cloud.ACCOUNT)
                .leaf("groupId", group.groupId())
                .leaf("groupName", group.name())
                .leaf("groupDescription", group.description())
                .leaf("vpcId", group.vpcId())
                .leaf(
                        "securityGroupArn",
                        Cloud.arn(group.region(), "security-group/" + group.groupId()));
        IpPermissions.show(xml, "ipPermissions", group, false);
        IpPermissions.show(xml, "ipPermissionsEgress", group, true);
        resources.tagSet(xml, group.groupId());
    }

    private Filters<SecurityGroup> filters() {
        return new Filters<SecurityGroup>(group -> resources.cloud().tags(group.groupId()))
                .on("group-id", SecurityGroup::groupId)
                .on("group-name", SecurityGroup::name)
                .on("description", SecurityGroup::description)
                .on("vpc-id", SecurityGroup::vpcId)
                .on("owner-id", group -> Cloud.ACCOUNT)
                .onAny("ip-permission.cidr", group -> peers(group, false))
                .onAny("egress.ip-permission.cidr", group -> peers(group, true));
    }

    private static List<String> peers(SecurityGroup group, boolean egress) {
        return group.rules().stream()
                .filter(r -> r.egress() == egress && r.peer() == SecurityGroup.Peer.CIDR)
                .map(SecurityGroup.Rule::value)
                .toList();
    }

    private Outcome delete(AwsRequest request) {
        String id =
                request.find("GroupId")
                        .or(() -> request.find("GroupName").map(name -> idOf(request, name)))
                        .orElseThrow(() -> AwsError.missing("GroupId"));
        SecurityGroup group = resources.group(request, id);
        if (group.isDefault()) {
            throw AwsError.bad(
                    "CannotDelete",
                    "the specified group: \"%s\" name: \"default\" cannot be deleted by a user"
                            .formatted(id));
        }
        if (isUsed(group)) {
            throw AwsError.bad(
                    "DependencyViolation", "resource %s has a dependent object".formatted(id));
        }
        request.stopIfDryRun();
        resources.cloud().groups().remove(id);
        resources.cloud().resourceTags().remove(id);
        return Outcome.applied(
                AwsAnswers.ec2(
                        request.action(), xml -> xml.leaf("return", true).leaf("groupId", id)),
                id,
                group.name());
    }

    private String idOf(AwsRequest request, String name) {
        return resources
                .groups(request)
                .filter(group -> group.name().equals(name))
                .findFirst()
                .map(SecurityGroup::groupId)
                .orElseThrow(() ->
                        AwsError.bad(
                                "InvalidGroup.NotFound",
                                "The security group '%s' does not exist".formatted(name)));
    }

    private boolean isUsed(SecurityGroup group) {
        boolean attached =
                resources.cloud().interfaces().all().stream()
                        .anyMatch(eni -> eni.groupIds().contains(group.groupId()));
        boolean named =
                resources.cloud().groups().all().stream()
                        .filter(other -> !other.equals(group))
                        .flatMap(other -> other.rules().stream())
                        .anyMatch(rule ->
                                rule.peer() == SecurityGroup.Peer.GROUP
                                        && rule.value().equals(group.groupId()));
        return attached || named;
    }
}
