package io.sluice.engine.run;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.value.Values;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the inside of a for-each sees of the run around it, as it was when the node was entered:
/// kept once, not with every item.
///
/// @param outputs by node
public record Outer(
        Map<String, @Nullable Object> trigger,
        Map<String, @Nullable Object> vars,
        Map<NodeId, Map<String, @Nullable Object>> outputs) {
    public Outer {
        trigger = Values.frozen(trigger);
        vars = Values.frozen(vars);
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }
}
