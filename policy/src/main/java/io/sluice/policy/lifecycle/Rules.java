package io.sluice.policy.lifecycle;

import java.time.Duration;

/// What an installation demands.
///
/// @param minimumAudit how long a policy is watched before it may stop anything
/// @param longestBreakGlass how far ahead the end of a break-glass may lie
public record Rules(Duration minimumAudit, Duration longestBreakGlass) {
    public static final Rules STANDARD = new Rules(Duration.ofHours(24), Duration.ofHours(24));

    public Rules {
        if (minimumAudit.isNegative() || !longestBreakGlass.isPositive()) {
            throw new IllegalArgumentException(
                    "Expected a minimum audit of zero or more and a longest break-glass above zero,"
                            + " found "
                            + minimumAudit
                            + " and "
                            + longestBreakGlass
                            + ".");
        }
    }
}
