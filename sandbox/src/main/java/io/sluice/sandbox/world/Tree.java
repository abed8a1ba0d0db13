package io.sluice.sandbox.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads and copies JSON-like data: maps, lists, texts, numbers, booleans. What is absent or of
/// another kind reads as empty.
public final class Tree {
    private Tree() {}

    /// The value as a map that may be changed when it is one; else a new empty map.
    @SuppressWarnings("unchecked") // JSON objects have texts as keys
    public static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : new LinkedHashMap<>();
    }

    @SuppressWarnings("unchecked") // JSON lists hold anything
    public static List<Object> list(@Nullable Object value) {
        return value instanceof List<?> list ? (List<Object>) list : new ArrayList<>();
    }

    /// What stands at a path of keys.
    public static @Nullable Object at(@Nullable Object value, String... path) {
        Object here = value;
        for (String key : path) {
            here = here instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return here;
    }

    public static Map<String, Object> mapAt(@Nullable Object value, String... path) {
        return map(at(value, path));
    }

    public static List<Object> listAt(@Nullable Object value, String... path) {
        return list(at(value, path));
    }

    /// The scalar at a path as text; empty when there is none.
    public static String text(@Nullable Object value, String... path) {
        Object found = at(value, path);
        return found == null || found instanceof Map || found instanceof List
                ? ""
                : found.toString();
    }

    public static List<String> texts(@Nullable Object value, String... path) {
        return listAt(value, path).stream().map(String::valueOf).toList();
    }

    /// The map under a key, made when it is not there.
    public static Map<String, Object> child(Map<String, Object> parent, String key) {
        if (!(parent.get(key) instanceof Map)) {
            parent.put(key, new LinkedHashMap<String, Object>());
        }
        return map(parent.get(key));
    }

    /// A copy that shares no map and no list.
    public static Map<String, Object> copy(Map<String, Object> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(key, copyOf(value)));
        return copy;
    }

    public static Object copyOf(Object value) {
        return switch (value) {
            case Map<?, ?> map -> copy(map(map));
            case List<?> list -> copyAll(list);
            case null, default -> value;
        };
    }

    private static List<Object> copyAll(List<?> list) {
        List<Object> copy = new ArrayList<>();
        list.forEach(each -> copy.add(copyOf(each)));
        return copy;
    }
}
