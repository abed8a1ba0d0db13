package io.sluice.app.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.dashboard.DearLooks.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DearLooksTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Span WEEK =
            new Span("default", Optional.empty(), Optional.empty(), Duration.ofDays(7));

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger made = new AtomicInteger();
    private final DearLooks<String> looks = new DearLooks<>(nanos::get);

    @Test
    void aDearLookServesForFiveTimesAsLongAsItTook() {
        look(WEEK, NOON, Duration.ofSeconds(2));
        pass(Duration.ofSeconds(9));
        look(WEEK, NOON.plusSeconds(9), Duration.ofSeconds(2));
        assertThat(made).hasValue(1);

        pass(Duration.ofSeconds(2));
        look(WEEK, NOON.plusSeconds(11), Duration.ofSeconds(2));
        assertThat(made).hasValue(2);
    }

    @Test
    void aCheapLookIsNeverKept() {
        look(WEEK, NOON, Duration.ofMillis(40));
        look(WEEK, NOON, Duration.ofMillis(40));

        assertThat(made).hasValue(2);
    }

    @Test
    void noLookServesLongerThanAMinute() {
        look(WEEK, NOON, Duration.ofSeconds(40));
        pass(Duration.ofSeconds(61));
        look(WEEK, NOON.plusSeconds(61), Duration.ofSeconds(40));

        assertThat(made).hasValue(2);
    }

    @Test
    void anotherSpanIsLookedAtAfresh() {
        look(WEEK, NOON, Duration.ofSeconds(5));
        look(WEEK, NOON.minus(Duration.ofDays(30)), Duration.ofSeconds(5));
        look(
                new Span("default", Optional.of("w"), Optional.empty(), Duration.ofDays(7)),
                NOON,
                Duration.ofSeconds(5));
        look(
                new Span("other", Optional.empty(), Optional.empty(), Duration.ofDays(7)),
                NOON,
                Duration.ofSeconds(5));

        assertThat(made).hasValue(4);
    }

    private void look(Span span, Instant to, Duration takes) {
        looks.look(
                span,
                to,
                () -> {
                    made.incrementAndGet();
                    pass(takes);
                    return "figures";
                });
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
