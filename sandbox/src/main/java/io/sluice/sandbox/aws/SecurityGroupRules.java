package io.sluice.sandbox.aws;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.http.Xml;
import io.sluice.sandbox.world.Cloud;
import io.sluice.sandbox.world.SecurityGroup;
import io.sluice.sandbox.world.SecurityGroup.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Authorize and revoke, ingress and egress, and DescribeSecurityGroupRules.
record SecurityGroupRules(Resources resources) {
    void register(Map<String, AwsAction> actions) {
        actions.put("AuthorizeSecurityGroupIngress", AwsAction.write(r -> authorize(r, false)));
        actions.put("AuthorizeSecurityGroupEgress", AwsAction.write(r -> authorize(r, true)));
        actions.put("RevokeSecurityGroupIngress", AwsAction.write(r -> revoke(r, false)));
        actions.put("RevokeSecurityGroupEgress", AwsAction.write(r -> revoke(r, true)));
        actions.put("DescribeSecurityGroupRules", AwsAction.read(this::describe));
    }

    private record OwnedRule(SecurityGroup group, Rule rule) {}

    private Outcome authorize(AwsRequest request, boolean egress) {
        SecurityGroup group = resources.group(request, request.need("GroupId"));
        List<Rule> added = IpPermissions.read(request, egress, resources.world().ids());
        if (added.isEmpty()) {
            throw AwsError.missing("IpPermissions");
        }
        for (Rule rule : added) {
            if (group.rules().stream().anyMatch(rule::allowsSameAs)) {
                throw AwsError.bad(
                        "InvalidPermission.Duplicate",
                        "the specified rule \"peer: %s, %s\" already exists"
                                .formatted(rule.value(), rule.protocol()));
            }
        }
        request.stopIfDryRun();
        List<Rule> all = new ArrayList<>(group.rules());
        all.addAll(added);
        resources.cloud().groups().put(group.groupId(), group.with(all));
        List<OwnedRule> shown = added.stream().map(r -> new OwnedRule(group, r)).toList();
        return Outcome.applied(
                AwsAnswers.ec2(
                        request.action(),
                        xml ->
                                xml.leaf("return", true)
                                        .each("securityGroupRuleSet", "item", shown, this::show)),
                group.groupId(),
                added.stream().map(Rule::value).reduce((a, b) -> a + "," + b).orElse(""));
    }

    /// A rule by id must exist; a rule by value that does not exist is only reported as unknown.
    private Outcome revoke(AwsRequest request, boolean egress) {
        SecurityGroup group = resources.group(request, request.need("GroupId"));
        List<Rule> left = new ArrayList<>(group.rules());
        List<Rule> unknown = new ArrayList<>();
        for (String id : request.list("SecurityGroupRuleId")) {
            if (!left.removeIf(rule -> rule.ruleId().equals(id) && rule.egress() == egress)) {
                throw AwsError.bad(
                        "InvalidSecurityGroupRuleId.NotFound",
                        "The security group rule ID '%s' does not exist".formatted(id));
            }
        }
        for (Rule rule : IpPermissions.read(request, egress, resources.world().ids())) {
            if (!left.removeIf(rule::allowsSameAs)) {
                unknown.add(rule);
            }
        }
        request.stopIfDryRun();
        boolean changed = left.size() < group.rules().size();
        resources.cloud().groups().put(group.groupId(), group.with(left));
        return Outcome.write(
                AwsAnswers.ec2(
                        request.action(),
                        xml -> {
                            xml.leaf("return", true);
                            IpPermissions.show(xml, "unknownIpPermissionSet", unknown);
                        }),
                changed,
                group.groupId(),
                "");
    }

    private Outcome describe(AwsRequest request) {
        request.stopIfDryRun();
        Filters<OwnedRule> filters =
                new Filters<OwnedRule>(owned -> Map.of())
                        .on("group-id", owned -> owned.group().groupId())
                        .on("security-group-rule-id", owned -> owned.rule().ruleId());
        List<String> ids = request.list("SecurityGroupRuleId");
        List<OwnedRule> found =
                resources
                        .groups(request)
                        .flatMap(g -> g.rules().stream().map(r -> new OwnedRule(g, r)))
                        .filter(owned -> ids.isEmpty() || ids.contains(owned.rule().ruleId()))
                        .filter(filters.matching(request.filters()))
                        .toList();
        Page<OwnedRule> page = Page.of(request, found);
        return Outcome.of(
                AwsAnswers.ec2(
                        request.action(),
                        xml ->
                                xml.each("securityGroupRuleSet", "item", page.items(), this::show)
                                        .leaf("nextToken", page.nextToken())));
    }

    private void show(Xml xml, OwnedRule owned) {
        Rule rule = owned.rule();
        xml.leaf("securityGroupRuleId", rule.ruleId())
                .leaf("groupId", owned.group().groupId())
                .leaf("groupOwnerId", Cloud.ACCOUNT)
                .leaf("isEgress", rule.egress())
                .leaf("ipProtocol", rule.protocol())
                .leaf("fromPort", port(rule.fromPort()))
                .leaf("toPort", port(rule.toPort()));
        switch (rule.peer()) {
            case CIDR -> xml.leaf("cidrIpv4", rule.value());
            case CIDR6 -> xml.leaf("cidrIpv6", rule.value());
            case PREFIX_LIST -> xml.leaf("prefixListId", rule.value());
            case GROUP -> xml.in("referencedGroupInfo", x -> x.leaf("groupId", rule.value()));
        }
        xml.leaf("description", rule.description());
    }

    /// Shown as -1 when the protocol has no ports.
    private static int port(@Nullable Integer port) {
        return port == null ? -1 : port;
    }
}
