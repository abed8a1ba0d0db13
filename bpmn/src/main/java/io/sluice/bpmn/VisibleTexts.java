package io.sluice.bpmn;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.Ending;
import io.sluice.engine.definition.Node.Thrown;
import io.sluice.engine.definition.Node.WaitFor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The texts of a node that BPMN has a place for. They stand there for everybody to read and edit;
/// the extension repeats one only where XML cannot say it exactly, and counts only as long as the
/// text beside it still is what it was.
final class VisibleTexts {
    private VisibleTexts() {}

    /// The texts by their fields in [NodeJson].
    ///
    /// @param placement tells which nodes have no place for what they wait for
    static Map<String, String> of(Node node, Placement placement) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("name", node.name());
        switch (node) {
            case Node.Approval approval -> texts.put("description", approval.description());
            case Node.Wait wait when placement.showsEvent(wait) -> waiting(wait.until(), texts);
            case Node.Boundary boundary -> event(boundary.event(), texts);
            case Node.Handler handler when placement.showsEvent(handler) ->
                    event(handler.event(), texts);
            case Node.End(_, _, Ending.Fail(String code, _), _) -> texts.put("code", code);
            case Node.Throw thrown -> thrown(thrown.what(), texts);
            case Node.Scope scope ->
                    scope.loop().ifPresent(loop -> texts.put("again", loop.condition()));
            case Node.Call call when callable(call.workflow()) ->
                    texts.put("workflow", call.workflow());
            case Node.Start _,
                    Node.Begin _,
                    Node.Task _,
                    Node.Gateway _,
                    Node.Wait _,
                    Node.Handler _,
                    Node.Compensate _,
                    Node.ForEach _,
                    Node.Call _,
                    Node.End _ -> {}
        }
        return texts;
    }

    /// Whether BPMN can name this workflow as the element that is called.
    static boolean callable(String workflow) {
        return workflow.matches("[A-Za-z_][A-Za-z0-9_.-]*");
    }

    private static void waiting(WaitFor until, Map<String, String> texts) {
        switch (until) {
            case WaitFor.Timer(String duration) -> texts.put("duration", duration);
            case WaitFor.Until(String instant) -> texts.put("instant", instant);
            case WaitFor.Message message -> texts.put("message", message.message());
            case WaitFor.Signal(String signal) -> texts.put("signal", signal);
            case WaitFor.Condition poll -> texts.put("condition", poll.condition());
        }
    }

    private static void event(BoundaryEvent event, Map<String, String> texts) {
        switch (event) {
            case BoundaryEvent.OnTimer(String duration) -> texts.put("duration", duration);
            case BoundaryEvent.OnError(List<String> codes) ->
                    texts.put("codes", String.join(" ", codes));
            case BoundaryEvent.OnEscalation(List<String> codes) ->
                    texts.put("codes", String.join(" ", codes));
            case BoundaryEvent.OnMessage message -> texts.put("message", message.message());
            case BoundaryEvent.OnSignal(String signal) -> texts.put("signal", signal);
            case BoundaryEvent.OnCompensation _ -> {}
        }
    }

    private static void thrown(Thrown what, Map<String, String> texts) {
        switch (what) {
            case Thrown.Message message -> texts.put("message", message.message());
            case Thrown.Signal signal -> texts.put("signal", signal.signal());
            case Thrown.Escalation(String code) -> texts.put("code", code);
        }
    }

    /// The JSON of a node without what can be read beside it.
    static Map<String, @Nullable Object> hidden(Node node, Placement placement) {
        var json = NodeJson.write(node);
        of(node, placement)
                .forEach((field, text) -> {
                    if (restored(field, XmlText.visible(text)).equals(json.get(field))) {
                        json.remove(field);
                    }
                });
        switch (node) {
            case Node.Boundary _ -> {
                json.remove("on");
                json.remove("interrupting");
            }
            case Node.Handler handler when placement.showsEvent(handler) ->
                    json.remove("interrupting");
            case Node.Compensate compensate when placement.showsPart(compensate) ->
                    json.remove("of");
            default -> {}
        }
        return json;
    }

    /// Puts what was read beside the extension back into its JSON.
    ///
    /// @param seen texts by field, as [XmlText#visible] makes them
    static void restore(Map<String, @Nullable Object> json, Map<String, String> seen) {
        seen.forEach((field, text) -> {
            var exact = json.get(field);
            if (exact == null || !XmlText.visible(joined(exact)).equals(text)) {
                json.put(field, restored(field, text));
            }
        });
    }

    private static Object restored(String field, String text) {
        if (!"codes".equals(field)) {
            return text;
        }
        return text.isEmpty() ? List.of() : List.of(text);
    }

    private static String joined(Object exact) {
        return exact instanceof List<?> list
                ? String.join(" ", list.stream().map(String::valueOf).toList())
                : String.valueOf(exact);
    }
}
