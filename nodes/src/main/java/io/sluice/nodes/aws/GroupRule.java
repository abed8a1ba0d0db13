package io.sluice.nodes.aws;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;

/// One rule of a security group: a protocol, ports and a peer.
///
/// @param peer a CIDR, `sg-…` or `pl-…`
record GroupRule(String protocol, @Nullable Integer from, @Nullable Integer to, String peer) {
    /// What AWS gives a new group: everything may go out. The second in networks with IPv6.
    static final Set<GroupRule> ALL_OUT =
            Set.of(
                    new GroupRule("-1", null, null, "0.0.0.0/0"),
                    new GroupRule("-1", null, null, "::/0"));

    static GroupRule https(String cidr) {
        return new GroupRule("tcp", 443, 443, cidr);
    }

    static Set<GroupRule> of(List<IpPermission> permissions) {
        return permissions.stream()
                .flatMap(permission -> peers(permission).map(peer -> of(permission, peer)))
                .collect(Collectors.toSet());
    }

    private static GroupRule of(IpPermission permission, String peer) {
        var all = "-1".equals(permission.ipProtocol());
        return new GroupRule(
                permission.ipProtocol(),
                all ? null : permission.fromPort(),
                all ? null : permission.toPort(),
                peer);
    }

    private static Stream<String> peers(IpPermission permission) {
        return Stream.of(
                        permission.ipRanges().stream().map(range -> range.cidrIp()),
                        permission.ipv6Ranges().stream().map(range -> range.cidrIpv6()),
                        permission.userIdGroupPairs().stream().map(pair -> pair.groupId()),
                        permission.prefixListIds().stream().map(list -> list.prefixListId()))
                .flatMap(peers -> peers);
    }

    /// For a rule whose peer is a CIDR, the only kind that is written here.
    IpPermission permission() {
        var builder = IpPermission.builder().ipProtocol(protocol).fromPort(from).toPort(to);
        return peer.indexOf(':') < 0
                ? builder.ipRanges(IpRange.builder().cidrIp(peer).build()).build()
                : builder.ipv6Ranges(Ipv6Range.builder().cidrIpv6(peer).build()).build();
    }

    @Override
    public String toString() {
        return (protocol.equals("-1") ? "all" : protocol + " " + from + "-" + to) + " " + peer;
    }
}
