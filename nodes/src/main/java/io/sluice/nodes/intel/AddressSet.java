package io.sluice.nodes.intel;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Many addresses and ranges in little room: IPv4 as sorted pairs of numbers, IPv6 by length of
/// prefix. Immutable once built.
final class AddressSet {
    private final long[] starts;
    private final long[] ends;
    private final Map<Integer, Set<BigInteger>> prefixes;
    private final int size;

    private AddressSet(
            long[] starts, long[] ends, Map<Integer, Set<BigInteger>> prefixes, int size) {
        this.starts = starts;
        this.ends = ends;
        this.prefixes = prefixes;
        this.size = size;
    }

    /// How many entries went in.
    int size() {
        return size;
    }

    boolean contains(InetAddress address) {
        return address instanceof Inet4Address ipv4
                ? containsIpv4(number(ipv4))
                : containsIpv6(new BigInteger(1, address.getAddress()));
    }

    private boolean containsIpv4(long address) {
        var at = Arrays.binarySearch(starts, address);
        var index = at >= 0 ? at : -at - 2;
        return index >= 0 && ends[index] >= address;
    }

    private boolean containsIpv6(BigInteger address) {
        return prefixes.entrySet().stream()
                .anyMatch(
                        each -> each.getValue().contains(address.shiftRight(128 - each.getKey())));
    }

    private static long number(Inet4Address address) {
        var bytes = address.getAddress();
        var number = 0L;
        for (var each : bytes) {
            number = number << 8 | (each & 0xff);
        }
        return number;
    }

    /// An address in its text, nothing else: no name is ever looked up.
    static Optional<InetAddress> address(String text) {
        var literal =
                text.startsWith("[") && text.endsWith("]")
                        ? text.substring(1, text.length() - 1)
                        : text;
        var ipv4 = literal.matches("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
        var ipv6 = literal.contains(":") && literal.matches("[0-9A-Fa-f:]{2,39}(\\.[0-9.]{1,15})?");
        if (!ipv4 && !ipv6) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Collects entries.
    static final class Builder {
        /// A range shorter than these is nearly everything: a mistake, or an attack on the list.
        private static final int WIDEST_IPV4 = 8;

        private static final int WIDEST_IPV6 = 16;

        private final Map<Integer, Set<BigInteger>> prefixes = new HashMap<>();
        private long[] ranges = new long[1024];
        private int used;
        private int size;

        int size() {
            return size;
        }

        /// Adds an address, or a range in CIDR form; answers whether it is one.
        boolean add(String text) {
            var slash = text.indexOf('/');
            var address = address(slash < 0 ? text : text.substring(0, slash));
            var length = slash < 0 ? "" : text.substring(slash + 1);
            if (address.isEmpty() || !length.matches("[0-9]{0,3}") || text.endsWith("/")) {
                return false;
            }
            var bits = address.get() instanceof Inet4Address ? 32 : 128;
            var prefix = length.isEmpty() ? bits : Integer.parseInt(length);
            return prefix <= bits && add(address.get(), prefix);
        }

        private boolean add(InetAddress address, int prefix) {
            if (address instanceof Inet4Address ipv4) {
                return prefix >= WIDEST_IPV4 && addIpv4(number(ipv4), prefix);
            }
            if (prefix < WIDEST_IPV6) {
                return false;
            }
            var number = new BigInteger(1, address.getAddress()).shiftRight(128 - prefix);
            if (prefixes.computeIfAbsent(prefix, _ -> new HashSet<>()).add(number)) {
                size++;
            }
            return true;
        }

        private boolean addIpv4(long address, int prefix) {
            if (used == ranges.length) {
                ranges = Arrays.copyOf(ranges, used * 2);
            }
            var hosts = (1L << (32 - prefix)) - 1;
            // The length of the range stands in the low bits, so that one array can be sorted.
            ranges[used++] = (address & ~hosts) << 8 | prefix;
            size++;
            return true;
        }

        AddressSet build() {
            Arrays.sort(ranges, 0, used);
            var starts = new long[used];
            var ends = new long[used];
            var count = 0;
            for (var i = 0; i < used; i++) {
                var start = ranges[i] >>> 8;
                var end = start + (1L << (32 - (ranges[i] & 0xff))) - 1;
                if (count > 0 && start <= ends[count - 1]) {
                    ends[count - 1] = Math.max(ends[count - 1], end);
                } else {
                    starts[count] = start;
                    ends[count++] = end;
                }
            }
            return new AddressSet(
                    Arrays.copyOf(starts, count), Arrays.copyOf(ends, count), prefixes, size);
        }
    }
}
