package io.sluice.bpmn;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Times of foreign files, where they mean exactly the same here.
final class IsoTimes {
    private static final Pattern WEEKS = Pattern.compile("P(\\d{1,4})W");
    private static final Pattern REPEAT = Pattern.compile("R/P(?:(1)D|T(\\d{1,2})([HM]))");
    private static final Pattern NUMBERS = Pattern.compile("[0-9*/,-]+");
    private static final Pattern NAMES = Pattern.compile("[A-Za-z*,?-]+");

    private IsoTimes() {}

    /// An ISO-8601 duration without months and years, whose length nobody can tell.
    static Optional<String> duration(String text) {
        var value = text.strip();
        var weeks = WEEKS.matcher(value);
        if (weeks.matches()) {
            return Optional.of("P" + 7 * Integer.parseInt(weeks.group(1)) + "D");
        }
        try {
            return Duration.parse(value).isNegative() ? Optional.empty() : Optional.of(value);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// A moment with its offset; a local time means another moment on every server.
    static Optional<String> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant().toString());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// Five-field cron for a cycle: cron itself, Quartz cron on whole minutes, or an endless ISO
    /// repetition that divides an hour or a day.
    static Optional<String> cron(String text) {
        var fields = text.strip().split("\\s+");
        return switch (fields.length) {
            case 1 -> repetition(fields[0]);
            case 5 -> unix(fields);
            case 6 -> quartz(fields);
            default -> Optional.empty();
        };
    }

    private static Optional<String> repetition(String text) {
        var match = REPEAT.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        if (match.group(1) != null) {
            return Optional.of("0 0 * * *");
        }
        int every = Integer.parseInt(match.group(2));
        boolean hours = "H".equals(match.group(3));
        if (every == 0 || (hours ? 24 : 60) % every != 0) {
            return Optional.empty();
        }
        var step = every == 1 ? "*" : "*/" + every;
        if (every == (hours ? 24 : 60)) {
            return Optional.of(hours ? "0 0 * * *" : "0 * * * *");
        }
        return Optional.of(hours ? "0 " + step + " * * *" : step + " * * * *");
    }

    private static Optional<String> unix(String[] fields) {
        for (int i = 0; i < 5; i++) {
            boolean named = i >= 3 && NAMES.matcher(fields[i]).matches();
            if ((!named && !NUMBERS.matcher(fields[i]).matches()) || fields[i].contains("?")) {
                return Optional.empty();
            }
        }
        return Optional.of(String.join(" ", fields));
    }

    /// Quartz counts seconds first and weekdays from Sunday = 1: weekdays must have names.
    private static Optional<String> quartz(String[] fields) {
        if (!fields[0].equals("0") || !NAMES.matcher(fields[5]).matches()) {
            return Optional.empty();
        }
        var five = new String[5];
        for (int i = 0; i < 5; i++) {
            var field = fields[i + 1].equals("?") ? "*" : fields[i + 1];
            five[i] = i < 2 ? field.replaceFirst("^0/", "*/") : field;
            // A step from elsewhere ("5/10") is Quartz's own.
            if (five[i].matches("\\d+/.*")) {
                return Optional.empty();
            }
        }
        return unix(five);
    }
}
