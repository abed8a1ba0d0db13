package io.sluice.policy.indicator;

import inet.ipaddr.IPAddress;
import io.sluice.policy.finding.Ip;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What must never be blocked, whoever asks: a mistake here takes a cluster off the network.
///
/// @param own ranges of the cluster and of this installation: pods, services, the API server, the
///   resolvers
/// @param allowedDomains names that must stay reachable, with everything below them
public record Guard(List<String> own, Set<String> allowedDomains) {
    private static final List<Range> NEVER =
            List.of(
                    new Range("0.0.0.0/8", "'this network'"),
                    new Range("127.0.0.0/8", "loopback"),
                    new Range("10.0.0.0/8", "private"),
                    new Range("172.16.0.0/12", "private"),
                    new Range("192.168.0.0/16", "private"),
                    new Range("100.64.0.0/10", "shared between carriers and clusters"),
                    new Range("169.254.0.0/16", "link-local"),
                    new Range("224.0.0.0/4", "multicast"),
                    new Range("240.0.0.0/4", "reserved"),
                    new Range("::/128", "unspecified"),
                    new Range("::1/128", "loopback"),
                    new Range("fc00::/7", "private"),
                    new Range("fe80::/10", "link-local"),
                    new Range("ff00::/8", "multicast"));

    public Guard {
        own = List.copyOf(own);
        for (var range : own) {
            if (Ip.parse(range).isEmpty()) {
                throw new IllegalArgumentException(
                        "Expected an address or a range to guard, found '" + range + "'");
            }
        }
        allowedDomains = Set.copyOf(allowedDomains);
    }

    /// Without anything of one's own: private and special addresses alone are refused.
    public static final Guard STANDARD = new Guard(List.of(), Set.of());

    private record Range(String cidr, String why) {
        boolean overlaps(IPAddress address) {
            var range = plain(Ip.parse(cidr).orElseThrow().toPrefixBlock());
            return range.isIPv4() == address.isIPv4()
                    && (range.contains(address) || address.contains(range));
        }
    }

    /// Why an address or range may not be acted on; empty when it may. An IPv4 address in IPv6
    /// clothes is looked at as what it is.
    public Optional<String> refusal(String addressOrRange) {
        var parsed = Ip.parse(addressOrRange).orElse(null);
        if (parsed == null) {
            return Optional.of("it is no address");
        }
        var address = plain(parsed.toPrefixBlock());
        if (prefix(address) < (address.isIPv4() ? 8 : 16)) {
            return Optional.of("it is so wide that it is nearly everything");
        }
        for (var range : ranges()) {
            if (range.overlaps(address)) {
                return Optional.of("it is " + range.why() + " (" + range.cidr() + ")");
            }
        }
        return Optional.empty();
    }

    /// Whether a name or one above it is allowed.
    public boolean allows(String domain) {
        var name = domain.toLowerCase(Locale.ROOT);
        return allowedDomains.stream()
                .map(one -> one.toLowerCase(Locale.ROOT))
                .anyMatch(one -> name.equals(one) || name.endsWith("." + one));
    }

    /// The same, with more of one's own.
    public Guard with(Collection<String> more) {
        var all = new ArrayList<>(own);
        all.addAll(more);
        return new Guard(all, allowedDomains);
    }

    private List<Range> ranges() {
        var all = new ArrayList<>(NEVER);
        own.forEach(one -> all.add(new Range(one, "your own")));
        return all;
    }

    private static IPAddress plain(IPAddress address) {
        return address.isIPv6() && address.toIPv6().isIPv4Mapped()
                ? address.toIPv6().getEmbeddedIPv4Address()
                : address;
    }

    private static int prefix(IPAddress address) {
        var length = address.getNetworkPrefixLength();
        return length == null ? address.getBitCount() : length;
    }
}
