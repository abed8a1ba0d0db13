package io.sluice.nodes.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchedulesTest {
    private static final Duration GRACE = Duration.ofMinutes(1);

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    @Test
    void followsSummerTime() {
        var berlin = Schedules.of(Map.of("cron", "30 6 * * *", "timeZone", "Europe/Berlin"));

        assertThat(berlin.nextAfter(at("2026-03-27T12:00:00Z"), 3))
                .containsExactly(
                        at("2026-03-28T05:30:00Z"),
                        at("2026-03-29T04:30:00Z"),
                        at("2026-03-30T04:30:00Z"));
    }

    @Test
    void firesOnceWhenClocksGoBack() {
        var berlin = Schedules.of(Map.of("cron", "30 2 * * *", "timeZone", "Europe/Berlin"));

        assertThat(berlin.nextAfter(at("2026-10-24T12:00:00Z"), 2))
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(berlin.nextAfter(at("2026-10-24T12:00:00Z"), 2).get(1))
                .isEqualTo(at("2026-10-26T01:30:00Z"));
    }

    @Test
    void firesADueTickOnce() {
        var hourly = Schedules.of(Map.of("cron", "0 * * * *"));

        assertThat(hourly.due(at("2026-01-05T09:59:59Z"), at("2026-01-05T10:00:00Z"), GRACE))
                .contains(at("2026-01-05T10:00:00Z"));
        assertThat(hourly.due(at("2026-01-05T10:00:00Z"), at("2026-01-05T10:30:00Z"), GRACE))
                .isEmpty();
    }

    @Test
    void afterAStandstillFiresOnceOrNotAtAll() {
        var once = Schedules.of(Map.of("cron", "0 * * * *", "missed", "fire-once"));
        var skip = Schedules.of(Map.of("cron", "0 * * * *", "missed", "skip"));
        var lastLook = at("2026-01-05T01:30:00Z");
        var now = at("2026-01-05T10:20:00Z");

        assertThat(once.due(lastLook, now, GRACE)).contains(at("2026-01-05T10:00:00Z"));
        assertThat(skip.due(lastLook, now, GRACE)).isEmpty();
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Schedules.of(Map.of("cron", "61 * * * *")))
                .hasMessageContaining("five cron fields");
        assertThatThrownBy(() -> Schedules.of(Map.of("cron", "0 6 * * *", "timeZone", "Mars/Base")))
                .hasMessageContaining("Mars/Base");
    }
}
