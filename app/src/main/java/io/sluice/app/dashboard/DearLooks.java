package io.sluice.app.dashboard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Looks at very many runs take seconds, and several people look at once. A look that was dear
/// serves those who ask for the same span a little later, for [#TIMES] times as long as it took; a
/// cheap one is never kept, so that a small installation always sees its figures fresh. Of those
/// who ask at once one works and the others wait for it.
///
/// @param <V> what a look shows
final class DearLooks<V> {
    private static final int TIMES = 5;
    private static final Duration CHEAP = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Cache<Span, Kept<V>> kept = Caffeine.newBuilder().maximumSize(200).build();
    private final LongSupplier nanoTime;

    /// @param nanoTime a steady clock, for how long a look takes
    DearLooks(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// What is looked at, but for its end, which moves on from look to look.
    ///
    /// @param only these workflows
    record Span(
            String project,
            Optional<String> workflow,
            Optional<Set<String>> only,
            Duration length) {}

    private record Kept<V>(V view, Instant to, Duration goodFor, long at) {}

    /// @param to the end of the span
    V look(Span span, Instant to, Supplier<V> afresh) {
        return kept.asMap()
                .compute(
                        span,
                        (_, before) ->
                                before != null && serves(before, to) ? before : make(to, afresh))
                .view();
    }

    private boolean serves(Kept<V> before, Instant to) {
        long age = nanoTime.getAsLong() - before.at();
        return age < before.goodFor().toNanos()
                && Duration.between(before.to(), to).abs().compareTo(LONGEST) <= 0;
    }

    private Kept<V> make(Instant to, Supplier<V> afresh) {
        long begun = nanoTime.getAsLong();
        var view = afresh.get();
        long ended = nanoTime.getAsLong();
        return new Kept<>(view, to, goodFor(Duration.ofNanos(ended - begun)), ended);
    }

    private static Duration goodFor(Duration took) {
        if (took.compareTo(CHEAP) < 0) {
            return Duration.ZERO;
        }
        var times = took.multipliedBy(TIMES);
        return times.compareTo(LONGEST) > 0 ? LONGEST : times;
    }
}
