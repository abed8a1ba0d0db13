package io.sluice.sandbox.kubernetes.schema;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;

/// A block of addresses of the fourth or the sixth version. An IPv4-mapped address is one of the
/// sixth, as a dual-stack socket has it.
///
/// @param width 32 or 128
/// @param bits how many leading bits its addresses share
public record Cidr(BigInteger address, int width, int bits) {
    private static final BigInteger MAPPED = BigInteger.valueOf(0xffff).shiftLeft(32);

    /// `10.9.8.0/24`; a bare address is none.
    public static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
            return Optional.empty();
        }
        int bits = Integer.parseInt(text.substring(slash + 1));
        return literal(text.substring(0, slash))
                .filter(one -> bits <= one.width)
                .map(one -> new Cidr(one.address, one.width, bits));
    }

    /// A block, or one address as a block of its own.
    public static Optional<Cidr> orAddress(String text) {
        return text.contains("/") ? parse(text) : literal(text);
    }

    private static Optional<Cidr> literal(String text) {
        try {
            byte[] bytes = InetAddress.ofLiteral(text).getAddress();
            BigInteger value = new BigInteger(1, bytes);
            boolean mapped = bytes.length == 4 && text.indexOf(':') >= 0;
            int width = mapped ? 128 : bytes.length * 8;
            return Optional.of(new Cidr(mapped ? value.or(MAPPED) : value, width, width));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public boolean holds(Cidr other) {
        int rest = width - bits;
        return width == other.width
                && other.bits >= bits
                && address.shiftRight(rest).equals(other.address.shiftRight(rest));
    }

    public boolean strictlyHolds(Cidr other) {
        return other.bits > bits && holds(other);
    }
}
