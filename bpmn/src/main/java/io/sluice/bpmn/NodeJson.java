package io.sluice.bpmn;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A node as the JSON of its extension: everything about it but its id.
final class NodeJson {
    private NodeJson() {}

    static Map<String, @Nullable Object> write(Node node) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("kind", kind(node));
        json.put("name", node.name());
        switch (node) {
            case Node.Start start -> {
                json.put("trigger", start.trigger());
                json.put("config", start.config());
            }
            case Node.Task task -> task(task, json);
            case Node.Begin _, Node.Choice _, Node.AnyChoice _, Node.Fork _, Node.Race _ -> {}
            case Node.Join join -> json.put("awaits", join.awaits().name());
            case Node.End end -> {
                EventJson.ending(end.as(), json);
                if (!end.result().isEmpty()) {
                    json.put("result", end.result());
                }
            }
            case Node.Wait wait -> EventJson.waiting(wait.until(), json);
            case Node.Approval approval -> approval(approval, json);
            case Node.Boundary boundary -> {
                json.put("on", boundary.on().value());
                EventJson.event(boundary.event(), boundary.interrupting(), json);
            }
            case Node.Handler handler ->
                    EventJson.event(handler.event(), handler.interrupting(), json);
            case Node.Throw thrown -> EventJson.thrown(thrown.what(), json);
            case Node.Compensate compensate ->
                    compensate.of().ifPresent(of -> json.put("of", of.value()));
            case Node.Call call -> {
                json.put("workflow", call.workflow());
                call.start().ifPresent(start -> json.put("start", start));
                json.put("input", call.input());
            }
            case Node.Scope scope ->
                    scope.loop()
                            .ifPresent(loop -> {
                                json.put("again", loop.condition());
                                json.put("most", loop.most());
                            });
            case Node.ForEach each -> {
                json.put("items", each.items());
                json.put("atOnce", each.atOnce());
                json.put("onFailure", each.onFailure().name());
            }
        }
        return json;
    }

    static String kind(Node node) {
        return switch (node) {
            case Node.Start _ -> "start";
            case Node.Task _ -> "task";
            case Node.Choice _ -> "choice";
            case Node.AnyChoice _ -> "any-choice";
            case Node.Race _ -> "race";
            case Node.Fork _ -> "fork";
            case Node.Join _ -> "join";
            case Node.Wait _ -> "wait";
            case Node.Approval _ -> "approval";
            case Node.Boundary _ -> "boundary";
            case Node.End _ -> "end";
            case Node.Begin _ -> "begin";
            case Node.Throw _ -> "throw";
            case Node.Call _ -> "call";
            case Node.Compensate _ -> "compensate";
            case Node.Scope _ -> "scope";
            case Node.ForEach _ -> "for-each";
            case Node.Handler _ -> "handler";
        };
    }

    private static void task(Node.Task task, Map<String, @Nullable Object> json) {
        json.put("type", task.type());
        json.put("config", task.config());
        var retry = new LinkedHashMap<String, @Nullable Object>();
        retry.put("maxAttempts", task.retry().maxAttempts());
        retry.put("initial", task.retry().initial().toString());
        retry.put("factor", task.retry().factor());
        retry.put("max", task.retry().max().toString());
        json.put("retry", retry);
        task.timeout().ifPresent(timeout -> json.put("timeout", timeout.toString()));
        json.put("repeat", task.repeat().name());
        if (task.disabled()) {
            json.put("disabled", true);
        }
    }

    private static void approval(Node.Approval approval, Map<String, @Nullable Object> json) {
        json.put("title", approval.title());
        json.put("description", approval.description());
        json.put("approvers", approval.approvers());
        approval.deadline().ifPresent(deadline -> json.put("deadline", deadline));
        if (approval.votes() != 1) {
            json.put("votes", approval.votes());
        }
        urging(approval.urging(), json);
    }

    private static void urging(Node.Urging urging, Map<String, @Nullable Object> json) {
        urging.connection().ifPresent(name -> json.put("connection", name));
        urging.remindAfter().ifPresent(after -> json.put("remindAfter", after));
        urging.remindEvery().ifPresent(every -> json.put("remindEvery", every));
        urging.escalateAfter().ifPresent(after -> json.put("escalateAfter", after));
        if (!urging.escalateTo().isEmpty()) {
            json.put("escalateTo", urging.escalateTo());
        }
    }

    /// @throws IllegalArgumentException if a field is missing or of the wrong type; the message
    ///   names it
    static Node read(NodeId id, Map<String, @Nullable Object> json) {
        var in = new Fields(json);
        var name = in.text("name");
        return switch (in.text("kind")) {
            case "start" -> new Node.Start(id, name, in.text("trigger"), in.map("config"));
            case "task" -> task(id, name, in);
            case "choice" -> new Node.Choice(id, name);
            case "any-choice" -> new Node.AnyChoice(id, name);
            case "race" -> new Node.Race(id, name);
            case "fork" -> new Node.Fork(id, name);
            case "join" ->
                    new Node.Join(
                            id,
                            name,
                            in.has("awaits")
                                    ? Node.Awaits.valueOf(in.text("awaits"))
                                    : Node.Awaits.ALL);
            case "wait" -> new Node.Wait(id, name, EventJson.waiting(in));
            case "approval" -> approval(id, name, in);
            case "boundary" ->
                    new Node.Boundary(
                            id,
                            name,
                            new NodeId(in.text("on")),
                            EventJson.event(in),
                            in.bool("interrupting"));
            case "end" ->
                    new Node.End(
                            id,
                            name,
                            EventJson.ending(in),
                            in.has("result") ? in.map("result") : Map.of());
            case "begin" -> new Node.Begin(id, name);
            case "throw" -> new Node.Throw(id, name, EventJson.thrown(in));
            case "compensate" -> new Node.Compensate(id, name, in.findText("of").map(NodeId::new));
            case "call" ->
                    new Node.Call(
                            id, name, in.text("workflow"), in.findText("start"), in.map("input"));
            case "scope" -> scope(id, name, in);
            case "for-each" ->
                    new Node.ForEach(
                            id,
                            name,
                            in.text("items"),
                            (int) in.number("atOnce"),
                            Node.OnFailure.valueOf(in.text("onFailure")));
            case "handler" ->
                    new Node.Handler(id, name, EventJson.event(in), in.bool("interrupting"));
            default ->
                    throw new IllegalArgumentException(
                            "Expected 'kind' to be a kind of node, found '"
                                    + in.text("kind")
                                    + "'.");
        };
    }

    private static Node task(NodeId id, String name, Fields in) {
        var retry = new Fields(in.map("retry"));
        return new Node.Task(
                id,
                name,
                in.text("type"),
                in.map("config"),
                new RetryPolicy(
                        (int) retry.number("maxAttempts"),
                        retry.duration("initial"),
                        retry.number("factor"),
                        retry.duration("max")),
                in.has("timeout") ? Optional.of(in.duration("timeout")) : Optional.empty(),
                Node.Repeat.valueOf(in.text("repeat")),
                in.has("disabled") && in.bool("disabled"));
    }

    private static Node approval(NodeId id, String name, Fields in) {
        return new Node.Approval(
                id,
                name,
                in.text("title"),
                in.text("description"),
                in.texts("approvers"),
                in.findText("deadline"),
                in.has("votes") ? (int) in.number("votes") : 1,
                urging(in));
    }

    private static Node.Urging urging(Fields in) {
        return new Node.Urging(
                in.findText("connection"),
                in.findText("remindAfter"),
                in.findText("remindEvery"),
                in.findText("escalateAfter"),
                in.has("escalateTo") ? in.texts("escalateTo") : List.of());
    }

    private static Node scope(NodeId id, String name, Fields in) {
        var loop = in.findText("again").map(again -> new Node.Loop(again, (int) in.number("most")));
        return new Node.Scope(id, name, loop);
    }

    /// Typed looks into a JSON object.
    record Fields(Map<String, @Nullable Object> json) {
        boolean has(String field) {
            return json.get(field) != null;
        }

        String text(String field) {
            return require(field, String.class);
        }

        Optional<String> findText(String field) {
            return has(field) ? Optional.of(text(field)) : Optional.empty();
        }

        boolean bool(String field) {
            return require(field, Boolean.class);
        }

        double number(String field) {
            return require(field, Number.class).doubleValue();
        }

        Duration duration(String field) {
            try {
                return Duration.parse(text(field));
            } catch (java.time.format.DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "Expected '" + field + "' to be an ISO-8601 duration.", e);
            }
        }

        List<String> texts(String field) {
            var result = new ArrayList<String>();
            for (var item : require(field, List.class)) {
                if (!(item instanceof String text)) {
                    throw new IllegalArgumentException("Expected '" + field + "' to hold texts.");
                }
                result.add(text);
            }
            return result;
        }

        List<Map<String, @Nullable Object>> maps(String field) {
            var result = new ArrayList<Map<String, @Nullable Object>>();
            for (var item : require(field, List.class)) {
                result.add(io.sluice.engine.value.Values.normaliseMap(asMap(item, field)));
            }
            return result;
        }

        Map<String, @Nullable Object> map(String field) {
            return io.sluice.engine.value.Values.normaliseMap(asMap(json.get(field), field));
        }

        private static Map<?, ?> asMap(@Nullable Object value, String field) {
            if (value instanceof Map<?, ?> map) {
                return map;
            }
            throw new IllegalArgumentException("Expected '" + field + "' to be an object.");
        }

        private <T> T require(String field, Class<T> type) {
            var value = json.get(field);
            if (type.isInstance(value)) {
                return type.cast(value);
            }
            throw new IllegalArgumentException(
                    "Expected '" + field + "' to be a " + type.getSimpleName() + ".");
        }
    }
}
