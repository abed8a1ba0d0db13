package io.sluice.bpmn;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.Awaits;
import io.sluice.engine.definition.NodeId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/// Reads flow nodes that carry our extension. What stands beside the extension counts more than
/// what is in it: somebody may have edited the file with another tool.
final class OwnNodes {
    private static final Map<String, Set<String>> ELEMENTS =
            Map.ofEntries(
                    Map.entry("start", Set.of("startEvent")),
                    Map.entry(
                            "task",
                            Set.of("serviceTask", "task", "scriptTask", "sendTask", "manualTask")),
                    Map.entry("choice", Set.of("exclusiveGateway")),
                    Map.entry("any-choice", Set.of("inclusiveGateway")),
                    Map.entry("fork", Set.of("parallelGateway")),
                    Map.entry("join", Set.of("parallelGateway", "inclusiveGateway")),
                    Map.entry("race", Set.of("eventBasedGateway")),
                    Map.entry("wait", Set.of("intermediateCatchEvent", "receiveTask", "task")),
                    Map.entry("approval", Set.of("userTask")),
                    Map.entry("boundary", Set.of("boundaryEvent")),
                    Map.entry("begin", Set.of("startEvent")),
                    Map.entry("throw", Set.of("intermediateThrowEvent")),
                    Map.entry("compensate", Set.of("intermediateThrowEvent")),
                    Map.entry("call", Set.of("callActivity")),
                    Map.entry("scope", Set.of("subProcess")),
                    Map.entry("for-each", Set.of("subProcess")),
                    Map.entry("handler", Set.of("subProcess")),
                    Map.entry("end", Set.of("endEvent")));

    private final References references;

    OwnNodes(References references) {
        this.references = references;
    }

    /// The JSON of an element's extension of ours.
    static Optional<Map<String, @Nullable Object>> extension(Element element, String name) {
        return Dom.child(element, "extensionElements").stream()
                .flatMap(child -> Dom.children(child, Namespaces.SLUICE, name).stream())
                .findFirst()
                .map(child -> JsonText.read(child.getTextContent()));
    }

    /// Empty if the element is no longer of the kind the extension is about.
    ///
    /// @throws IllegalArgumentException if the extension is damaged
    Optional<Node> read(Element element, Map<String, @Nullable Object> extension) {
        var json = new LinkedHashMap<>(extension);
        var kind = new NodeJson.Fields(json).text("kind");
        if (!ELEMENTS.getOrDefault(kind, Set.of()).contains(Dom.local(element))) {
            return Optional.empty();
        }
        var texts = new LinkedHashMap<String, String>();
        texts.put(
                "name",
                XmlText.visible(Dom.attribute(element, "name").orElseGet(() -> Dom.id(element))));
        var events = new OwnEvents(references, json, texts);
        boolean same =
                switch (kind) {
                    case "wait" -> events.waiting(element);
                    case "boundary" -> events.boundary(element);
                    case "handler" -> events.handler(element);
                    case "begin" ->
                            Flow.eventDefinitions(element).isEmpty()
                                    || Flow.isTriggered((Element) element.getParentNode());
                    case "throw" -> events.thrown(element);
                    case "compensate" -> events.compensation(element);
                    case "end" -> events.end(element);
                    case "scope" -> scope(element, json, texts);
                    case "for-each" -> forEach(element, json);
                    case "call" -> {
                        Dom.attribute(element, "calledElement")
                                .ifPresent(
                                        called -> texts.put("workflow", XmlText.visible(called)));
                        yield true;
                    }
                    case "join" -> {
                        boolean active = "inclusiveGateway".equals(Dom.local(element));
                        json.put("awaits", (active ? Awaits.ACTIVE : Awaits.ALL).name());
                        yield true;
                    }
                    case "approval" -> {
                        texts.put("description", Dom.text(element, "documentation"));
                        yield true;
                    }
                    default -> true;
                };
        if (!same) {
            return Optional.empty();
        }
        VisibleTexts.restore(json, texts);
        var node = NodeJson.read(new NodeId(Dom.id(element)), json);
        return node instanceof Node.Start start
                ? new OwnStarts(references).read(element, start)
                : Optional.of(node);
    }

    /// Whether it still is a part that is gone through once, or repeated as it was.
    private static boolean scope(
            Element element, Map<String, @Nullable Object> json, Map<String, String> texts) {
        var loop = Dom.child(element, "standardLoopCharacteristics");
        if (Flow.isTriggered(element)
                || Dom.child(element, "multiInstanceLoopCharacteristics").isPresent()) {
            return false;
        }
        if (loop.isEmpty()) {
            json.remove("again");
            return true;
        }
        boolean ours =
                json.get("most") instanceof Number
                        && !Flow.isTrue(loop.get(), "testBefore")
                        && Dom.child(loop.get(), "loopCondition")
                                .filter(c -> Namespaces.CEL.equals(c.getAttribute("language")))
                                .isPresent();
        texts.put("again", Dom.text(loop.get(), "loopCondition"));
        Repetition.rounds(loop.get()).ifPresent(most -> json.put("most", most));
        return ours;
    }

    private static boolean forEach(Element element, Map<String, @Nullable Object> json) {
        var repeated = Dom.child(element, "multiInstanceLoopCharacteristics");
        if (Flow.isTriggered(element) || repeated.isEmpty()) {
            return false;
        }
        boolean one = new NodeJson.Fields(json).number("atOnce") == 1;
        if (Flow.isTrue(repeated.get(), "isSequential") != one) {
            json.put("atOnce", one ? Repetition.AT_ONCE : 1);
        }
        return true;
    }
}
