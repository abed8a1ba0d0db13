package io.sluice.codec.document;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.Ending;
import io.sluice.engine.definition.Node.WaitFor;
import io.sluice.engine.definition.RetryPolicy;
import io.sluice.engine.definition.Variable;
import io.sluice.engine.definition.Workflow;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A document as JSON-like data, its keys in their fixed order, defaults left out.
final class WorkflowTree {
    private WorkflowTree() {}

    static Map<String, @Nullable Object> of(Workflow workflow) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("schema", (long) Workflow.SCHEMA);
        tree.put("name", workflow.name());
        putText(tree, "description", workflow.description());
        if (!workflow.variables().isEmpty()) {
            tree.put(
                    "variables",
                    workflow.variables().stream().map(WorkflowTree::variable).toList());
        }
        tree.put("nodes", workflow.nodes().stream().map(WorkflowTree::node).toList());
        tree.put("edges", workflow.edges().stream().map(WorkflowTree::edge).toList());
        putMap(tree, "layout", LayoutTree.of(workflow.layout()));
        putMap(tree, "foreign", workflow.foreign());
        return tree;
    }

    private static Map<String, @Nullable Object> variable(Variable variable) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("name", variable.name());
        putMap(tree, "schema", variable.schema());
        if (variable.value() != null) {
            tree.put("value", variable.value());
        }
        return tree;
    }

    private static Map<String, @Nullable Object> node(Node node) {
        return switch (node) {
            case Node.Start start -> {
                var tree = begin(start, "start");
                tree.put("trigger", start.trigger());
                putMap(tree, "config", start.config());
                yield tree;
            }
            case Node.Task task -> task(task);
            case Node.Choice choice -> begin(choice, "choice");
            case Node.AnyChoice choice -> begin(choice, "any-choice");
            case Node.Fork fork -> begin(fork, "fork");
            case Node.Join join -> {
                var tree = begin(join, "join");
                if (join.awaits() == Node.Awaits.ACTIVE) {
                    tree.put("awaits", "active");
                }
                yield tree;
            }
            case Node.Race race -> begin(race, "race");
            case Node.Wait wait -> {
                var tree = begin(wait, "wait");
                tree.put("until", until(wait.until()));
                yield tree;
            }
            case Node.Approval approval -> {
                var tree = begin(approval, "approval");
                putText(tree, "title", approval.title());
                putText(tree, "description", approval.description());
                if (!approval.approvers().isEmpty()) {
                    tree.put("approvers", approval.approvers());
                }
                approval.deadline().ifPresent(deadline -> tree.put("deadline", deadline));
                yield tree;
            }
            case Node.Boundary boundary -> boundary(boundary);
            case Node.End end -> end(end);
        };
    }

    private static Map<String, @Nullable Object> begin(Node node, String kind) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("id", node.id().value());
        tree.put("kind", kind);
        if (!node.name().equals(node.id().value())) {
            tree.put("name", node.name());
        }
        return tree;
    }

    private static Map<String, @Nullable Object> task(Node.Task task) {
        var tree = begin(task, "task");
        tree.put("type", task.type());
        putMap(tree, "config", task.config());
        if (!task.retry().equals(RetryPolicy.DEFAULT)) {
            tree.put("retry", retry(task.retry()));
        }
        task.timeout().ifPresent(timeout -> tree.put("timeout", timeout.toString()));
        switch (task.repeat()) {
            case AT_MOST_ONCE -> {}
            case AT_LEAST_ONCE -> tree.put("repeat", "at-least-once");
        }
        if (task.disabled()) {
            tree.put("disabled", true);
        }
        return tree;
    }

    private static Map<String, @Nullable Object> retry(RetryPolicy retry) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("maxAttempts", (long) retry.maxAttempts());
        tree.put("initial", retry.initial().toString());
        tree.put("factor", number(retry.factor()));
        tree.put("max", retry.max().toString());
        return tree;
    }

    private static Map<String, @Nullable Object> until(WaitFor until) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        switch (until) {
            case WaitFor.Timer(String duration) -> tree.put("timer", duration);
            case WaitFor.Until(String instant) -> tree.put("moment", instant);
            case WaitFor.Message(String message, String key) -> {
                tree.put("message", message);
                tree.put("key", key);
            }
            case WaitFor.Condition condition -> {
                tree.put("type", condition.type());
                putMap(tree, "config", condition.config());
                tree.put("condition", condition.condition());
                tree.put("every", condition.every().toString());
            }
        }
        return tree;
    }

    private static Map<String, @Nullable Object> boundary(Node.Boundary boundary) {
        var tree = begin(boundary, "boundary");
        tree.put("on", boundary.on().value());
        tree.put(
                "event",
                switch (boundary.event()) {
                    case BoundaryEvent.OnError(var codes) -> Map.of("error", codes);
                    case BoundaryEvent.OnTimer(var duration) -> Map.of("timer", duration);
                });
        if (!boundary.interrupting()) {
            tree.put("interrupting", false);
        }
        return tree;
    }

    private static Map<String, @Nullable Object> end(Node.End end) {
        var tree = begin(end, "end");
        switch (end.as()) {
            case Ending.Plain _ -> {}
            case Ending.Terminate _ -> tree.put("terminate", true);
            case Ending.Fail(String code, String message) -> {
                var error = new LinkedHashMap<String, @Nullable Object>();
                error.put("code", code);
                putText(error, "message", message);
                tree.put("error", error);
            }
        }
        return tree;
    }

    private static Map<String, @Nullable Object> edge(Edge edge) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("id", edge.id().value());
        tree.put("from", edge.from().value());
        tree.put("to", edge.to().value());
        edge.name().ifPresent(name -> tree.put("name", name));
        edge.when().ifPresent(when -> tree.put("when", when));
        if (edge.otherwise()) {
            tree.put("otherwise", true);
        }
        return tree;
    }

    /// Whole numbers without a fraction; those are what people and editors write.
    static Object number(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
        boolean minusZero = Double.doubleToRawLongBits(number) == Double.doubleToRawLongBits(-0.0);
        if (whole && !minusZero) {
            return (long) number;
        }
        return number;
    }

    private static void putText(Map<String, @Nullable Object> tree, String key, String text) {
        if (!text.isEmpty()) {
            tree.put(key, text);
        }
    }

    static void putMap(Map<String, @Nullable Object> tree, String key, Map<?, ?> map) {
        if (!map.isEmpty()) {
            tree.put(key, map);
        }
    }
}
