package io.sluice.sandbox.kubernetes;

import io.sluice.sandbox.http.BadInput;
import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.world.Tree;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Merge patches (RFC 7386) and JSON patches (RFC 6902) of an object.
final class Patches {
    private Patches() {}

    static Map<String, Object> merged(Map<String, Object> object, Map<String, Object> patch) {
        Map<String, Object> merged = new LinkedHashMap<>(object);
        patch.forEach((key, value) -> {
            if (value == null) {
                merged.remove(key);
            } else if (value instanceof Map<?, ?> map) {
                merged.put(key, merged(Tree.mapAt(object, key), Tree.map(map)));
            } else {
                merged.put(key, value);
            }
        });
        return merged;
    }

    /// One step of a JSON patch.
    record Step(String op, String path, @Nullable String from, @Nullable Object value) {}

    static Map<String, Object> applied(Map<String, Object> object, String patch) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("", Tree.copy(object));
        for (Step step : Json.parse(patch, Step[].class)) {
            take(whole, step);
        }
        return Tree.mapAt(whole, "");
    }

    private static void take(Map<String, Object> whole, Step step) {
        String from = step.from() == null ? "" : step.from();
        switch (step.op()) {
            case "add" -> set(whole, step.path(), step.value(), true);
            case "replace" -> {
                read(whole, step.path());
                set(whole, step.path(), step.value(), false);
            }
            case "remove" -> remove(whole, step.path());
            case "test" -> {
                if (!Objects.equals(read(whole, step.path()), step.value())) {
                    throw refused("testing path %s failed".formatted(step.path()));
                }
            }
            case "copy" -> set(whole, step.path(), read(whole, from), true);
            case "move" -> {
                Object moved = read(whole, from);
                remove(whole, from);
                set(whole, step.path(), moved, true);
            }
            case null, default -> throw new BadInput("Unexpected kind: " + step.op());
        }
    }

    private static List<String> keys(String pointer) {
        return Arrays.stream(pointer.split("/", -1))
                .map(key -> key.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    private static @Nullable Object read(Map<String, Object> whole, String pointer) {
        Object here = whole;
        for (String key : keys(pointer)) {
            if (here instanceof Map<?, ?> map && map.containsKey(key)) {
                here = map.get(key);
            } else if (here instanceof List<?> list && isIndex(key, list.size() - 1)) {
                here = list.get(Integer.parseInt(key));
            } else {
                throw refused("doc is missing path: %s".formatted(pointer));
            }
        }
        return here;
    }

    private static boolean isIndex(String key, int last) {
        return key.matches("\\d{1,6}") && Integer.parseInt(key) <= last;
    }

    private static void set(
            Map<String, Object> whole, String pointer, @Nullable Object value, boolean insert) {
        List<String> keys = keys(pointer);
        String last = keys.getLast();
        Object parent = parent(whole, pointer);
        Object copy = value == null ? null : Tree.copyOf(value);
        if (parent instanceof Map<?, ?> map) {
            Tree.map(map).put(last, copy);
        } else if (parent instanceof List<?> list) {
            List<Object> items = Tree.list(list);
            if (last.equals("-")) {
                items.add(copy);
            } else if (!isIndex(last, items.size())) {
                throw refused("unable to access invalid index: " + last);
            } else if (insert) {
                items.add(Integer.parseInt(last), copy);
            } else {
                items.set(Integer.parseInt(last), copy);
            }
        } else {
            throw refused("doc is missing path: " + pointer);
        }
    }

    private static void remove(Map<String, Object> whole, String pointer) {
        read(whole, pointer);
        String last = keys(pointer).getLast();
        switch (parent(whole, pointer)) {
            case Map<?, ?> map -> map.remove(last);
            case List<?> list -> Tree.list(list).remove(Integer.parseInt(last));
            case null, default -> throw refused("doc is missing path: " + pointer);
        }
    }

    private static @Nullable Object parent(Map<String, Object> whole, String pointer) {
        int slash = pointer.lastIndexOf('/');
        return slash < 0 ? whole : read(whole, pointer.substring(0, slash));
    }

    private static StatusError refused(String why) {
        return new StatusError(
                422,
                "Invalid",
                "the server rejected our request due to an error in our request: " + why);
    }
}
