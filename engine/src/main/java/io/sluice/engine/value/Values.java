package io.sluice.engine.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The one form in which data travels through a run: `null`, [Boolean], [Long], [Double], [String],
/// [List] of values and [Map] from string to value, unmodifiable all the way down.
///
/// Integers are always `Long` and fractions always `Double`, so that expressions see two kinds of
/// number and never a third.
public final class Values {
    /// Deepest nesting a value may have.
    public static final int MAX_DEPTH = 64;

    private Values() {}

    /// Copies any JSON-like object into the one form.
    ///
    /// @throws IllegalArgumentException if it holds a type that has no place here, is nested deeper
    ///   than [#MAX_DEPTH], or has a non-finite number
    public static @Nullable Object normalise(@Nullable Object value) {
        return normalise(value, 0);
    }

    /// [#normalise(Object)] for an object at the top; `null` becomes the empty map.
    public static Map<String, @Nullable Object> normaliseMap(@Nullable Map<?, ?> map) {
        return map == null ? Map.of() : map(map, 0);
    }

    /// An unmodifiable view of a map that already is in the one form: no copy, no check.
    public static Map<String, @Nullable Object> frozen(Map<String, @Nullable Object> map) {
        return Collections.unmodifiableMap(map);
    }

    private static @Nullable Object normalise(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "Expected a value nested at most " + MAX_DEPTH + " deep; flatten it.");
        }
        return switch (value) {
            case null -> null;
            case Boolean b -> b;
            case String s -> s;
            case Long l -> l;
            case Integer i -> (long) i;
            case Short s -> (long) s;
            case Byte b -> (long) b;
            case java.math.BigInteger big ->
                    big.bitLength() < 64 ? (Object) big.longValueExact() : big.doubleValue();
            case Number n -> finite(n.doubleValue());
            case Map<?, ?> map -> map(map, depth);
            case Iterable<?> items -> list(items, depth);
            case Enum<?> e -> e.name();
            case java.time.Instant instant -> instant.toString();
            case java.time.Duration duration -> duration.toString();
            default ->
                    throw new IllegalArgumentException(
                            "Expected null, boolean, number, text, list or map, found "
                                    + value.getClass().getName()
                                    + ".");
        };
    }

    private static Double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("Expected a finite number, found " + number + ".");
        }
        return number;
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> map, int depth) {
        var copy = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(map.size());
        map.forEach((key, item) -> copy.put(String.valueOf(key), normalise(item, depth + 1)));
        return Collections.unmodifiableMap(copy);
    }

    private static List<@Nullable Object> list(Iterable<?> items, int depth) {
        var copy = new ArrayList<@Nullable Object>();
        items.forEach(item -> copy.add(normalise(item, depth + 1)));
        return Collections.unmodifiableList(copy);
    }
}
