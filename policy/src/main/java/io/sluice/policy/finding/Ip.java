package io.sluice.policy.finding;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads addresses in the one form that every program understands the same way: four decimal
/// numbers, or IPv6 with or without an embedded IPv4. No short, octal, hexadecimal or wildcard
/// forms, no zones.
public final class Ip {
    private static final Pattern FORM = Pattern.compile("[0-9A-Fa-f:.]{2,45}(/\\d{1,3})?");
    private static final IPAddressStringParameters STRICT = strict();

    private Ip() {}

    private static IPAddressStringParameters strict() {
        var builder =
                new IPAddressStringParameters.Builder()
                        .allowEmpty(false)
                        .allowSingleSegment(false)
                        .allowMask(false)
                        .allowWildcardedSeparator(false)
                        .setRangeOptions(RangeParameters.NO_RANGE);
        builder.getIPv4AddressParametersBuilder().allow_inet_aton(false).allowLeadingZeros(false);
        builder.getIPv6AddressParametersBuilder()
                .allowZone(false)
                .allowBinary(false)
                .allowBase85(false);
        return builder.toParams();
    }

    /// An address, or a range in CIDR form; empty for anything else.
    public static Optional<IPAddress> parse(String text) {
        return !FORM.matcher(text).matches()
                ? Optional.empty()
                : Optional.ofNullable(new IPAddressString(text, STRICT).getAddress());
    }

    /// A single address; empty for ranges and anything else.
    public static Optional<IPAddress> single(String text) {
        return text.contains("/") ? Optional.empty() : parse(text);
    }
}
