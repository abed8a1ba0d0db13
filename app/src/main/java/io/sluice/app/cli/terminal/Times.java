package io.sluice.app.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/// Moments and spans for people, in their own time zone. What is no moment reads as nothing.
public final class Times {
    private final DateTimeFormatter clock;
    private final DateTimeFormatter moment;

    Times(ZoneId zone) {
        clock = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
        moment = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    /// Of an ISO-8601 instant: `10:15:30`.
    public String clock(String instant) {
        return parse(instant).map(clock::format).orElse("");
    }

    /// Of an ISO-8601 instant: `2026-01-05 10:15:30`.
    public String moment(String instant) {
        return parse(instant).map(moment::format).orElse("");
    }

    /// Between two ISO-8601 instants: `0.4 s`, `3 min 05 s`, `2 h 10 min`.
    public static String took(String from, String to) {
        var start = parse(from);
        var end = parse(to);
        return start.isEmpty() || end.isEmpty()
                ? ""
                : took(Duration.between(start.get(), end.get()));
    }

    static String took(Duration span) {
        long seconds = span.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1000.0);
        }
        return seconds < 3600
                ? "%d min %02d s".formatted(seconds / 60, seconds % 60)
                : "%d h %02d min".formatted(seconds / 3600, seconds / 60 % 60);
    }

    private static Optional<Instant> parse(String instant) {
        try {
            return instant.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(instant));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
