package io.sluice.nodes.http;

import io.sluice.engine.node.NodeFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Names with values, as queries and forms have them.
final class Pairs {
    private static final double LONGEST_WHOLE = 1e15;

    private Pairs() {}

    record Pair(String name, String value) {}

    /// One pair for each value: a list gives one for each item, null gives none.
    ///
    /// @param field where they stand, for messages
    /// @throws NodeFailure `http.bad-config` if a value is an object or a list of lists
    static List<Pair> of(String field, Map<String, @Nullable Object> values) throws NodeFailure {
        var pairs = new ArrayList<Pair>();
        for (var entry : values.entrySet()) {
            var items = entry.getValue() instanceof List<?> list ? list : single(entry.getValue());
            for (var item : items) {
                if (item != null) {
                    pairs.add(new Pair(entry.getKey(), text(field, entry.getKey(), item)));
                }
            }
        }
        return pairs;
    }

    private static List<?> single(@Nullable Object value) {
        return value == null ? List.of() : List.of(value);
    }

    private static String text(String field, String name, Object value) throws NodeFailure {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag.toString();
            case Double number when whole(number) -> Long.toString(number.longValue());
            case Number number -> number.toString();
            default ->
                    throw HttpErrors.badConfig(
                            field + "." + name,
                            "a text, number, boolean or a list of these",
                            value instanceof Map ? "an object" : "a list in a list");
        };
    }

    private static boolean whole(Double number) {
        return number == Math.rint(number) && Math.abs(number) < LONGEST_WHOLE;
    }
}
