package io.sluice.sandbox.world;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// When a recurring scan job runs, read from its parameters. Time zones are simplified: every start
/// is read as UTC; a monthly job runs on its `day_of_month`, or on the last day of a shorter month.
public final class Recurrence {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ROOT);

    private final ZonedDateTime start;
    private final String occurrence;
    private final int frequency;
    private final List<DayOfWeek> weekdays;

    private Recurrence(
            ZonedDateTime start, String occurrence, int frequency, List<DayOfWeek> weekdays) {
        this.start = start;
        this.occurrence = occurrence;
        this.frequency = frequency;
        this.weekdays = weekdays;
    }

    /// Throws [IllegalArgumentException] naming the parameter that cannot be read.
    public static Recurrence of(Map<String, String> parameters) {
        String occurrence = parameters.getOrDefault("occurrence", "");
        String frequency =
                switch (occurrence) {
                    case "daily" -> "frequency_days";
                    case "weekly" -> "frequency_weeks";
                    case "monthly" -> "frequency_months";
                    default -> throw new IllegalArgumentException("occurrence");
                };
        int every = number(parameters, frequency, 1, occurrence.equals("daily") ? 365 : 52);
        List<DayOfWeek> weekdays =
                occurrence.equals("weekly")
                        ? weekdays(parameters.getOrDefault("weekdays", ""))
                        : List.of();
        return new Recurrence(start(parameters), occurrence, every, weekdays);
    }

    private static int number(Map<String, String> parameters, String name, int min, int max) {
        try {
            int value = Integer.parseInt(parameters.getOrDefault(name, ""));
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name, e);
        }
        throw new IllegalArgumentException(name);
    }

    private static List<DayOfWeek> weekdays(String names) {
        try {
            return Arrays.stream(names.split(","))
                    .map(name -> DayOfWeek.valueOf(name.strip().toUpperCase(Locale.ROOT)))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("weekdays", e);
        }
    }

    private static ZonedDateTime start(Map<String, String> parameters) {
        try {
            LocalDate day = LocalDate.parse(parameters.getOrDefault("start_date", ""), DAY);
            LocalTime time =
                    LocalTime.of(
                            number(parameters, "start_hour", 0, 23),
                            number(parameters, "start_minute", 0, 59));
            int month = 0;
            if (parameters.containsKey("day_of_month")) {
                month = number(parameters, "day_of_month", 1, 31);
            }
            LocalDate first =
                    month == 0 ? day : day.withDayOfMonth(Math.min(month, day.lengthOfMonth()));
            return ZonedDateTime.of(first, time, ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("start_date", e);
        }
    }

    /// The first run not before `earliest`.
    Instant first(Instant earliest) {
        return matching(earliest);
    }

    /// The first run later than `last`.
    Instant after(Instant last) {
        return matching(last.plusSeconds(1));
    }

    private Instant matching(Instant earliest) {
        long step = 0;
        while (true) {
            ZonedDateTime begin = stepped(step);
            for (ZonedDateTime candidate : candidates(begin)) {
                if (!candidate.toInstant().isBefore(earliest)) {
                    return candidate.toInstant();
                }
            }
            step++;
        }
    }

    private ZonedDateTime stepped(long step) {
        return switch (occurrence) {
            case "daily" -> start.plusDays(step * frequency);
            case "weekly" -> start.plusWeeks(step * frequency);
            default -> start.plusMonths(step * frequency);
        };
    }

    private List<ZonedDateTime> candidates(ZonedDateTime begin) {
        if (weekdays.isEmpty()) {
            return List.of(begin);
        }
        return IntStream.range(0, 7)
                .mapToObj(begin::plusDays)
                .filter(day -> weekdays.contains(day.getDayOfWeek()))
                .toList();
    }
}
