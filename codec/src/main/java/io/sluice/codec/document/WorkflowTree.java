package io.sluice.codec.document;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.Ending;
import io.sluice.engine.definition.Node.Thrown;
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
        tree.put("nodes", workflow.nodes().stream().map(node -> node(workflow, node)).toList());
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

    private static Map<String, @Nullable Object> node(Workflow workflow, Node node) {
        var tree = node(node);
        var area = workflow.within().get(node.id());
        if (area != null) {
            tree.put("in", area.value());
        }
        return tree;
    }

    private static Map<String, @Nullable Object> node(Node node) {
        return switch (node) {
            case Node.Begin begin -> begin(begin, "begin");
            case Node.Scope scope -> {
                var tree = begin(scope, "scope");
                scope.loop()
                        .ifPresent(loop ->
                                tree.put(
                                        "loop",
                                        pair("while", loop.condition(), "most", loop.most())));
                yield tree;
            }
            case Node.ForEach each -> forEach(each);
            case Node.Handler handler -> {
                var tree = begin(handler, "handler");
                event(tree, handler.event(), handler.interrupting());
                yield tree;
            }
            case Node.Throw thrown -> tell(thrown);
            case Node.Call call -> {
                var tree = begin(call, "call");
                tree.put("workflow", call.workflow());
                call.start().ifPresent(start -> tree.put("start", start));
                putMap(tree, "input", call.input());
                yield tree;
            }
            case Node.Compensate compensate -> {
                var tree = begin(compensate, "compensate");
                compensate.of().ifPresent(of -> tree.put("of", of.value()));
                yield tree;
            }
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
                if (approval.votes() != 1) {
                    tree.put("votes", (long) approval.votes());
                }
                urging(tree, approval.urging());
                yield tree;
            }
            case Node.Boundary boundary -> boundary(boundary);
            case Node.End end -> end(end);
        };
    }

    private static void urging(Map<String, @Nullable Object> tree, Node.Urging urging) {
        urging.connection().ifPresent(name -> tree.put("connection", name));
        urging.remindAfter().ifPresent(after -> tree.put("remindAfter", after));
        urging.remindEvery().ifPresent(every -> tree.put("remindEvery", every));
        urging.escalateAfter().ifPresent(after -> tree.put("escalateAfter", after));
        if (!urging.escalateTo().isEmpty()) {
            tree.put("escalateTo", urging.escalateTo());
        }
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
            case WaitFor.Signal(String signal) -> tree.put("signal", signal);
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
        event(tree, boundary.event(), boundary.interrupting());
        return tree;
    }

    private static void event(
            Map<String, @Nullable Object> tree, BoundaryEvent event, boolean interrupting) {
        tree.put(
                "event",
                switch (event) {
                    case BoundaryEvent.OnError(var codes) -> Map.of("error", codes);
                    case BoundaryEvent.OnTimer(var duration) -> Map.of("timer", duration);
                    case BoundaryEvent.OnMessage(var message, var key) ->
                            pair("message", message, "key", key);
                    case BoundaryEvent.OnSignal(var signal) -> Map.of("signal", signal);
                    case BoundaryEvent.OnEscalation(var codes) -> Map.of("escalation", codes);
                    case BoundaryEvent.OnCompensation _ -> Map.of("compensation", true);
                });
        if (!interrupting) {
            tree.put("interrupting", false);
        }
    }

    private static Map<String, @Nullable Object> pair(
            String key, Object value, String other, Object second) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put(key, value instanceof Integer number ? (Object) (long) number : value);
        tree.put(other, second instanceof Integer number ? (Object) (long) number : second);
        return tree;
    }

    private static Map<String, @Nullable Object> forEach(Node.ForEach each) {
        var tree = begin(each, "for-each");
        tree.put("items", each.items());
        if (each.atOnce() != 1) {
            tree.put("atOnce", (long) each.atOnce());
        }
        switch (each.onFailure()) {
            case STOP -> {}
            case GO_ON -> tree.put("onFailure", "go-on");
        }
        return tree;
    }

    private static Map<String, @Nullable Object> tell(Node.Throw thrown) {
        var tree = begin(thrown, "throw");
        switch (thrown.what()) {
            case Thrown.Message(String message, String key, var payload) -> {
                tree.put("message", message);
                tree.put("key", key);
                putMap(tree, "payload", payload);
            }
            case Thrown.Signal(String signal, var payload) -> {
                tree.put("signal", signal);
                putMap(tree, "payload", payload);
            }
            case Thrown.Escalation(String code) -> tree.put("escalation", code);
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
            case Ending.Verdict(String resource, String pass, String reason) -> {
                var verdict = pair("resource", resource, "pass", pass);
                putText(verdict, "reason", reason);
                tree.put("verdict", verdict);
            }
        }
        putMap(tree, "result", end.result());
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
