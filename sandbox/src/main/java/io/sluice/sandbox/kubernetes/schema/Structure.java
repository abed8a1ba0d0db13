package io.sluice.sandbox.kubernetes.schema;

import io.sluice.sandbox.world.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Walks an object along its structural schema: finds what the schema does not declare, and fills
/// in its defaults.
public final class Structure {
    private Structure() {}

    /// Takes away the fields that the schema does not declare, and names them.
    public static List<String> prune(Map<String, Object> schema, Map<String, Object> object) {
        List<String> unknown = new ArrayList<>();
        prune(schema, object, "", unknown);
        return unknown;
    }

    private static void prune(
            Map<String, Object> schema, @Nullable Object value, String path, List<String> unknown) {
        if (value instanceof Map<?, ?>) {
            Map<String, Object> map = Tree.map(value);
            for (String key : List.copyOf(map.keySet())) {
                Map<String, Object> child = field(schema, key);
                String place = path.isEmpty() ? key : path + "." + key;
                if (child == null) {
                    unknown.add(place);
                    map.remove(key);
                } else {
                    prune(child, map.get(key), place, unknown);
                }
            }
        } else if (value instanceof List<?> list) {
            Map<String, Object> items = Tree.mapAt(schema, "items");
            for (int i = 0; i < list.size(); i++) {
                prune(items, list.get(i), path + "[" + i + "]", unknown);
            }
        }
    }

    /// The schema of a field; null when there is no such field, empty when anything goes.
    static @Nullable Map<String, Object> field(Map<String, Object> schema, String key) {
        if (schema.isEmpty()
                || Boolean.TRUE.equals(schema.get("x-kubernetes-preserve-unknown-fields"))) {
            Map<String, Object> known = Tree.mapAt(schema, "properties", key);
            return known.isEmpty() ? Map.of() : known;
        }
        if (Tree.at(schema, "properties", key) instanceof Map<?, ?> known) {
            return Tree.map(known);
        }
        return schema.get("additionalProperties") instanceof Map<?, ?> any ? Tree.map(any) : null;
    }

    /// What keeps an object from being read by its types, as an apply reads it: a field that is not
    /// declared, or a value of another kind.
    public static List<String> misfits(Map<String, Object> schema, Map<String, Object> object) {
        List<String> misfits = new ArrayList<>();
        misfits(schema, object, "", misfits);
        return misfits;
    }

    private static void misfits(
            Map<String, Object> schema, @Nullable Object value, String path, List<String> misfits) {
        if (schema.isEmpty() || value == null) {
            return;
        }
        String expected = Tree.text(schema, "type");
        if (!expected.isEmpty() && !fits(expected, schema, value)) {
            misfits.add("%s: expected %s, got %s".formatted(path, expected, shown(value)));
            return;
        }
        if (value instanceof Map<?, ?>) {
            Tree.map(value)
                    .forEach((key, each) -> {
                        Map<String, Object> child = field(schema, key);
                        if (child == null) {
                            misfits.add(path + "." + key + ": field not declared in schema");
                        } else {
                            misfits(child, each, path + "." + key, misfits);
                        }
                    });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                misfits(Tree.mapAt(schema, "items"), list.get(i), path + "[" + i + "]", misfits);
            }
        }
    }

    private static boolean fits(String type, Map<String, Object> schema, Object value) {
        if (Boolean.TRUE.equals(schema.get("x-kubernetes-int-or-string"))) {
            return isInteger(value) || value instanceof String;
        }
        return switch (type) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" -> isInteger(value);
            case "number" -> value instanceof Number;
            default -> true;
        };
    }

    static boolean isInteger(Object value) {
        return value instanceof Integer || value instanceof Long;
    }

    private static String shown(Object value) {
        return "&value.valueUnstructured{Value:" + value + "}";
    }

    /// Fills in the defaults of absent fields.
    public static void fill(Map<String, Object> schema, @Nullable Object value) {
        if (value instanceof Map<?, ?>) {
            Map<String, Object> map = Tree.map(value);
            Tree.mapAt(schema, "properties")
                    .forEach((key, child) -> {
                        Object standard = Tree.at(child, "default");
                        if (standard != null && !map.containsKey(key)) {
                            map.put(key, Tree.copyOf(standard));
                        }
                    });
            for (Map.Entry<String, Object> each : map.entrySet()) {
                Map<String, Object> child = field(schema, each.getKey());
                if (child != null && !child.isEmpty()) {
                    fill(child, each.getValue());
                }
            }
        } else if (value instanceof List<?> list) {
            list.forEach(each -> fill(Tree.mapAt(schema, "items"), each));
        }
    }

    /// The schema for one version of the product, without the words of the sandbox itself: fields
    /// and choices that came later are left out.
    public static Map<String, Object> asOf(Map<String, Object> schema, Release release) {
        Map<String, Object> later = Tree.mapAt(schema, "x-since-values");
        Map<String, Object> cut = new LinkedHashMap<>();
        schema.forEach((key, value) -> {
            boolean there = release.has(Tree.text(value, "x-since"));
            if (there && !key.startsWith("x-since")) {
                cut.put(key, value instanceof Map<?, ?> map ? asOf(Tree.map(map), release) : value);
            }
        });
        if (cut.get("enum") instanceof List<?> choices) {
            cut.put(
                    "enum",
                    choices.stream()
                            .filter(each -> release.has(Tree.text(later, each.toString())))
                            .toList());
        }
        return cut;
    }
}
