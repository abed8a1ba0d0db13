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
        boolean same =
                switch (kind) {
                    case "wait" -> waiting(element, json, texts);
                    case "boundary" -> boundary(element, json, texts);
                    case "end" -> end(element, json, texts);
                    case "join" -> {
                        boolean active = "inclusiveGateway".equals(Dom.local(element));
                        json.put("awaits", (active ? Awaits.ACTIVE : Awaits.ALL).name());
                        yield true;
                    }
                    case "approval" -> {
                        texts.put("description", text(element, "documentation"));
                        yield true;
                    }
                    default -> true;
                };
        if (!same) {
            return Optional.empty();
        }
        VisibleTexts.restore(json, texts);
        var node = NodeJson.read(new NodeId(Dom.id(element)), json);
        return node instanceof Node.Start start ? start(element, start) : Optional.of(node);
    }

    private boolean waiting(
            Element element, Map<String, @Nullable Object> json, Map<String, String> texts) {
        var awaited = new NodeJson.Fields(json).text("for");
        if ("task".equals(Dom.local(element))) {
            return !awaited.equals("message");
        }
        boolean receive = "receiveTask".equals(Dom.local(element));
        var definition = receive ? element : Flow.eventDefinitions(element).getFirst();
        var local = receive ? "message" : Dom.local(definition).replace("EventDefinition", "");
        return switch (local + " " + awaited) {
            case "message message" -> {
                texts.put("message", message(definition));
                yield true;
            }
            case "timer timer" -> {
                texts.put("duration", text(definition, "timeDuration"));
                yield Dom.child(definition, "timeDuration").isPresent();
            }
            case "timer until" -> {
                texts.put("instant", text(definition, "timeDate"));
                yield Dom.child(definition, "timeDate").isPresent();
            }
            case "conditional condition" -> {
                texts.put("condition", text(definition, "condition"));
                yield true;
            }
            default -> false;
        };
    }

    private String message(Element referrer) {
        return references
                .target(referrer, "messageRef")
                .map(message -> XmlText.visible(message.getAttribute("name")))
                .orElse("");
    }

    private boolean boundary(
            Element element, Map<String, @Nullable Object> json, Map<String, String> texts) {
        var host = references.target(element, "attachedToRef").filter(references::canHost);
        var definition = Flow.eventDefinitions(element).getFirst();
        var event = Dom.local(definition).replace("EventDefinition", "");
        if (host.isEmpty() || !event.equals(json.get("event"))) {
            return false;
        }
        json.put("on", Dom.id(host.get()));
        json.put("interrupting", ForeignNodes.interrupting(element));
        if (event.equals("timer")) {
            texts.put("duration", text(definition, "timeDuration"));
            return Dom.child(definition, "timeDuration").isPresent();
        }
        texts.put(
                "codes",
                references.target(definition, "errorRef").map(References::errorCode).orElse(""));
        return true;
    }

    /// Whether it still ends as it did; the code of an error is what the file says now.
    private boolean end(
            Element element, Map<String, @Nullable Object> json, Map<String, String> texts) {
        var definition = Flow.eventDefinitions(element).stream().findFirst();
        var event = definition.map(d -> Dom.local(d).replace("EventDefinition", "")).orElse("");
        if (event.equals("error")) {
            texts.put(
                    "code",
                    references
                            .target(definition.orElseThrow(), "errorRef")
                            .map(References::errorCode)
                            .orElse(""));
        }
        return event.equals(String.valueOf(json.getOrDefault("ends", "")));
    }

    private static Optional<Node> start(Element element, Node.Start start) {
        var definition =
                Flow.eventDefinitions(element).stream()
                        .findFirst()
                        .map(d -> Dom.local(d).replace("EventDefinition", ""))
                        .orElse("");
        return switch (Triggers.of(start)) {
            case Triggers.Form.None _ -> Optional.<Node>of(start).filter(_ -> definition.isEmpty());
            case Triggers.Form.Message _ ->
                    Optional.<Node>of(start).filter(_ -> definition.equals("message"));
            case Triggers.Form.Timer(String cycle) ->
                    definition.equals("timer") ? schedule(element, start, cycle) : Optional.empty();
        };
    }

    private static Optional<Node> schedule(Element element, Node.Start start, String cycle) {
        var seen = text(Flow.eventDefinitions(element).getFirst(), "timeCycle");
        if (seen.equals(XmlText.visible(cycle))) {
            return Optional.of(start);
        }
        return IsoTimes.cron(seen)
                .map(cron -> {
                    var config = new LinkedHashMap<>(start.config());
                    config.put(Triggers.CRON, cron);
                    return new Node.Start(start.id(), start.name(), start.trigger(), config);
                });
    }

    private static String text(Element element, String child) {
        return Dom.child(element, child)
                .map(found -> XmlText.visible(found.getTextContent()))
                .orElse("");
    }
}
