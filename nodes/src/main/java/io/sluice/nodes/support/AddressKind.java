package io.sluice.nodes.support;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Tells public addresses from those that workflows must not reach by themselves: blocks of the
/// IANA special-purpose registries, named for people. IPv6 forms that carry an IPv4 address
/// (mapped, compatible, translated, NAT64, 6to4, ISATAP) are judged by the address they carry.
final class AddressKind {
    /// The addresses that share their first bits.
    private static final class Block {
        private final byte[] prefix;
        private final int bits;
        private final String name;

        Block(byte[] prefix, int bits, String name) {
            this.prefix = prefix;
            this.bits = bits;
            this.name = name;
        }

        String name() {
            return name;
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (var bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Block> RESERVED =
            List.of(
                    block("169.254.169.254", 32, "a cloud metadata"),
                    block("fd00:ec2::254", 128, "a cloud metadata"),
                    block("168.63.129.16", 32, "a cloud platform's own"),
                    block("0.0.0.0", 8, "an unspecified"),
                    block("10.0.0.0", 8, "a private"),
                    block("100.64.0.0", 10, "a private (carrier-grade NAT)"),
                    block("127.0.0.0", 8, "a loopback"),
                    block("169.254.0.0", 16, "a link-local"),
                    block("172.16.0.0", 12, "a private"),
                    block("192.0.0.0", 24, "a reserved"),
                    block("192.88.99.0", 24, "a reserved (6to4 relay)"),
                    block("192.168.0.0", 16, "a private"),
                    block("198.18.0.0", 15, "a reserved (benchmark)"),
                    block("224.0.0.0", 4, "a multicast"),
                    block("240.0.0.0", 4, "a reserved or broadcast"),
                    block("::", 128, "an unspecified"),
                    block("::1", 128, "a loopback"),
                    block("64:ff9b:1::", 48, "a private (local NAT64)"),
                    block("100::", 64, "a reserved (discard)"),
                    block("2001::", 32, "a tunnel (Teredo)"),
                    block("5f00::", 16, "a reserved (segment routing)"),
                    block("fc00::", 7, "a private"),
                    block("fe80::", 10, "a link-local"),
                    block("fec0::", 10, "a private (site-local)"),
                    block("ff00::", 8, "a multicast"));

    private static final Block MAPPED = new Block(mapped(), 96, "");
    private static final Block COMPATIBLE = block("::", 96, "");
    private static final Block TRANSLATED = block("::ffff:0:0:0", 96, "");
    private static final Block NAT64 = block("64:ff9b::", 96, "");
    private static final Block SIX_TO_FOUR = block("2002::", 16, "");

    private AddressKind() {}

    /// What keeps this address from being reached, with its article: "a loopback"; empty for a
    /// public one.
    static Optional<String> reserved(InetAddress address) {
        var bytes = address.getAddress();
        var own = RESERVED.stream().filter(b -> b.holds(bytes)).map(Block::name).findFirst();
        return own.or(() -> carried(bytes).flatMap(AddressKind::reserved));
    }

    private static Optional<InetAddress> carried(byte[] address) {
        if (address.length != 16) {
            return Optional.empty();
        }
        if (MAPPED.holds(address)
                || COMPATIBLE.holds(address)
                || TRANSLATED.holds(address)
                || NAT64.holds(address)
                || isatap(address)) {
            return Optional.of(inet4(Arrays.copyOfRange(address, 12, 16)));
        }
        return SIX_TO_FOUR.holds(address)
                ? Optional.of(inet4(Arrays.copyOfRange(address, 2, 6)))
                : Optional.empty();
    }

    /// RFC 5214: the interface part is `0000:5efe` or `0200:5efe` and an IPv4 address.
    private static boolean isatap(byte[] address) {
        return (address[8] & 0xfd) == 0
                && address[9] == 0
                && address[10] == 0x5e
                && address[11] == (byte) 0xfe;
    }

    private static InetAddress inet4(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Expected four bytes.", e);
        }
    }

    private static Block block(String prefix, int bits, String name) {
        var address =
                prefix.indexOf(':') < 0
                        ? Inet4Address.ofLiteral(prefix)
                        : Inet6Address.ofLiteral(prefix);
        return new Block(address.getAddress(), bits, name);
    }

    private static byte[] mapped() {
        var prefix = new byte[16];
        prefix[10] = (byte) 0xff;
        prefix[11] = (byte) 0xff;
        return prefix;
    }
}
