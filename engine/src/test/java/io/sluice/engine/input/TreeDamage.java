package io.sluice.engine.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Damages JSON-like data in its own terms: parts are dropped, doubled, exchanged with one another,
/// of the wrong type, nested, or huge. Ids exchanged with one another retarget edges and make
/// cycles.
public final class TreeDamage {
    private final Random random;
    private final List<@Nullable Object> parts = new ArrayList<>();
    private int at;
    private int target;

    public TreeDamage(Random random) {
        this.random = random;
    }

    /// A copy with a few damages.
    public @Nullable Object of(@Nullable Object value) {
        var result = value;
        for (int i = 0; i <= random.nextInt(3); i++) {
            parts.clear();
            collect(result);
            at = 0;
            target = random.nextInt(parts.size());
            result = copy(result);
        }
        return result;
    }

    private void collect(@Nullable Object value) {
        parts.add(value);
        switch (value) {
            case Map<?, ?> map -> map.values().forEach(this::collect);
            case List<?> list -> list.forEach(this::collect);
            case null, default -> {}
        }
    }

    private @Nullable Object copy(@Nullable Object value) {
        if (at++ == target) {
            return other(value);
        }
        return switch (value) {
            case Map<?, ?> map -> copy(map);
            case List<?> list -> copy(list);
            case null, default -> value;
        };
    }

    private Map<String, @Nullable Object> copy(Map<?, ?> map) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        for (var entry : map.entrySet()) {
            boolean hit = at == target;
            var key = String.valueOf(entry.getKey());
            var value = copy(entry.getValue());
            if (hit && random.nextInt(3) == 0) {
                continue;
            }
            copy.put(hit && random.nextInt(6) == 0 ? key + "x" : key, value);
        }
        return copy;
    }

    private List<@Nullable Object> copy(List<?> list) {
        var copy = new ArrayList<@Nullable Object>();
        for (var item : list) {
            boolean hit = at == target;
            var value = copy(item);
            if (hit && random.nextInt(2) == 0) {
                if (random.nextBoolean()) {
                    copy.add(item);
                    copy.add(item);
                }
                continue;
            }
            copy.add(value);
        }
        return copy;
    }

    private @Nullable Object other(@Nullable Object value) {
        return switch (random.nextInt(10)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 -> -1.5e300;
            case 4 -> List.of();
            case 5 -> Map.of();
            case 6 -> deep(value);
            case 7 -> "x".repeat(random.nextInt(30_000));
            case 8 -> "= " + value + " + 1";
            default -> alike(value);
        };
    }

    private static @Nullable Object deep(@Nullable Object value) {
        @Nullable Object result = value;
        for (int i = 0; i < 60; i++) {
            var around = new ArrayList<@Nullable Object>();
            around.add(result);
            result = around;
        }
        return result;
    }

    /// Another part of the same type, from anywhere in the data.
    private @Nullable Object alike(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        for (int i = 0; i < 50; i++) {
            var part = parts.get(random.nextInt(parts.size()));
            if (part != null && part.getClass() == value.getClass() && !part.equals(value)) {
                return part;
            }
        }
        return value;
    }
}
