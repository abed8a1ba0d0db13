package io.sluice.bpmn;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.Ending;
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
    /// @param host whether boundary events hang on it: a wait is a task then, which has no place
    ///   for what it waits for, unless that is a message
    static Map<String, String> of(Node node, boolean host) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("name", node.name());
        if (host && node instanceof Node.Wait wait && !(wait.until() instanceof WaitFor.Message)) {
            return texts;
        }
        switch (node) {
            case Node.Approval approval -> texts.put("description", approval.description());
            case Node.Wait(_, _, WaitFor.Timer(String duration)) -> texts.put("duration", duration);
            case Node.Wait(_, _, WaitFor.Until(String instant)) -> texts.put("instant", instant);
            case Node.Wait(_, _, WaitFor.Message message) ->
                    texts.put("message", message.message());
            case Node.Wait(_, _, WaitFor.Condition poll) ->
                    texts.put("condition", poll.condition());
            case Node.Boundary(_, _, _, BoundaryEvent.OnTimer(String duration), _) ->
                    texts.put("duration", duration);
            case Node.Boundary(_, _, _, BoundaryEvent.OnError(List<String> codes), _) ->
                    texts.put("codes", String.join(" ", codes));
            case Node.End(_, _, Ending.Fail(String code, _)) -> texts.put("code", code);
            case Node.Start _,
                    Node.Task _,
                    Node.Choice _,
                    Node.AnyChoice _,
                    Node.Fork _,
                    Node.Join _,
                    Node.Race _,
                    Node.End _ -> {}
        }
        return texts;
    }

    /// The JSON of a node without what can be read beside it.
    static Map<String, @Nullable Object> hidden(Node node, boolean host) {
        var json = NodeJson.write(node);
        of(node, host)
                .forEach((field, text) -> {
                    if (restored(field, XmlText.visible(text)).equals(json.get(field))) {
                        json.remove(field);
                    }
                });
        json.remove("on");
        json.remove("interrupting");
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
