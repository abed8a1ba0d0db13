package io.sluice.engine.definition;

import io.sluice.engine.value.Values;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value that a person sets for the whole workflow (`vars.<name>` in expressions) and that
/// `set-variables` may change during a run.
///
/// @param schema its JSON Schema: type, bounds, title, description
/// @param value the value runs begin with; may be null when the schema allows it
public record Variable(String name, Map<String, @Nullable Object> schema, @Nullable Object value) {
    public Variable {
        schema = Values.normaliseMap(schema);
        value = Values.normalise(value);
    }
}
