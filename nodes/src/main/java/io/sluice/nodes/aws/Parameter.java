package io.sluice.nodes.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A parameter of an operation: its type, and how the EC2 Query protocol writes it.
record Parameter(String name, Kind kind, boolean required) {
    private static final int MOST_ITEMS = 1000;

    /// Types of parameters.
    enum Kind {
        TEXT("a text"),
        NUMBER("a whole number"),
        FLAG("true or false"),
        TEXTS("a list of texts"),
        FILTERS("an object of lists of texts, by the name of the filter"),
        TAGS("an object of texts, by the key of the tag");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static Parameter required(String name, Kind kind) {
        return new Parameter(name, kind, true);
    }

    static Parameter optional(String name, Kind kind) {
        return new Parameter(name, kind, false);
    }

    /// The form fields of a value; empty if it is of another type.
    Optional<Map<String, String>> fields(@Nullable Object value) {
        return switch (kind) {
            case TEXT -> value instanceof String text ? one(text) : Optional.empty();
            case NUMBER -> value instanceof Long number ? one(number.toString()) : Optional.empty();
            case FLAG -> value instanceof Boolean flag ? one(flag.toString()) : Optional.empty();
            case TEXTS -> texts(value).map(items -> numbered(name, items));
            case FILTERS -> pairs(value).flatMap(this::filters);
            case TAGS -> pairs(value).flatMap(this::tags);
        };
    }

    private Optional<Map<String, String>> one(String text) {
        return Optional.of(Map.of(name, text));
    }

    private static Optional<List<String>> texts(@Nullable Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty() || list.size() > MOST_ITEMS) {
            return Optional.empty();
        }
        var texts = new ArrayList<String>();
        for (var item : list) {
            if (!(item instanceof String text)) {
                return Optional.empty();
            }
            texts.add(text);
        }
        return Optional.of(texts);
    }

    private static Optional<Map<?, ?>> pairs(@Nullable Object value) {
        return value instanceof Map<?, ?> map && !map.isEmpty() && map.size() <= MOST_ITEMS
                ? Optional.of(map)
                : Optional.empty();
    }

    private static Map<String, String> numbered(String prefix, List<String> items) {
        var fields = new LinkedHashMap<String, String>();
        for (var item : items) {
            fields.put(prefix + "." + (fields.size() + 1), item);
        }
        return fields;
    }

    private Optional<Map<String, String>> filters(Map<?, ?> map) {
        var fields = new LinkedHashMap<String, String>();
        var number = 1;
        for (var entry : map.entrySet()) {
            var values = texts(entry.getValue());
            if (values.isEmpty()) {
                return Optional.empty();
            }
            fields.put(name + "." + number + ".Name", String.valueOf(entry.getKey()));
            fields.putAll(numbered(name + "." + number + ".Value", values.get()));
            number++;
        }
        return Optional.of(fields);
    }

    private Optional<Map<String, String>> tags(Map<?, ?> map) {
        var fields = new LinkedHashMap<String, String>();
        var number = 1;
        for (var entry : map.entrySet()) {
            if (!(entry.getValue() instanceof String text)) {
                return Optional.empty();
            }
            fields.put(name + "." + number + ".Key", String.valueOf(entry.getKey()));
            fields.put(name + "." + number + ".Value", text);
            number++;
        }
        return Optional.of(fields);
    }
}
