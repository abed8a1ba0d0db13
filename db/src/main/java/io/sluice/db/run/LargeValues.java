package io.sluice.db.run;

import io.sluice.db.Json;
import io.sluice.db.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes the large maps out of what is to be stored, and remembers them. A map that only looks like
/// a reference is taken out too, so that it comes back as it was.
final class LargeValues {
    /// The one key of a reference.
    static final String REFERENCE = "$blob";

    /// Characters from which on a map is kept apart.
    static final int LARGE = 16 * 1024;

    private static final int OVERHEAD = 8;

    private final Json json;
    private final Map<String, String> found = new HashMap<>();

    LargeValues(Json json) {
        this.json = json;
    }

    /// The text of each map that was taken out, by its hash.
    Map<String, String> found() {
        return found;
    }

    Map<String, @Nullable Object> swap(Map<String, @Nullable Object> map) {
        if (map.isEmpty() || (left(map, LARGE) >= 0 && !map.containsKey(REFERENCE))) {
            return map;
        }
        var text = json.text(map);
        var hash = Texts.sha256(text);
        found.put(hash, text);
        return Map.of(REFERENCE, hash);
    }

    /// The hash a map refers to, if it is a reference.
    static @Nullable String reference(Map<String, @Nullable Object> map) {
        return map.size() == 1 && map.get(REFERENCE) instanceof String hash ? hash : null;
    }

    /// How much of the room is left when the value is in it; stops as soon as none is.
    private static int left(@Nullable Object value, int room) {
        int left = room - OVERHEAD;
        switch (value) {
            case String text -> left -= text.length();
            case Map<?, ?> map -> {
                for (var entry : map.entrySet()) {
                    left = left(entry.getValue(), left(entry.getKey(), left));
                    if (left < 0) {
                        return left;
                    }
                }
            }
            case List<?> items -> {
                for (var item : items) {
                    left = left(item, left);
                    if (left < 0) {
                        return left;
                    }
                }
            }
            case null, default -> {}
        }
        return left;
    }
}
