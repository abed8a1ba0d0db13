package io.sluice.app.policy;

import io.sluice.policy.lifecycle.Rules;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What the environment says about policies.
///
/// @param minimumAudit how long a policy is watched before it may stop anything
/// @param longestBreakGlass how far ahead the end of a break-glass may lie
/// @param feedGap after a longer silence nobody knows what a cluster's policies hit
/// @param categories a file with another table of categories; empty for the shipped one
/// @param ownRanges addresses and ranges that nobody may block, parted by commas
@ConfigurationProperties("sluice.cdr")
record CdrProperties(
        Duration minimumAudit,
        Duration longestBreakGlass,
        Duration feedGap,
        String categories,
        String ownRanges) {
    Rules rules() {
        return new Rules(minimumAudit, longestBreakGlass);
    }
}
