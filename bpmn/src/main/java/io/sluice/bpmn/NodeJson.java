package io.sluice.bpmn;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.Ending;
import io.sluice.engine.definition.Node.WaitFor;
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
            case Node.Choice _, Node.AnyChoice _, Node.Fork _, Node.Race _ -> {}
            case Node.Join join -> json.put("awaits", join.awaits().name());
            case Node.End end -> ending(end.as(), json);
            case Node.Wait wait -> waiting(wait.until(), json);
            case Node.Approval approval -> approval(approval, json);
            case Node.Boundary boundary -> boundary(boundary, json);
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

    private static void waiting(WaitFor until, Map<String, @Nullable Object> json) {
        switch (until) {
            case WaitFor.Timer(String duration) -> {
                json.put("for", "timer");
                json.put("duration", duration);
            }
            case WaitFor.Until(String instant) -> {
                json.put("for", "until");
                json.put("instant", instant);
            }
            case WaitFor.Message(String message, String key) -> {
                json.put("for", "message");
                json.put("message", message);
                json.put("key", key);
            }
            case WaitFor.Condition poll -> {
                json.put("for", "condition");
                json.put("type", poll.type());
                json.put("config", poll.config());
                json.put("condition", poll.condition());
                json.put("every", poll.every().toString());
            }
        }
    }

    private static void approval(Node.Approval approval, Map<String, @Nullable Object> json) {
        json.put("title", approval.title());
        json.put("description", approval.description());
        json.put("approvers", approval.approvers());
        approval.deadline().ifPresent(deadline -> json.put("deadline", deadline));
    }

    private static void ending(Ending as, Map<String, @Nullable Object> json) {
        switch (as) {
            case Ending.Plain _ -> {}
            case Ending.Terminate _ -> json.put("ends", "terminate");
            case Ending.Fail(String code, String message) -> {
                json.put("ends", "error");
                json.put("code", code);
                json.put("message", message);
            }
        }
    }

    private static Ending ending(Fields in) {
        return switch (in.has("ends") ? in.text("ends") : "") {
            case "" -> new Ending.Plain();
            case "terminate" -> new Ending.Terminate();
            case "error" -> new Ending.Fail(in.text("code"), in.text("message"));
            default ->
                    throw new IllegalArgumentException("Expected 'ends' to be terminate or error.");
        };
    }

    private static void boundary(Node.Boundary boundary, Map<String, @Nullable Object> json) {
        json.put("on", boundary.on().value());
        json.put("interrupting", boundary.interrupting());
        switch (boundary.event()) {
            case BoundaryEvent.OnError(List<String> codes) -> {
                json.put("event", "error");
                json.put("codes", codes);
            }
            case BoundaryEvent.OnTimer(String duration) -> {
                json.put("event", "timer");
                json.put("duration", duration);
            }
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
            case "wait" -> new Node.Wait(id, name, waitFor(in));
            case "approval" -> approval(id, name, in);
            case "boundary" -> boundary(id, name, in);
            case "end" -> new Node.End(id, name, ending(in));
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
                in.has("deadline") ? Optional.of(in.text("deadline")) : Optional.empty());
    }

    private static WaitFor waitFor(Fields in) {
        return switch (in.text("for")) {
            case "timer" -> new WaitFor.Timer(in.text("duration"));
            case "until" -> new WaitFor.Until(in.text("instant"));
            case "message" -> new WaitFor.Message(in.text("message"), in.text("key"));
            case "condition" ->
                    new WaitFor.Condition(
                            in.text("type"),
                            in.map("config"),
                            in.text("condition"),
                            in.duration("every"));
            default ->
                    throw new IllegalArgumentException(
                            "Expected 'for' to be timer, until, message or condition.");
        };
    }

    private static Node boundary(NodeId id, String name, Fields in) {
        var event =
                switch (in.text("event")) {
                    case "error" -> new BoundaryEvent.OnError(in.texts("codes"));
                    case "timer" -> new BoundaryEvent.OnTimer(in.text("duration"));
                    default ->
                            throw new IllegalArgumentException(
                                    "Expected 'event' to be error or timer.");
                };
        return new Node.Boundary(
                id, name, new NodeId(in.text("on")), event, in.bool("interrupting"));
    }

    /// Typed looks into a JSON object.
    record Fields(Map<String, @Nullable Object> json) {
        boolean has(String field) {
            return json.get(field) != null;
        }

        String text(String field) {
            return require(field, String.class);
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
