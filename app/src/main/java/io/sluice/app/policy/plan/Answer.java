package io.sluice.app.policy.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parts of what nodes answer.
final class Answer {
    private Answer() {}

    static List<Map<String, @Nullable Object>> maps(@Nullable Object value) {
        var maps = new ArrayList<Map<String, @Nullable Object>>();
        if (value instanceof List<?> list) {
            for (var item : list) {
                if (item instanceof Map<?, ?> map) {
                    var copy = new LinkedHashMap<String, @Nullable Object>();
                    map.forEach((key, inner) -> copy.put(String.valueOf(key), inner));
                    maps.add(copy);
                }
            }
        }
        return maps;
    }

    static List<String> texts(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
