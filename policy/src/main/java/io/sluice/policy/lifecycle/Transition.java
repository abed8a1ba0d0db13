package io.sluice.policy.lifecycle;

import java.time.Instant;

/// A move that was made.
///
/// @param move its code: `promote`
/// @param reason empty where the product reports what happened
public record Transition(
        PolicyStatus from, PolicyStatus to, String move, By by, Instant at, String reason) {}
