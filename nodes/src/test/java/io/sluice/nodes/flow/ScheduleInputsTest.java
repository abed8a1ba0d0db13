package io.sluice.nodes.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.input.Damage;
import io.sluice.engine.input.Ordeal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever stands where a schedule should be: it has ticks, or none, or is refused.
class ScheduleInputsTest {
    private static final Instant NOW = Instant.parse("2026-03-29T00:59:00Z");
    private static final List<String> WORDS =
            List.of(
                    "*",
                    "?",
                    "/",
                    "-",
                    ",",
                    "L",
                    "W",
                    "#",
                    " ",
                    "  ",
                    "0",
                    "1",
                    "5",
                    "7",
                    "29",
                    "30",
                    "31",
                    "59",
                    "60",
                    "99999999999",
                    "-1",
                    "MON",
                    "FRI",
                    "JAN",
                    "*/0",
                    "*/7",
                    "1-0",
                    "2#5",
                    "5L",
                    "@daily",
                    "\t");
    private static final List<String> CRONS =
            List.of("0 6 * * *", "*/5 9-17 * * 1-5", "0 0 29 2 *", "0 0 31 4 *", "15,45 2 * * 0");
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "+14:00");

    @Test
    void aScheduleHasTicksOrIsRefusedWithAReason() {
        new Ordeal("schedules", 3_000)
                .run(seed -> {
                    var random = new Random(seed);
                    var damage = new Damage(random, WORDS);
                    var cron =
                            random.nextInt(3) == 0
                                    ? damage.anew()
                                    : damage.of(CRONS.get(random.nextInt(CRONS.size())));
                    var zone = ZONES.get(random.nextInt(ZONES.size()));
                    var odd = random.nextInt(10) == 0 ? damage.of(zone) : zone;
                    return new Ordeal.Input(cron + " in " + odd, () -> look(cron, odd));
                });
    }

    private static void look(String cron, String zone) {
        Schedules schedules;
        try {
            schedules = Schedules.of(Map.of("cron", cron, "timeZone", zone));
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        schedules.nextAfter(NOW, 2).forEach(tick -> assertThat(tick).isAfter(NOW));
        schedules
                .due(NOW.minus(Duration.ofDays(1)), NOW, Duration.ofMinutes(1))
                .ifPresent(tick -> assertThat(tick).isBeforeOrEqualTo(NOW));
    }
}
