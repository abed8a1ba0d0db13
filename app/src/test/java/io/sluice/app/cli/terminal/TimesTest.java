package io.sluice.app.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TimesTest {
    @Test
    void spansReadAsPeopleSayThem() {
        assertThat(Times.took("2026-01-05T10:00:00Z", "2026-01-05T10:00:00.420Z"))
                .isEqualTo("0.4 s");
        assertThat(Times.took("2026-01-05T10:00:00Z", "2026-01-05T10:03:05Z"))
                .isEqualTo("3 min 05 s");
        assertThat(Times.took("2026-01-05T10:00:00Z", "2026-01-07T12:10:00Z"))
                .isEqualTo("50 h 10 min");
        assertThat(Times.took("2026-01-05T10:00:00Z", "")).isEmpty();
    }

    @Test
    void momentsAreInTheZoneOfTheReader() {
        var times = new Times(ZoneId.of("Asia/Kolkata"));

        assertThat(times.moment("2026-01-05T20:00:00Z")).isEqualTo("2026-01-06 01:30:00");
        assertThat(times.clock("2026-01-05T20:00:00.123Z")).isEqualTo("01:30:00");
        assertThat(times.clock("yesterday")).isEmpty();
    }
}
