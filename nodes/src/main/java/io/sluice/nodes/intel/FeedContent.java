package io.sluice.nodes.intel;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// What a feed lists.
///
/// @param hosts names that have a bad URL, and perhaps many good ones
/// @param lines those that were no comment
/// @param bad lines that could not be understood
/// @param expired lines whose own date is too long ago
record FeedContent(
        AddressSet addresses,
        Set<String> domains,
        Set<String> hosts,
        int lines,
        int bad,
        int expired) {
    /// How a feed mentions a value.
    enum Mention {
        /// It is bad.
        WHOLE,
        /// Something at it is bad: a URL of a host that may serve much else.
        WITHIN,
        NOT
    }

    Mention mentions(InetAddress address) {
        return addresses.contains(address) ? Mention.WHOLE : Mention.NOT;
    }

    Mention mentions(String domain) {
        if (domains.contains(domain)) {
            return Mention.WHOLE;
        }
        return hosts.contains(domain) ? Mention.WITHIN : Mention.NOT;
    }

    boolean hasNames() {
        return !domains.isEmpty() || !hosts.isEmpty();
    }

    int size() {
        return addresses.size() + domains.size() + hosts.size();
    }

    /// Collects what lines say.
    static final class Builder {
        private final AddressSet.Builder addresses = new AddressSet.Builder();
        private final Set<String> domains = new HashSet<>();
        private final Set<String> hosts = new HashSet<>();
        private int lines;
        private int bad;
        private int expired;

        int size() {
            return addresses.size() + domains.size() + hosts.size();
        }

        void expired() {
            lines++;
            expired++;
        }

        void bad() {
            lines++;
            bad++;
        }

        /// An address, a range, `address:port`, a URL or a name.
        void add(String entry) {
            lines++;
            var host = host(entry.strip());
            if (!addresses.add(host)) {
                var name = host.toLowerCase(Locale.ROOT);
                if (isName(name)) {
                    (entry.contains("://") ? hosts : domains).add(name);
                } else {
                    bad++;
                }
            }
        }

        /// What stands before a port, and within a URL.
        private static String host(String entry) {
            var rest = entry;
            var scheme = rest.indexOf("://");
            if (scheme >= 0) {
                rest = rest.substring(scheme + 3).split("[/?#]", 2)[0];
                rest = rest.substring(rest.lastIndexOf('@') + 1);
            }
            if (rest.startsWith("[")) {
                var end = rest.indexOf(']');
                return end < 0 ? rest : rest.substring(1, end);
            }
            var colon = rest.indexOf(':');
            var single = colon >= 0 && colon == rest.lastIndexOf(':');
            return single ? rest.substring(0, colon) : rest;
        }

        private static boolean isName(String text) {
            return text.length() <= 253
                    && text.matches(
                            "([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)+[a-z][a-z0-9-]{1,62}");
        }

        FeedContent build() {
            return new FeedContent(addresses.build(), domains, hosts, lines, bad, expired);
        }
    }
}
