package io.sluice.policy.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.policy.measure.Measures.Measure;
import io.sluice.policy.measure.Measures.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// F051: measures come from the times of events.
class MeasuresTest {
    private static final Instant THEN = Instant.parse("2026-01-05T10:00:00Z");

    private static Story story(String category, long knownAfter, long enforcedAfter, long stopped) {
        return new Story(
                category,
                "T1",
                THEN,
                knownAfter < 0 ? Optional.empty() : Optional.of(THEN.plusSeconds(knownAfter)),
                enforcedAfter < 0 ? Optional.empty() : Optional.of(THEN.plusSeconds(enforcedAfter)),
                stopped);
    }

    @Test
    @DisplayName("F051: to respond is to detect and to protect")
    void meansAreTakenByCategory() {
        var measures =
                Measures.of(
                        List.of(
                                story("a", 10, 110, 2),
                                story("a", 30, -1, 0),
                                story("b", -1, -1, 0)));

        assertThat(measures)
                .containsExactly(
                        new Measure(
                                "a",
                                "T1",
                                Optional.of(Duration.ofSeconds(20)),
                                Optional.of(Duration.ofSeconds(100)),
                                Optional.of(Duration.ofSeconds(120)),
                                2,
                                2),
                        new Measure(
                                "b",
                                "T1",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                1,
                                0));
    }

    @Test
    void clocksThatDifferMakeNoNegativeTimes() {
        assertThat(
                        Measures.of(
                                List.of(
                                        new Story(
                                                "a",
                                                "T1",
                                                THEN,
                                                Optional.of(THEN.minusSeconds(9)),
                                                Optional.empty(),
                                                0))))
                .extracting(Measure::detect)
                .containsExactly(Optional.of(Duration.ZERO));
        assertThat(Measures.of(List.of())).isEmpty();
    }
}
