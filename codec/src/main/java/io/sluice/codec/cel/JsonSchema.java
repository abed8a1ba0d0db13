package io.sluice.codec.cel;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what matters to types from a JSON Schema.
final class JsonSchema {
    private JsonSchema() {}

    /// The types it allows, without null; empty when it allows any or says so in a way that is not
    /// looked at (such as `anyOf`).
    static Set<String> types(Map<String, @Nullable Object> schema) {
        var types = new LinkedHashSet<String>();
        switch (schema.get("type")) {
            case String type -> types.add(type);
            case Collection<?> several -> several.forEach(type -> types.add(String.valueOf(type)));
            case null, default -> {
                if (constants(schema).stream().allMatch(String.class::isInstance)
                        && !constants(schema).isEmpty()) {
                    types.add("string");
                }
            }
        }
        types.remove("null");
        return types;
    }

    /// Whether it says that null fits. What it leaves open is not taken for null.
    static boolean admitsNull(Map<String, @Nullable Object> schema) {
        return switch (schema.get("type")) {
            case String type -> type.equals("null");
            case Collection<?> several -> several.contains("null");
            case null, default -> false;
        };
    }

    /// The constants of its `enum`, or none.
    static List<?> constants(Map<String, @Nullable Object> schema) {
        return schema.get("enum") instanceof List<?> constants ? constants : List.of();
    }

    static Map<String, @Nullable Object> items(Map<String, @Nullable Object> schema) {
        return object(schema.get("items"));
    }

    static Map<String, @Nullable Object> properties(Map<String, @Nullable Object> schema) {
        return object(schema.get("properties"));
    }

    static Map<String, @Nullable Object> additional(Map<String, @Nullable Object> schema) {
        return object(schema.get("additionalProperties"));
    }

    /// Whether an object has the listed properties and no other. One that lists properties and does
    /// not speak of others is taken to be closed: a slip of the pen is likelier than a field nobody
    /// declared.
    static boolean closed(Map<String, @Nullable Object> schema) {
        return switch (schema.get("additionalProperties")) {
            case Boolean open -> !open;
            case Map<?, ?> _ -> false;
            case null, default -> schema.containsKey("properties");
        };
    }

    static boolean requires(Map<String, @Nullable Object> schema, String property) {
        return schema.get("required") instanceof Collection<?> names && names.contains(property);
    }

    @SuppressWarnings("unchecked") // a JSON Schema is made of maps with text keys
    static Map<String, @Nullable Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }
}
