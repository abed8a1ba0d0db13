package io.sluice.policy.tracing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Flaws being collected, and the few questions every check asks.
final class Flaws {
    private static final int MOST = 100;
    private final List<Flaw> found = new ArrayList<>();

    List<Flaw> all() {
        return List.copyOf(found);
    }

    void add(String pointer, String rule, String message) {
        if (found.size() < MOST) {
            found.add(new Flaw(pointer, rule, message));
        }
    }

    /// An object's field as an object; empty where it is none (noted) or missing.
    Map<?, ?> object(String pointer, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        if (value != null) {
            add(pointer, "type", "Expected an object, found " + kind(value) + ".");
        }
        return Map.of();
    }

    List<?> list(String pointer, @Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        if (value != null) {
            add(pointer, "type", "Expected a list, found " + kind(value) + ".");
        }
        return List.of();
    }

    /// Texts only: an API server refuses numbers that are not quoted.
    List<String> texts(String pointer, @Nullable Object value) {
        var texts = new ArrayList<String>();
        var list = list(pointer, value);
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof String text) {
                texts.add(text);
            } else {
                add(
                        pointer + "/" + i,
                        "value.text",
                        "Expected a text, found "
                                + kind(list.get(i))
                                + "; write numbers in quotes.");
            }
        }
        return texts;
    }

    /// Fields that nobody reads. In a selector they would be dropped in silence, and what remains
    /// matches more than was meant.
    void known(String pointer, Map<?, ?> object, Set<String> fields) {
        object.keySet().stream()
                .map(String::valueOf)
                .filter(key -> !fields.contains(key))
                .sorted()
                .forEach(key ->
                        add(
                                pointer + "/" + key,
                                "field.unknown",
                                "There is no field '"
                                        + key
                                        + "'; expected one of "
                                        + fields.stream().sorted().toList()
                                        + "."));
    }

    static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case Map<?, ?> _ -> "an object";
            case List<?> _ -> "a list";
            case String text ->
                    "'" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "'";
            default -> value.toString();
        };
    }
}
