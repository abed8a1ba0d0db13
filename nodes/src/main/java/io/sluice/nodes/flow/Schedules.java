package io.sluice.nodes.flow;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// When a schedule fires. Pure: the time is an argument.
///
/// @param missed what to do with ticks that nobody was there for
public record Schedules(Cron cron, ZoneId zone, Missed missed) {
    /// Ticks that nobody was there for.
    public enum Missed {
        SKIP,
        FIRE_ONCE
    }

    private static final CronParser UNIX =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    /// Reads the configuration of a start node with the trigger `schedule`.
    ///
    /// @throws IllegalArgumentException that says what is wrong with it
    public static Schedules of(Map<String, ?> config) {
        var zone = text(config, "timeZone", "UTC");
        try {
            return new Schedules(
                    cron(text(config, "cron", "")),
                    ZoneId.of(zone),
                    text(config, "missed", "fire-once").equals("skip")
                            ? Missed.SKIP
                            : Missed.FIRE_ONCE);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "Expected an IANA time zone such as Europe/Berlin, found '" + zone + "'.", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Expected five cron fields such as '0 6 * * *': " + e.getMessage(), e);
        }
    }

    /// The parser trips over some texts rather than refusing them.
    private static Cron cron(String text) {
        try {
            return UNIX.parse(text).validate();
        } catch (IndexOutOfBoundsException | ArithmeticException | NullPointerException e) {
            throw new IllegalArgumentException("'" + text + "' cannot be read.", e);
        }
    }

    private static String text(Map<String, ?> config, String key, String otherwise) {
        return config.get(key) instanceof String text && !text.isBlank() ? text : otherwise;
    }

    /// The first tick after a moment, if there is ever one.
    public Optional<Instant> nextAfter(Instant moment) {
        return ExecutionTime.forCron(cron)
                .nextExecution(moment.atZone(zone))
                .map(ZonedDateTime::toInstant);
    }

    /// The next ticks after a moment, for people to look at.
    public List<Instant> nextAfter(Instant moment, int count) {
        var ticks = new ArrayList<Instant>(count);
        var next = nextAfter(moment);
        while (next.isPresent() && ticks.size() < count) {
            ticks.add(next.get());
            next = nextAfter(next.get());
        }
        return ticks;
    }

    /// The tick to fire now, having last looked at `lastLook`: the latest that is due. One that is
    /// older than `grace` was missed, and is fired only if the schedule says so.
    public Optional<Instant> due(Instant lastLook, Instant now, Duration grace) {
        var latest =
                ExecutionTime.forCron(cron)
                        .lastExecution(now.plusMillis(1).atZone(zone))
                        .map(ZonedDateTime::toInstant)
                        .filter(tick -> tick.isAfter(lastLook) && !tick.isAfter(now));
        boolean fireMissed = missed == Missed.FIRE_ONCE;
        return latest.filter(tick -> fireMissed || !tick.plus(grace).isBefore(now));
    }
}
