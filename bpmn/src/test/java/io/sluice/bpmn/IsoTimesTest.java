package io.sluice.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/5 * * * *      | */5 * * * *",
                "0 6 * * MON-FRI  | 0 6 * * MON-FRI",
                "0 0/15 * * * ?   | */15 * * * *",
                "0 30 6 ? * MON   | 30 6 * * MON",
                "0 0 2 1 * ?      | 0 2 1 * *",
                "R/PT1H           | 0 * * * *",
                "R/PT6H           | 0 */6 * * *",
                "R/PT15M          | */15 * * * *",
                "R/PT60M          | 0 * * * *",
                "R/PT1M           | * * * * *",
                "R/P1D            | 0 0 * * *",
                "R/PT24H          | 0 0 * * *",
            })
    void translatesCycles(String cycle, String cron) {
        assertThat(IsoTimes.cron(cycle)).contains(cron);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "R5/PT1H",
                "R/PT7M",
                "R/PT0M",
                "R/PT90M",
                "R/P1M",
                "R/2026-01-01T00:00:00Z/PT1H",
                "0/5 * * * * ?",
                "30 0 2 * * ?",
                "0 0 2 * * 1",
                "0 0 2 L * ?",
                "0 5/10 * * * ?",
                "0 0 2 * * ? 2026",
                "? * * * *",
                "${cycle}"
            })
    void refusesOtherCycles(String cycle) {
        assertThat(IsoTimes.cron(cycle)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT5M,PT5M", "P1DT2H,P1DT2H", "P2W,P14D", "' PT1S ',PT1S"})
    void takesDurations(String foreign, String duration) {
        assertThat(IsoTimes.duration(foreign)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P1M", "P1Y", "-PT5M", "5 minutes", "${d}"})
    void refusesOtherDurations(String foreign) {
        assertThat(IsoTimes.duration(foreign)).isEmpty();
    }
}
