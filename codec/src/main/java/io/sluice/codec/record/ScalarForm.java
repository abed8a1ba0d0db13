package io.sluice.codec.record;

import io.sluice.engine.value.Values;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Texts, numbers, truths, times, constants, and anything at all.
///
/// @param expected in words, for messages
/// @param reading answers empty when the value does not fit
record ScalarForm(
        String expected,
        Map<String, @Nullable Object> keywords,
        Function<Object, Optional<?>> reading,
        Function<Object, Object> writing)
        implements Form {

    static Optional<Form> of(Class<?> type) {
        return Optional.ofNullable(find(type));
    }

    private static @Nullable Form find(Class<?> type) {
        if (type == String.class) {
            return of("a text", "string", only(String.class), Function.identity());
        } else if (type == boolean.class || type == Boolean.class) {
            return of("true or false", "boolean", only(Boolean.class), Function.identity());
        } else if (type == long.class || type == Long.class) {
            return of("a whole number", "integer", ScalarForm::whole, Function.identity());
        } else if (type == int.class || type == Integer.class) {
            return of(
                    "a whole number of at most 2147483647",
                    "integer",
                    value -> whole(value).filter(n -> n == n.intValue()).map(Long::intValue),
                    value -> (long) (Integer) value);
        } else if (type == double.class || type == Double.class) {
            return of("a number", "number", ScalarForm::fraction, Function.identity());
        } else if (type == Duration.class) {
            return new ScalarForm(
                    "an ISO-8601 duration such as PT10M",
                    Map.of("type", "string", "format", "duration"),
                    value -> parsed(value, Duration::parse),
                    Object::toString);
        } else if (type == Instant.class) {
            return new ScalarForm(
                    "a moment such as 2026-01-05T10:00:00Z",
                    Map.of("type", "string", "format", "date-time"),
                    value -> parsed(value, Instant::parse),
                    Object::toString);
        } else if (type == Object.class) {
            return new ScalarForm(
                    "a value",
                    Map.of(),
                    Optional::of,
                    value -> Objects.requireNonNull(Values.normalise(value)));
        } else if (type.isEnum()) {
            return constants(type);
        }
        return null;
    }

    private static Form constants(Class<?> type) {
        var names =
                Arrays.stream(type.getEnumConstants()).map(one -> ((Enum<?>) one).name()).toList();
        return new ScalarForm(
                "one of " + String.join(", ", names),
                Map.of("type", "string", "enum", names),
                value ->
                        Arrays.stream(type.getEnumConstants())
                                .filter(one -> ((Enum<?>) one).name().equals(value))
                                .findFirst(),
                value -> ((Enum<?>) value).name());
    }

    private static Form of(
            String expected,
            String type,
            Function<Object, Optional<?>> reading,
            Function<Object, Object> writing) {
        return new ScalarForm(expected, Map.of("type", type), reading, writing);
    }

    private static Function<Object, Optional<?>> only(Class<?> type) {
        return value -> type.isInstance(value) ? Optional.of(value) : Optional.empty();
    }

    /// A calculation may give 5.0 where 5 is meant.
    private static Optional<Long> whole(Object value) {
        return switch (value) {
            case Long number -> Optional.of(number);
            case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
                    Optional.of(number.longValue());
            default -> Optional.empty();
        };
    }

    private static Optional<Double> fraction(Object value) {
        return value instanceof Number number
                ? Optional.of(number.doubleValue())
                : Optional.empty();
    }

    private static Optional<?> parsed(Object value, Function<String, ?> parse) {
        try {
            return value instanceof String text ? Optional.of(parse.apply(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public Object read(Object value, String path) {
        var read = reading.apply(value);
        if (read.isPresent()) {
            return read.get();
        }
        throw Form.unfit(path, expected, value);
    }

    @Override
    public Object write(Object value) {
        return writing.apply(value);
    }

    @Override
    public Map<String, @Nullable Object> schema(Purpose purpose) {
        return keywords;
    }
}
