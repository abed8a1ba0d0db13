package io.sluice.engine.check;

import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.value.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a workflow expects of who calls it, and what it gives back: the form of its start, and what
/// its ends give.
public final class CallContract {
    private CallContract() {}

    /// The start that a call means; empty when it names none of several, or one that is not there.
    public static Optional<Node.Start> start(Workflow called, Node.Call call) {
        var starts = called.starts();
        return call.start().isEmpty() && starts.size() == 1
                ? Optional.of(starts.getFirst())
                : starts.stream()
                        .filter(one -> call.start().filter(one.id().value()::equals).isPresent())
                        .findFirst();
    }

    /// The JSON Schema of what a start takes; one without a form takes anything.
    public static Map<String, @Nullable Object> input(Node.Start start) {
        return start.config().get("schema") instanceof Map<?, ?> form
                ? Values.normaliseMap(form)
                : Map.of();
    }

    /// The JSON Schema of what it gives back: what one of its ends gives may be there, what all of
    /// them give is.
    static Map<String, @Nullable Object> output(Workflow called) {
        var graph = new Graph(called);
        var properties = new LinkedHashMap<String, @Nullable Object>();
        @Nullable Set<String> always = null;
        for (var node : graph.in(Optional.empty())) {
            if (node instanceof Node.End end && !(end.as() instanceof Node.Ending.Fail)) {
                end.result().keySet().forEach(key -> properties.put(key, Map.of()));
                if (always == null) {
                    always = new HashSet<>(end.result().keySet());
                } else {
                    always.retainAll(end.result().keySet());
                }
            }
        }
        var required = always == null ? List.<String>of() : new ArrayList<>(always);
        return ScopeTypes.object(properties, required.stream().sorted().toList());
    }
}
