package io.sluice.engine.definition;

import java.time.Duration;

/// How often a failed step is tried again, and how long to wait before each try.
///
/// @param maxAttempts tries in all, the first included; 1 to 100
/// @param initial wait before the second try
/// @param factor what each further wait is multiplied with; at least 1
/// @param max longest wait
public record RetryPolicy(int maxAttempts, Duration initial, double factor, Duration max) {
    /// Five tries over about half a minute: enough for a provider's hiccup.
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(5, Duration.ofSeconds(2), 2.0, Duration.ofMinutes(5));

    public static final RetryPolicy NEVER = new RetryPolicy(1, Duration.ZERO, 1.0, Duration.ZERO);

    /// @throws IllegalArgumentException if a number is out of its bounds
    public RetryPolicy {
        if (maxAttempts < 1 || maxAttempts > 100) {
            throw new IllegalArgumentException(
                    "Expected maxAttempts between 1 and 100, found " + maxAttempts + ".");
        }
        if (!(factor >= 1.0 && factor <= 100.0)) {
            throw new IllegalArgumentException(
                    "Expected factor between 1 and 100, found " + factor + ".");
        }
        if (initial.isNegative() || max.isNegative()) {
            throw new IllegalArgumentException("Expected waits that are not negative.");
        }
    }

    /// The wait after the given failed try (1 for the first), capped at [#max], stretched by up to
    /// a tenth.
    ///
    /// @param spread 0 to 1, taken from something stable, so that many runs do not retry at once
    public Duration waitAfter(int failedAttempts, double spread) {
        double millis = initial.toMillis() * Math.pow(factor, failedAttempts - 1.0);
        double capped = Math.min(millis, (double) max.toMillis());
        return Duration.ofMillis((long) (capped * (1.0 + 0.1 * spread)));
    }
}
