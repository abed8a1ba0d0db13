package io.sluice.policy.tracing;

import io.sluice.policy.finding.Ip;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/// Addresses as the kernel compares them.
public final class Addresses {
    private Addresses() {}

    /// Each with its IPv4-mapped form: a dual-stack socket, such as every JVM's, is compared with
    /// IPv6 entries only.
    public static List<String> withMapped(Collection<String> addresses) {
        var all = new LinkedHashSet<String>();
        for (var text : addresses) {
            all.add(text);
            Ip.parse(text)
                    .filter(inet.ipaddr.IPAddress::isIPv4)
                    .ifPresent(address -> all.add(mapped(text, address.getNetworkPrefixLength())));
        }
        return List.copyOf(all);
    }

    private static String mapped(String ipv4, @org.jspecify.annotations.Nullable Integer prefix) {
        int slash = ipv4.indexOf('/');
        var bare = slash < 0 ? ipv4 : ipv4.substring(0, slash);
        return prefix == null ? "::ffff:" + bare : "::ffff:" + bare + "/" + (96 + prefix);
    }
}
