package io.sluice.engine.decide;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.RunChange;
import io.sluice.engine.run.RunState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names an expression sees: `trigger`, `vars`, `nodes.<id>.output`, `run`.
public final class Scope {
    private Scope() {}

    /// The names for a step of this run as it stands.
    public static Map<String, @Nullable Object> of(RunState state) {
        return of(
                state.id().value(),
                state.workflow().id(),
                state.startedAt(),
                state.trigger(),
                state.vars(),
                state.outputs());
    }

    static Map<String, @Nullable Object> of(RunChange run) {
        return of(
                run.id().value(),
                run.workflow().id(),
                run.startedAt(),
                run.trigger(),
                run.vars(),
                run.outputs());
    }

    private static Map<String, @Nullable Object> of(
            String run,
            String workflow,
            Instant startedAt,
            Map<String, @Nullable Object> trigger,
            Map<String, @Nullable Object> vars,
            Map<NodeId, Map<String, @Nullable Object>> outputs) {
        var nodes = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(outputs.size());
        outputs.forEach((id, output) -> nodes.put(id.value(), Map.of("output", output)));
        var scope = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(4);
        scope.put("trigger", trigger);
        scope.put("vars", vars);
        scope.put("nodes", nodes);
        scope.put(
                "run", Map.of("id", run, "workflow", workflow, "startedAt", startedAt.toString()));
        return scope;
    }
}
