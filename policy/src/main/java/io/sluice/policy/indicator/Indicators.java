package io.sluice.policy.indicator;

import java.util.List;

/// What was found in a text or object that can be looked up and blocked.
///
/// @param addresses single addresses and ranges, in canonical form, in the order found
/// @param ports 1–65535
/// @param domains lower case
/// @param dropped what was found but must not be acted on
public record Indicators(
        List<String> addresses, List<Integer> ports, List<String> domains, List<Dropped> dropped) {
    public Indicators {
        addresses = List.copyOf(addresses);
        ports = List.copyOf(ports);
        domains = List.copyOf(domains);
        dropped = List.copyOf(dropped);
    }

    /// @param why for people: "it is private (10.0.0.0/8)"
    public record Dropped(String value, String why) {}
}
