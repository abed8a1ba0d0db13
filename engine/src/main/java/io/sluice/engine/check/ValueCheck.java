package io.sluice.engine.check;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.WaitFor;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Problem;
import io.sluice.engine.definition.Variable;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.expression.ExpressionProblem;
import io.sluice.engine.expression.Expressions;
import io.sluice.engine.expression.Rendering.Part;
import io.sluice.engine.node.AwaitNode;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.ReadNode;
import io.sluice.engine.port.Catalogue;
import io.sluice.engine.port.Schemas;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Checks of everything a person filled in: configurations against their schemas, expressions
/// against the types of what flows, times, variables.
final class ValueCheck {
    private static final Map<String, @Nullable Object> BOOLEAN = Map.of("type", "boolean");
    private static final Map<String, @Nullable Object> TEXT = Map.of("type", "string");
    private static final Map<String, @Nullable Object> LIST =
            Map.of("type", "array", "items", Map.of());
    private static final Map<String, @Nullable Object> ANY = Map.of();

    private final Workflow workflow;
    private final ScopeTypes types;
    private final Catalogue catalogue;
    private final Schemas schemas;
    private final Expressions expressions;
    private final Optional<Callees> callees;
    private final DisabledOutputs disabled;
    private final List<Problem> problems = new ArrayList<>();

    ValueCheck(
            Workflow workflow,
            ScopeTypes types,
            Catalogue catalogue,
            Schemas schemas,
            Expressions expressions,
            Optional<Callees> callees) {
        this.workflow = workflow;
        this.types = types;
        this.catalogue = catalogue;
        this.schemas = schemas;
        this.expressions = expressions;
        this.callees = callees;
        disabled = DisabledOutputs.of(workflow);
    }

    List<Problem> check() {
        workflow.variables().forEach(this::variable);
        for (var node : workflow.nodes()) {
            int from = problems.size();
            node(node);
            if (node instanceof Node.Task task && task.disabled()) {
                soften(problems.subList(from, problems.size()));
            }
        }
        for (var edge : workflow.edges()) {
            edge.when()
                    .ifPresent(source ->
                            source(edge.id(), "/when", source, types.at(edge.from()), BOOLEAN));
        }
        return problems;
    }

    /// What is wrong with a disabled node does no harm until it is enabled again.
    private static void soften(List<Problem> found) {
        found.replaceAll(one ->
                new Problem(
                        one.code(),
                        Problem.Severity.WARNING,
                        one.element(),
                        one.path(),
                        one.position(),
                        one.message()));
    }

    private void variable(Variable variable) {
        for (var misfit : schemas.check(variable.schema(), variable.value())) {
            problems.add(
                    Problem.error(
                            "VARIABLE_VALUE",
                            "Variable '"
                                    + variable.name()
                                    + "': "
                                    + misfit.message()
                                    + " ("
                                    + misfit.path()
                                    + ")"));
        }
    }

    private void node(Node node) {
        var scope = types.at(node.id());
        switch (node) {
            case Node.Start start -> start(start);
            case Node.Task task -> task(task, scope);
            case Node.Wait wait -> await(wait, scope);
            case Node.Approval approval -> {
                text(approval.id(), "/title", approval.title(), scope);
                text(approval.id(), "/description", approval.description(), scope);
                ApprovalCheck.durations(approval)
                        .forEach((path, d) -> duration(approval.id(), path, d, scope));
            }
            case Node.Boundary boundary ->
                    event(boundary.id(), boundary.event(), types.at(boundary.on()));
            case Node.Handler handler -> event(handler.id(), handler.event(), scope);
            case Node.Throw thrown -> tell(thrown, scope);
            case Node.Scope(NodeId id, var _, var loop) ->
                    loop.ifPresent(one ->
                            source(id, "/loop/while", one.condition(), types.inside(id), BOOLEAN));
            case Node.ForEach each -> source(each.id(), "/items", each.items(), scope, LIST);
            case Node.Call call -> call(call, scope);
            case Node.End end -> end(end, scope);
            case Node.Begin _, Node.Compensate _, Node.Gateway _ -> {}
        }
    }

    private void call(Node.Call call, Map<String, Map<String, @Nullable Object>> scope) {
        named(call.id(), "/workflow", call.workflow(), "the id of a workflow");
        var called = callees.flatMap(all -> all.find(call.workflow()));
        if (called.isEmpty() && callees.isPresent() && !call.workflow().isBlank()) {
            problems.add(
                    Problem.warning(
                            "NO_SUCH_WORKFLOW",
                            call.id(),
                            "/workflow",
                            "Expected a published workflow '"
                                    + call.workflow()
                                    + "' in this project, found none; publish it before this one"
                                    + " runs, or choose another."));
        }
        var start = called.flatMap(workflow -> CallContract.start(workflow, call));
        if (called.isPresent() && start.isEmpty()) {
            error(
                    "CONFIG",
                    call.id(),
                    "/start",
                    "Expected one of the triggers of '"
                            + called.get().name()
                            + "', "
                            + called.get().starts().stream().map(Node::id).toList()
                            + ", found "
                            + call.start().map(one -> "'" + one + "'.").orElse("none."));
        }
        config(
                call.id(),
                "/input",
                start.map(CallContract::input).orElse(ANY),
                call.input(),
                scope);
    }

    private void end(Node.End end, Map<String, Map<String, @Nullable Object>> scope) {
        switch (end.as()) {
            case Node.Ending.Fail(String code, String message) -> {
                named(end.id(), "/error/code", code, "a code for this error, such as scan.failed");
                text(end.id(), "/error/message", message, scope);
            }
            case Node.Ending.Verdict(String resource, String pass, String reason) -> {
                named(end.id(), "/verdict/resource", resource, "what was checked");
                text(end.id(), "/verdict/resource", resource, scope);
                source(end.id(), "/verdict/pass", pass, scope, BOOLEAN);
                text(end.id(), "/verdict/reason", reason, scope);
            }
            case Node.Ending.Plain _, Node.Ending.Terminate _ -> {}
        }
        config(end.id(), "/result", ANY, end.result(), scope);
    }

    private void event(
            NodeId id, BoundaryEvent event, Map<String, Map<String, @Nullable Object>> scope) {
        switch (event) {
            case BoundaryEvent.OnTimer(String duration) ->
                    duration(id, "/event/timer", duration, scope);
            case BoundaryEvent.OnMessage(String message, String key) ->
                    message(id, "/event", message, key, scope);
            case BoundaryEvent.OnSignal(String signal) ->
                    named(id, "/event/signal", signal, "the name of a signal");
            case BoundaryEvent.OnError _,
                    BoundaryEvent.OnEscalation _,
                    BoundaryEvent.OnCompensation _ -> {}
        }
    }

    private void tell(Node.Throw thrown, Map<String, Map<String, @Nullable Object>> scope) {
        var id = thrown.id();
        switch (thrown.what()) {
            case Node.Thrown.Message(String message, String key, var payload) -> {
                message(id, "", message, key, scope);
                config(id, "/payload", ANY, payload, scope);
            }
            case Node.Thrown.Signal(String signal, var payload) -> {
                named(id, "/signal", signal, "the name of a signal");
                config(id, "/payload", ANY, payload, scope);
            }
            case Node.Thrown.Escalation(String code) ->
                    named(id, "/escalation", code, "a code, such as needs.manager");
        }
    }

    private void message(
            NodeId id,
            String path,
            String message,
            String key,
            Map<String, Map<String, @Nullable Object>> scope) {
        named(id, path + "/message", message, "the name of a message");
        named(
                id,
                path + "/key",
                key,
                "a correlation key, so that the message finds this run among others; use an"
                        + " expression such as =trigger.instanceId");
        text(id, path + "/key", key, scope);
    }

    private void named(NodeId id, String path, String found, String what) {
        if (found.isBlank()) {
            error("CONFIG", id, path, "Expected " + what + ", found none.");
        }
    }

    private void start(Node.Start start) {
        var entry = catalogue.triggerType(start.trigger());
        if (entry.isEmpty()) {
            error(
                    "UNKNOWN_TRIGGER_TYPE",
                    start.id(),
                    "/trigger",
                    "Expected an installed trigger type, found '" + start.trigger() + "'.");
            return;
        }
        for (var misfit : schemas.check(entry.get().configSchema(), start.config())) {
            error("CONFIG", start.id(), "/config" + misfit.path(), misfit.message());
        }
    }

    private void task(Node.Task task, Map<String, Map<String, @Nullable Object>> scope) {
        var entry = catalogue.nodeType(task.type());
        if (entry.isEmpty()) {
            error(
                    "UNKNOWN_NODE_TYPE",
                    task.id(),
                    "/type",
                    "Expected an installed node type, found '"
                            + task.type()
                            + "'; choose one, or install its plug-in.");
            return;
        }
        config(task.id(), "/config", entry.get().configSchema(), task.config(), scope);
        if (!(entry.get().type() instanceof EffectNode)
                && task.repeat() == Node.Repeat.AT_LEAST_ONCE) {
            problems.add(
                    Problem.warning(
                            "REPEAT_WITHOUT_EFFECT",
                            task.id(),
                            "/repeat",
                            "Only a node that changes something can be repeated or not."));
        }
    }

    private void await(Node.Wait wait, Map<String, Map<String, @Nullable Object>> scope) {
        switch (wait.until()) {
            case WaitFor.Timer(String duration) ->
                    duration(wait.id(), "/until/timer", duration, scope);
            case WaitFor.Until(String moment) -> moment(wait.id(), moment, scope);
            case WaitFor.Message(String message, String key) ->
                    message(wait.id(), "/until", message, key, scope);
            case WaitFor.Signal(String signal) ->
                    named(wait.id(), "/until/signal", signal, "the name of a signal");
            case WaitFor.Condition poll -> poll(wait, poll, scope);
        }
    }

    private void poll(
            Node.Wait wait,
            WaitFor.Condition poll,
            Map<String, Map<String, @Nullable Object>> scope) {
        var entry = catalogue.nodeType(poll.type());
        if (entry.isEmpty() || !(entry.get().type() instanceof ReadNode)) {
            error(
                    "UNKNOWN_NODE_TYPE",
                    wait.id(),
                    "/until/type",
                    "Expected an installed node type that only reads, found '"
                            + poll.type()
                            + (entry.map(Catalogue.NodeEntry::type).orElse(null)
                                            instanceof AwaitNode
                                    ? "', which waits by itself; use it as a task."
                                    : "'."));
            return;
        }
        config(wait.id(), "/until/config", entry.get().configSchema(), poll.config(), scope);
        var withOutput = new LinkedHashMap<>(scope);
        withOutput.put("output", entry.get().outputSchema());
        source(wait.id(), "/until/condition", poll.condition(), withOutput, BOOLEAN);
        if (poll.every().compareTo(Duration.ofSeconds(1)) < 0) {
            error("CONFIG", wait.id(), "/until/every", "Expected at least PT1S between looks.");
        }
    }

    /// Literals against the schema; expressions against the type their field wants.
    private void config(
            NodeId node,
            String path,
            Map<String, @Nullable Object> schema,
            Map<String, @Nullable Object> config,
            Map<String, Map<String, @Nullable Object>> scope) {
        var expressionAt = new ArrayList<String>();
        values(node, path, "", schema, config, scope, expressionAt);
        for (var misfit : schemas.check(schema, config)) {
            if (expressionAt.stream().noneMatch(misfit.path()::equals)) {
                error("CONFIG", node, path + misfit.path(), misfit.message());
            }
        }
    }

    private void values(
            NodeId node,
            String path,
            String pointer,
            Map<String, @Nullable Object> schema,
            @Nullable Object value,
            Map<String, Map<String, @Nullable Object>> scope,
            List<String> expressionAt) {
        switch (value) {
            case String text when !(Part.of(text) instanceof Part.Plain) -> {
                expressionAt.add(pointer);
                parts(node, path + pointer, Part.of(text), scope, schema);
            }
            case Map<?, ?> map ->
                    map.forEach((key, item) ->
                            values(
                                    node,
                                    path,
                                    pointer + "/" + key,
                                    property(schema, String.valueOf(key)),
                                    item,
                                    scope,
                                    expressionAt));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    values(
                            node,
                            path,
                            pointer + "/" + i,
                            child(schema, "items"),
                            list.get(i),
                            scope,
                            expressionAt);
                }
            }
            case null, default -> {}
        }
    }

    private static Map<String, @Nullable Object> property(
            Map<String, @Nullable Object> schema, String name) {
        var own = child(child(schema, "properties"), name);
        return own.isEmpty() ? child(schema, "additionalProperties") : own;
    }

    @SuppressWarnings("unchecked") // a JSON Schema is made of maps with text keys
    private static Map<String, @Nullable Object> child(
            Map<String, @Nullable Object> schema, String name) {
        return schema.get(name) instanceof Map<?, ?> map
                ? (Map<String, @Nullable Object>) map
                : Map.of();
    }

    private void parts(
            NodeId node,
            String path,
            Part part,
            Map<String, Map<String, @Nullable Object>> scope,
            Map<String, @Nullable Object> expected) {
        switch (part) {
            case Part.Plain _ -> {}
            case Part.Whole(String source) -> source(node, path, source, scope, expected);
            case Part.Mixed(List<Part> inner) ->
                    inner.forEach(one -> parts(node, path, one, scope, ANY));
        }
    }

    private void text(
            NodeId node,
            String path,
            String value,
            Map<String, Map<String, @Nullable Object>> scope) {
        parts(node, path, Part.of(value), scope, TEXT);
    }

    private void duration(
            NodeId node,
            String path,
            String value,
            Map<String, Map<String, @Nullable Object>> scope) {
        if (!(Part.of(value) instanceof Part.Plain(String plain))) {
            text(node, path, value, scope);
            return;
        }
        if (!parses(Duration::parse, plain)) {
            error(
                    "BAD_DURATION",
                    node,
                    path,
                    "Expected an ISO-8601 duration such as PT30M, found '" + plain + "'.");
        }
    }

    private void moment(
            NodeId node, String value, Map<String, Map<String, @Nullable Object>> scope) {
        if (!(Part.of(value) instanceof Part.Plain(String plain))) {
            text(node, "/until/moment", value, scope);
            return;
        }
        if (!parses(Instant::parse, plain)) {
            error(
                    "BAD_MOMENT",
                    node,
                    "/until/moment",
                    "Expected a moment such as 2026-01-05T10:00:00Z, found '" + plain + "'.");
        }
    }

    private static boolean parses(Function<CharSequence, ?> parse, String text) {
        try {
            return parse.apply(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private void source(
            NodeId element,
            String path,
            String source,
            Map<String, Map<String, @Nullable Object>> scope,
            Map<String, @Nullable Object> expected) {
        for (ExpressionProblem found : expressions.check(source, scope, expected)) {
            problems.add(
                    new Problem(
                            found.code(),
                            Problem.Severity.ERROR,
                            Optional.of(element),
                            path,
                            found.position(),
                            found.message()));
        }
        disabled.in(source)
                .forEach((id, position) ->
                        problems.add(
                                new Problem(
                                        "DISABLED_OUTPUT",
                                        Problem.Severity.WARNING,
                                        Optional.of(element),
                                        path,
                                        position,
                                        "Node '"
                                                + id
                                                + "' is disabled and gives an empty output; enable"
                                                + " it, or do not use its output here.")));
    }

    private void error(String code, NodeId element, String path, String message) {
        problems.add(Problem.error(code, element, path, message));
    }
}
