package io.sluice.engine.check;

import io.sluice.engine.definition.Node;
import io.sluice.engine.port.Catalogue;
import io.sluice.engine.value.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a trigger's event looks like: as its type says; the part that the author describes by a
/// schema in the configuration (`input` of a form, `body` of a webhook, `payload` of a message) as
/// that schema says.
final class TriggerSchemas {
    private static final List<String> DESCRIBED = List.of("input", "body", "payload");

    private TriggerSchemas() {}

    static Map<String, @Nullable Object> event(Node.Start start, Catalogue catalogue) {
        var event =
                catalogue
                        .triggerType(start.trigger())
                        .map(Catalogue.TriggerEntry::eventSchema)
                        .orElse(ScopeTypes.object(Map.of(), List.of()));
        return start.config().get("schema") instanceof Map<?, ?> described && !described.isEmpty()
                ? with(event, Values.normaliseMap(described))
                : event;
    }

    private static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> event, Map<String, @Nullable Object> described) {
        var copy = new LinkedHashMap<>(event);
        if (event.get("properties") instanceof Map<?, ?> properties) {
            var typed = new LinkedHashMap<>(Values.normaliseMap(properties));
            DESCRIBED.stream()
                    .filter(typed::containsKey)
                    .forEach(name -> typed.put(name, described));
            copy.put("properties", typed);
        }
        return copy;
    }
}
