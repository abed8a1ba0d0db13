package io.sluice.app.policy.told;

import io.sluice.codec.value.JsonValues;
import io.sluice.db.policy.PolicyEvents.Numbered;
import io.sluice.nodes.notify.SiemEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Stored events as receivers get them.
final class ToldEvents {
    private ToldEvents() {}

    static SiemEvent of(Numbered stored) {
        var event = map(JsonValues.readStored(stored.event()));
        var fields = map(event.get("fields"));
        return new SiemEvent(
                stored.id(),
                stored.at(),
                text(event, "type"),
                event.get("severity") instanceof Number number ? number.intValue() : 3,
                text(event, "title"),
                text(event, "actor"),
                text(fields, "policy"),
                fields);
    }

    private static String text(Map<String, @Nullable Object> map, String key) {
        var value = map.get(key);
        return value == null ? "" : String.valueOf(value);
    }

    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> copy.put(String.valueOf(key), inner));
        }
        return copy;
    }
}
