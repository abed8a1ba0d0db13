package io.sluice.engine.decide;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.Child;
import io.sluice.engine.run.Outer;
import io.sluice.engine.run.RunChange;
import io.sluice.engine.run.RunState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The names an expression sees: `trigger`, `vars`, `nodes.<id>.output`, `run`, and in a for-each
/// `item` and `index`.
public final class Scope {
    private Scope() {}

    /// The names for a step of this run as it stands.
    public static Map<String, @Nullable Object> of(RunState state) {
        return of(
                state.id().value(),
                state.workflow().id(),
                state.startedAt(),
                trigger(state.trigger(), state.outer()),
                vars(state.vars(), state.outer()),
                outputs(state.outputs(), state.outer()),
                state.child());
    }

    private static Map<String, @Nullable Object> trigger(
            Map<String, @Nullable Object> own, Optional<Outer> outer) {
        return outer.map(Outer::trigger).orElse(own);
    }

    private static Map<String, @Nullable Object> vars(
            Map<String, @Nullable Object> own, Optional<Outer> outer) {
        if (outer.isEmpty()) {
            return own;
        }
        var all = new LinkedHashMap<>(outer.get().vars());
        all.putAll(own);
        return all;
    }

    private static Map<NodeId, Map<String, @Nullable Object>> outputs(
            Map<NodeId, Map<String, @Nullable Object>> own, Optional<Outer> outer) {
        if (outer.isEmpty()) {
            return own;
        }
        var all = new LinkedHashMap<>(outer.get().outputs());
        all.putAll(own);
        return all;
    }

    /// What the inside of a for-each sees of a run as it stands.
    static Outer outer(RunChange run) {
        return new Outer(
                trigger(run.trigger(), run.outer()),
                vars(run.vars(), run.outer()),
                outputs(run.outputs(), run.outer()));
    }

    static Map<String, @Nullable Object> of(RunChange run) {
        return of(
                run.id().value(),
                run.workflow().id(),
                run.startedAt(),
                trigger(run.trigger(), run.outer()),
                vars(run.vars(), run.outer()),
                outputs(run.outputs(), run.outer()),
                run.child());
    }

    private static Map<String, @Nullable Object> of(
            String run,
            String workflow,
            Instant startedAt,
            Map<String, @Nullable Object> trigger,
            Map<String, @Nullable Object> vars,
            Map<NodeId, Map<String, @Nullable Object>> outputs,
            Optional<Child> child) {
        var nodes = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(outputs.size());
        outputs.forEach((id, output) -> nodes.put(id.value(), Map.of("output", output)));
        var scope = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(6);
        scope.put("trigger", trigger);
        scope.put("vars", vars);
        scope.put("nodes", nodes);
        scope.put(
                "run", Map.of("id", run, "workflow", workflow, "startedAt", startedAt.toString()));
        child.filter(Child::part)
                .ifPresent(part -> {
                    scope.put("item", part.item());
                    scope.put("index", (long) part.index());
                });
        return scope;
    }
}
