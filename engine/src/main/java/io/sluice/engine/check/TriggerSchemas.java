package io.sluice.engine.check;

import io.sluice.engine.definition.Node;
import io.sluice.engine.port.Catalogue;
import io.sluice.engine.value.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a trigger's event looks like. A trigger whose configuration declares the fields of its form
/// (`fields`: a JSON Schema object) is typed by them; every other by its type.
final class TriggerSchemas {
    private TriggerSchemas() {}

    static Map<String, @Nullable Object> event(Node.Start start, Catalogue catalogue) {
        if (start.config().get("schema") instanceof Map<?, ?> declared && !declared.isEmpty()) {
            return Values.normaliseMap(declared);
        }
        return catalogue
                .triggerType(start.trigger())
                .map(Catalogue.TriggerEntry::eventSchema)
                .orElse(ScopeTypes.object(Map.of(), List.of()));
    }
}
