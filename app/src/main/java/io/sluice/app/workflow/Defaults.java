package io.sluice.app.workflow;

import io.sluice.engine.definition.Workflow;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values that variables have when nobody gives others.
public final class Defaults {
    private Defaults() {}

    public static Map<String, @Nullable Object> of(Workflow workflow) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        workflow.variables().forEach(variable -> values.put(variable.name(), variable.value()));
        return values;
    }
}
