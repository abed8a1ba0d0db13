package io.sluice.nodes.qualys;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The time a poll asks about. It begins somewhat before the last one ended, since findings are
/// listed later than they are dated; what comes twice is told by its id.
///
/// @param from included
/// @param to included; the watermark once everything has been taken
public record CdrWindow(Instant from, Instant to) {
    /// After a standstill nothing older than this is asked for.
    public static final Duration LONGEST = Duration.ofDays(30);

    /// The next window.
    ///
    /// @param watermark end of the last window that was taken in full; empty for the first
    /// @param lookBack how far the first one reaches back
    /// @param overlap how far the others reach into the one before
    public static CdrWindow next(
            Optional<Instant> watermark, Instant now, Duration lookBack, Duration overlap) {
        var from = watermark.map(at -> at.minus(overlap)).orElse(now.minus(lookBack));
        var oldest = now.minus(LONGEST);
        var begin = from.isBefore(oldest) ? oldest : from;
        return new CdrWindow(begin.isAfter(now) ? now : begin, now);
    }
}
