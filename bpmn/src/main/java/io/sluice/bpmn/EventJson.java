package io.sluice.bpmn;

import io.sluice.bpmn.NodeJson.Fields;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.Ending;
import io.sluice.engine.definition.Node.Thrown;
import io.sluice.engine.definition.Node.WaitFor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What nodes wait for, hear, tell and end with, as fields of their JSON. What happens has the name
/// that BPMN's event definition has.
final class EventJson {
    private EventJson() {}

    static void waiting(WaitFor until, Map<String, @Nullable Object> json) {
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
            case WaitFor.Signal(String signal) -> {
                json.put("for", "signal");
                json.put("signal", signal);
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

    static WaitFor waiting(Fields in) {
        return switch (in.text("for")) {
            case "timer" -> new WaitFor.Timer(in.text("duration"));
            case "until" -> new WaitFor.Until(in.text("instant"));
            case "message" -> new WaitFor.Message(in.text("message"), in.text("key"));
            case "signal" -> new WaitFor.Signal(in.text("signal"));
            case "condition" ->
                    new WaitFor.Condition(
                            in.text("type"),
                            in.map("config"),
                            in.text("condition"),
                            in.duration("every"));
            default ->
                    throw new IllegalArgumentException(
                            "Expected 'for' to be timer, until, message, signal or condition.");
        };
    }

    /// @param interrupting whether what it happens to ends
    static void event(
            BoundaryEvent event, boolean interrupting, Map<String, @Nullable Object> json) {
        json.put("interrupting", interrupting);
        json.put("event", name(event));
        switch (event) {
            case BoundaryEvent.OnError(List<String> codes) -> json.put("codes", codes);
            case BoundaryEvent.OnEscalation(List<String> codes) -> json.put("codes", codes);
            case BoundaryEvent.OnTimer(String duration) -> json.put("duration", duration);
            case BoundaryEvent.OnMessage(String message, String key) -> {
                json.put("message", message);
                json.put("key", key);
            }
            case BoundaryEvent.OnSignal(String signal) -> json.put("signal", signal);
            case BoundaryEvent.OnCompensation _ -> {}
        }
    }

    private static String name(BoundaryEvent event) {
        return switch (event) {
            case BoundaryEvent.OnError _ -> "error";
            case BoundaryEvent.OnEscalation _ -> "escalation";
            case BoundaryEvent.OnTimer _ -> "timer";
            case BoundaryEvent.OnMessage _ -> "message";
            case BoundaryEvent.OnSignal _ -> "signal";
            case BoundaryEvent.OnCompensation _ -> "compensate";
        };
    }

    static BoundaryEvent event(Fields in) {
        return switch (in.text("event")) {
            case "error" -> new BoundaryEvent.OnError(in.texts("codes"));
            case "escalation" -> new BoundaryEvent.OnEscalation(in.texts("codes"));
            case "timer" -> new BoundaryEvent.OnTimer(in.text("duration"));
            case "message" -> new BoundaryEvent.OnMessage(in.text("message"), in.text("key"));
            case "signal" -> new BoundaryEvent.OnSignal(in.text("signal"));
            case "compensate" -> new BoundaryEvent.OnCompensation();
            default ->
                    throw new IllegalArgumentException(
                            "Expected 'event' to be error, escalation, timer, message, signal or"
                                    + " compensate.");
        };
    }

    static void thrown(Thrown what, Map<String, @Nullable Object> json) {
        switch (what) {
            case Thrown.Message(String message, String key, var payload) -> {
                json.put("tells", "message");
                json.put("message", message);
                json.put("key", key);
                json.put("payload", payload);
            }
            case Thrown.Signal(String signal, var payload) -> {
                json.put("tells", "signal");
                json.put("signal", signal);
                json.put("payload", payload);
            }
            case Thrown.Escalation(String code) -> {
                json.put("tells", "escalation");
                json.put("code", code);
            }
        }
    }

    static Thrown thrown(Fields in) {
        return switch (in.text("tells")) {
            case "message" ->
                    new Thrown.Message(in.text("message"), in.text("key"), in.map("payload"));
            case "signal" -> new Thrown.Signal(in.text("signal"), in.map("payload"));
            case "escalation" -> new Thrown.Escalation(in.text("code"));
            default ->
                    throw new IllegalArgumentException(
                            "Expected 'tells' to be message, signal or escalation.");
        };
    }

    static void ending(Ending as, Map<String, @Nullable Object> json) {
        switch (as) {
            case Ending.Plain _ -> {}
            case Ending.Terminate _ -> json.put("ends", "terminate");
            case Ending.Fail(String code, String message) -> {
                json.put("ends", "error");
                json.put("code", code);
                json.put("message", message);
            }
            case Ending.Verdict(String resource, String pass, String reason) -> {
                json.put("ends", "verdict");
                json.put("resource", resource);
                json.put("pass", pass);
                json.put("reason", reason);
            }
        }
    }

    static Ending ending(Fields in) {
        return switch (in.has("ends") ? in.text("ends") : "") {
            case "" -> new Ending.Plain();
            case "terminate" -> new Ending.Terminate();
            case "error" -> new Ending.Fail(in.text("code"), in.text("message"));
            case "verdict" ->
                    new Ending.Verdict(in.text("resource"), in.text("pass"), in.text("reason"));
            default ->
                    throw new IllegalArgumentException(
                            "Expected 'ends' to be terminate, error or verdict.");
        };
    }
}
