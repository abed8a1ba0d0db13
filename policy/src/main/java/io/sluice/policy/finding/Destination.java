package io.sluice.policy.finding;

import java.util.List;

/// Whom it spoke to.
///
/// @param addresses IPv4 or IPv6 addresses in canonical form, at most
///   [FindingReader#MOST_ADDRESSES]
/// @param port 1–65535, or 0 where the finding does not say
/// @param domain a DNS name, or empty
public record Destination(List<String> addresses, int port, String domain) {
    public static final Destination UNKNOWN = new Destination(List.of(), 0, "");

    public Destination {
        addresses = List.copyOf(addresses);
    }
}
