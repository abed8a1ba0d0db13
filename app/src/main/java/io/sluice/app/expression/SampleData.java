package io.sluice.app.expression;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Variable;
import io.sluice.engine.definition.Workflow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an expression is tried on.
///
/// @param trigger the event under its name
/// @param nodes the output of each node by its id
record SampleData(
        Map<String, @Nullable Object> trigger,
        Map<String, @Nullable Object> vars,
        Map<String, @Nullable Object> nodes) {

    /// The names that a run would give to an expression at a node; variables that the sample does
    /// not name have the values of the document.
    Map<String, @Nullable Object> scope(Workflow workflow, NodeId node, Instant now) {
        var scope = new LinkedHashMap<>(trigger);
        var variables = new LinkedHashMap<String, @Nullable Object>();
        for (Variable variable : workflow.variables()) {
            variables.put(variable.name(), variable.value());
        }
        variables.putAll(vars);
        scope.put("vars", variables);
        var outputs = new LinkedHashMap<String, @Nullable Object>();
        nodes.forEach((id, output) -> outputs.put(id, entry(output)));
        scope.put("nodes", outputs);
        scope.put("run", Map.of("id", "sample", "workflow", "sample", "startedAt", now.toString()));
        if (nodes.containsKey(node.value())) {
            scope.put("output", nodes.get(node.value()));
        }
        return scope;
    }

    private static Map<String, @Nullable Object> entry(@Nullable Object output) {
        var entry = new LinkedHashMap<String, @Nullable Object>();
        entry.put("output", output);
        return entry;
    }
}
