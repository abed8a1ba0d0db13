package io.sluice.policy.network;

import inet.ipaddr.IPAddress;
import io.sluice.policy.finding.Ip;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// What a workload may not reach.
///
/// @param ranges addresses and ranges in CIDR form; a bare address is written as one (`/32`,
///   `/128`)
/// @param ports TCP ports, whatever the address
public record Blocks(List<String> ranges, List<Integer> ports) {
    public static final Blocks NONE = new Blocks(List.of(), List.of());

    public Blocks {
        ranges = ranges.stream().map(Blocks::cidr).distinct().sorted().toList();
        ports = List.copyOf(new TreeSet<>(ports));
    }

    public boolean isEmpty() {
        return ranges.isEmpty() && ports.isEmpty();
    }

    /// These and others.
    public Blocks and(Blocks others) {
        return new Blocks(both(ranges, others.ranges), both(ports, others.ports));
    }

    /// These without others: exactly the same values, nothing that merely overlaps.
    public Blocks without(Blocks others) {
        return new Blocks(
                ranges.stream().filter(one -> !others.ranges.contains(one)).toList(),
                ports.stream().filter(one -> !others.ports.contains(one)).toList());
    }

    private static <T> List<T> both(Collection<T> one, Collection<T> other) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private static String cidr(String text) {
        var address = Ip.parse(text).orElse(null);
        if (address == null) {
            throw new IllegalArgumentException(
                    "Expected an address or a range, found '" + text + "'");
        }
        var plain = plain(address);
        return text.contains("/")
                ? plain.toPrefixBlock().toCanonicalString()
                : plain.toCanonicalString() + (plain.isIPv4() ? "/32" : "/128");
    }

    /// An IPv4 address in IPv6 clothes goes over the network as IPv4.
    static IPAddress plain(IPAddress address) {
        return address.isIPv6() && address.toIPv6().isIPv4Mapped()
                ? address.toIPv6().getEmbeddedIPv4Address()
                : address;
    }
}
