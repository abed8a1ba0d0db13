package io.sluice.bpmn;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Workflow;
import java.util.Map;

/// Puts node type `trace` in the place of every task that nobody has bound yet, so that a foreign
/// process can be run and its ways be seen. A task's label is its script, else its name; no script
/// is ever executed.
public final class Tracing {
    /// The node type that logs its label.
    public static final String TYPE = "trace";

    private Tracing() {}

    /// The document with no task left to be bound.
    public static Workflow bind(Workflow workflow) {
        return new Workflow(
                workflow.name(),
                workflow.description(),
                workflow.variables(),
                workflow.nodes().stream().map(Tracing::bound).toList(),
                workflow.edges(),
                workflow.within(),
                workflow.layout(),
                workflow.foreign());
    }

    private static Node bound(Node node) {
        if (!(node instanceof Node.Task task) || !task.type().equals(ForeignNodes.UNBOUND)) {
            return node;
        }
        var script = task.config().get("script") instanceof String text ? text.strip() : "";
        return new Node.Task(
                task.id(),
                task.name(),
                TYPE,
                Map.of("label", plain(script.isEmpty() ? task.name() : script)),
                task.retry(),
                task.timeout(),
                task.repeat(),
                task.disabled());
    }

    /// Data from outside is never evaluated: a text that would be an expression is one no longer.
    private static String plain(String text) {
        var escaped = text.replace("${", "$${");
        return escaped.startsWith("=") ? "\\" + escaped : escaped;
    }
}
