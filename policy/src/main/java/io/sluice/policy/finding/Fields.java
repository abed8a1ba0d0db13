package io.sluice.policy.finding;

import io.sluice.policy.finding.Reading.Doubt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The parts of one thing that was sent, read with doubt: what does not fit is left out and noted.
final class Fields {
    private static final int LONGEST = 4096;
    private static final int SHOWN = 80;

    private final Map<?, ?> object;
    private final Map<?, ?> inner;
    private final List<Doubt> doubts = new ArrayList<>();

    /// @param inner the vendor's own form of it, where a field is missing
    Fields(Map<?, ?> object, Map<?, ?> inner) {
        this.object = object;
        this.inner = inner;
    }

    List<Doubt> doubts() {
        return doubts;
    }

    /// The value of the first of these fields that is there and not null.
    @Nullable Object any(String... names) {
        for (var from : List.of(object, inner)) {
            for (var name : names) {
                var value = from.get(name);
                if (value != null) {
                    return value;
                }
            }
        }
        return null;
    }

    /// A text for people: cut, its control characters replaced by spaces.
    String prose(int longest, String... names) {
        var value = any(names);
        if (!(value instanceof String text)) {
            if (value != null) {
                doubt(names[0], "Expected a text, found " + kind(value));
            }
            return "";
        }
        var clean =
                text.codePoints()
                        .limit(longest)
                        .map(c -> Character.isISOControl(c) ? ' ' : c)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString()
                        .strip();
        if (text.length() > longest) {
            doubt(names[0], "Expected at most " + longest + " characters; the rest is left out");
        }
        return clean;
    }

    /// A name; what is none is left out.
    String name(Predicate<String> allowed, String expected, String... names) {
        var value = any(names);
        if (value == null || "".equals(value)) {
            return "";
        }
        if (value instanceof String text && text.length() <= LONGEST && allowed.test(text)) {
            return text;
        }
        doubt(names[0], "Expected " + expected + ", found " + shown(value));
        return "";
    }

    /// A whole number in a range, also written as a text; empty for anything else.
    Optional<Integer> number(int from, int to, String... names) {
        var value = any(names);
        if (value == null) {
            return Optional.empty();
        }
        var number = whole(value);
        if (number.isPresent() && number.get() >= from && number.get() <= to) {
            return number;
        }
        doubt(names[0], "Expected a number from " + from + " to " + to + ", found " + shown(value));
        return Optional.empty();
    }

    private static Optional<Integer> whole(Object value) {
        if (value instanceof Number number
                && number.doubleValue() == Math.rint(number.doubleValue())
                && Math.abs(number.doubleValue()) < Integer.MAX_VALUE) {
            return Optional.of(number.intValue());
        }
        if (value instanceof String text && text.strip().matches("\\d{1,9}")) {
            return Optional.of(Integer.parseInt(text.strip()));
        }
        return Optional.empty();
    }

    void doubt(String field, String why) {
        if (doubts.size() < 50) {
            doubts.add(new Doubt(field, why + "."));
        }
    }

    /// A value as it may be shown in an error: short, on one line.
    static String shown(Object value) {
        if (value instanceof String text) {
            var line = text.codePoints().limit(SHOWN).filter(c -> !Character.isISOControl(c));
            return "'"
                    + line.collect(
                            StringBuilder::new,
                            StringBuilder::appendCodePoint,
                            StringBuilder::append)
                    + (text.length() > SHOWN ? "…'" : "'");
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : kind(value);
    }

    static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case Map<?, ?> _ -> "an object";
            case List<?> _ -> "a list";
            case String _ -> "a text";
            case Number number -> number.toString();
            default -> value.toString();
        };
    }
}
