package io.sluice.sandbox.aws;

import io.sluice.sandbox.http.Xml;
import io.sluice.sandbox.world.Cloud;
import io.sluice.sandbox.world.Ids;
import io.sluice.sandbox.world.SecurityGroup;
import io.sluice.sandbox.world.SecurityGroup.Peer;
import io.sluice.sandbox.world.SecurityGroup.Permission;
import io.sluice.sandbox.world.SecurityGroup.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Rules as the wire groups them: one permission for each protocol and port range, with its peers.
final class IpPermissions {
    private static final String CIDR = "[0-9]{1,3}(\\.[0-9]{1,3}){3}/([12]?[0-9]|3[0-2])";
    private static final String CIDR6 = "[0-9a-fA-F:.]+/[0-9]{1,3}";

    private IpPermissions() {}

    /// Reads `IpPermissions.N.…`, else the flat parameters of old clients.
    static List<Rule> read(AwsRequest request, boolean egress, Ids ids) {
        List<Rule> rules = new ArrayList<>();
        for (int n : request.numbers("IpPermissions")) {
            rules.addAll(permission(request, "IpPermissions." + n + ".", egress, ids));
        }
        if (rules.isEmpty() && request.find("CidrIp").isPresent()) {
            rules.add(rule(request, "", egress, Peer.CIDR, request.need("CidrIp"), null, ids));
        }
        return rules;
    }

    private static List<Rule> permission(
            AwsRequest request, String prefix, boolean egress, Ids ids) {
        List<Rule> rules = new ArrayList<>();
        Map<String, Peer> lists = new LinkedHashMap<>();
        lists.put("IpRanges.%d.CidrIp", Peer.CIDR);
        lists.put("Ipv6Ranges.%d.CidrIpv6", Peer.CIDR6);
        lists.put("Groups.%d.GroupId", Peer.GROUP);
        lists.put("UserIdGroupPairs.%d.GroupId", Peer.GROUP);
        lists.put("PrefixListIds.%d.PrefixListId", Peer.PREFIX_LIST);
        lists.forEach((shape, peer) -> {
            String list = prefix + shape.substring(0, shape.indexOf('.'));
            for (int n : request.numbers(list)) {
                String value = request.need(prefix + shape.formatted(n));
                String description = request.find(list + "." + n + ".Description").orElse(null);
                rules.add(rule(request, prefix, egress, peer, value, description, ids));
            }
        });
        return rules;
    }

    private static Rule rule(
            AwsRequest request,
            String prefix,
            boolean egress,
            Peer peer,
            String value,
            @Nullable String description,
            Ids ids) {
        checkPeer(peer, value);
        String protocol = protocol(request.need(prefix + "IpProtocol"));
        Integer from = protocol.equals("-1") ? null : port(request, prefix + "FromPort");
        Integer to = protocol.equals("-1") ? null : port(request, prefix + "ToPort");
        if (from != null && to != null && from > to) {
            throw AwsError.badValue(
                    prefix + "FromPort", from + "", "It may not be above ToPort " + to);
        }
        return new Rule(ids.aws("sgr"), egress, protocol, from, to, peer, value, description);
    }

    private static void checkPeer(Peer peer, String value) {
        boolean ok =
                switch (peer) {
                    case CIDR -> value.matches(CIDR);
                    case CIDR6 -> value.matches(CIDR6);
                    case GROUP -> value.startsWith("sg-");
                    case PREFIX_LIST -> value.startsWith("pl-");
                };
        if (!ok) {
            throw AwsError.bad(
                    "InvalidParameterValue",
                    "%s block %s is malformed".formatted(peer.name(), value));
        }
    }

    private static String protocol(String name) {
        return switch (name) {
            case "all", "-1" -> "-1";
            case "6" -> "tcp";
            case "17" -> "udp";
            case "1" -> "icmp";
            default -> name;
        };
    }

    private static @Nullable Integer port(AwsRequest request, String name) {
        String text = request.find(name).orElse(null);
        if (text == null) {
            return null;
        }
        if (!text.matches("-1|[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw AwsError.badValue(name, text, "Expected a port from 0 to 65535");
        }
        return Integer.valueOf(text);
    }

    static void show(Xml xml, String name, SecurityGroup group, boolean egress) {
        show(xml, name, group.rules().stream().filter(rule -> rule.egress() == egress).toList());
    }

    static void show(Xml xml, String name, List<Rule> rules) {
        Map<Permission, List<Rule>> permissions = new LinkedHashMap<>();
        for (Rule rule : rules) {
            permissions.computeIfAbsent(rule.permission(), p -> new ArrayList<>()).add(rule);
        }
        xml.each(name, "item", permissions.entrySet(), (x, e) -> show(x, e.getKey(), e.getValue()));
    }

    private static void show(Xml xml, Permission permission, List<Rule> rules) {
        xml.leaf("ipProtocol", permission.protocol())
                .leaf("fromPort", permission.fromPort())
                .leaf("toPort", permission.toPort());
        peers(
                xml,
                "groups",
                rules,
                Peer.GROUP,
                (x, r) -> x.leaf("userId", Cloud.ACCOUNT).leaf("groupId", r.value()));
        peers(xml, "ipRanges", rules, Peer.CIDR, (x, r) -> x.leaf("cidrIp", r.value()));
        peers(xml, "ipv6Ranges", rules, Peer.CIDR6, (x, r) -> x.leaf("cidrIpv6", r.value()));
        peers(
                xml,
                "prefixListIds",
                rules,
                Peer.PREFIX_LIST,
                (x, r) -> x.leaf("prefixListId", r.value()));
    }

    private static void peers(
            Xml xml, String name, List<Rule> rules, Peer peer, BiConsumer<Xml, Rule> one) {
        xml.each(
                name,
                "item",
                rules.stream().filter(rule -> rule.peer() == peer).toList(),
                (x, rule) -> {
                    one.accept(x, rule);
                    x.leaf("description", rule.description());
                });
    }
}
