package io.sluice.db;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Moments as the store keeps them: microseconds since 1970 in UTC.
public final class Micros {
    private static final long PER_SECOND = 1_000_000;

    private Micros() {}

    /// The microsecond this moment lies in.
    public static long of(Instant at) {
        return Math.addExact(
                Math.multiplyExact(at.getEpochSecond(), PER_SECOND), at.getNano() / 1000);
    }

    /// The first microsecond that is not before this moment: for what must not happen early.
    public static long atOrAfter(Instant at) {
        return of(at.plusNanos(999));
    }

    public static @Nullable Long orNull(Optional<Instant> at) {
        return at.isPresent() ? (Long) of(at.get()) : null;
    }

    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    public static Optional<Instant> optional(@Nullable Number micros) {
        return Optional.ofNullable(micros).map(found -> instant(found.longValue()));
    }
}
