package io.sluice.bpmn;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/// Looks whether events of ours still are about what they were about when they were written, and
/// takes over what is said about that beside the extension.
///
/// @param json of the node; what an element says by attributes is put into it
/// @param texts takes the texts that stand beside it, by field
record OwnEvents(
        References references, Map<String, @Nullable Object> json, Map<String, String> texts) {

    boolean waiting(Element element) {
        var awaited = new NodeJson.Fields(json).text("for");
        if ("task".equals(Dom.local(element))) {
            return !awaited.equals("message");
        }
        if ("receiveTask".equals(Dom.local(element))) {
            texts.put("message", name(element, "messageRef"));
            return awaited.equals("message");
        }
        var definition = Flow.eventDefinitions(element).getFirst();
        return switch (kind(definition) + " " + awaited) {
            case "timer until" -> {
                texts.put("instant", Dom.text(definition, "timeDate"));
                yield Dom.child(definition, "timeDate").isPresent();
            }
            case "conditional condition" -> {
                texts.put("condition", Dom.text(definition, "condition"));
                yield true;
            }
            default -> kind(definition).equals(awaited) && about(definition);
        };
    }

    boolean boundary(Element element) {
        var host = references.host(element);
        if (host.isEmpty()) {
            return false;
        }
        json.put("on", Dom.id(host.get()));
        json.put("interrupting", ForeignEvents.interrupting(element, "cancelActivity"));
        return happens(element);
    }

    /// What a handler handles is said at its start event, if it has one.
    boolean handler(Element element) {
        if (!Flow.isTriggered(element)) {
            return false;
        }
        var start =
                Dom.children(element, Namespaces.BPMN, "startEvent").stream()
                        .filter(OwnEvents::begins)
                        .findFirst();
        if (start.isEmpty()) {
            return json.get("interrupting") != null;
        }
        json.put("interrupting", ForeignEvents.interrupting(start.get(), "isInterrupting"));
        return happens(start.get());
    }

    private static boolean begins(Element start) {
        return OwnNodes.extension(start, "node")
                .map(own -> "begin".equals(own.get("kind")))
                .orElse(true);
    }

    private boolean happens(Element element) {
        var definitions = Flow.eventDefinitions(element);
        return definitions.size() == 1
                && kind(definitions.getFirst()).equals(json.get("event"))
                && about(definitions.getFirst());
    }

    boolean thrown(Element element) {
        var definition = Flow.eventDefinitions(element).getFirst();
        if (!kind(definition).equals(json.get("tells"))) {
            return false;
        }
        if (kind(definition).equals("escalation")) {
            texts.put("code", code(definition));
            return true;
        }
        return about(definition);
    }

    boolean compensation(Element element) {
        var definition = Flow.eventDefinitions(element).getFirst();
        references
                .target(definition, "activityRef")
                .ifPresent(part -> json.put("of", Dom.id(part)));
        return kind(definition).equals("compensate");
    }

    /// Whether it still ends as it did; the code of an error is what the file says now.
    boolean end(Element element) {
        var definition = Flow.eventDefinitions(element).stream().findFirst();
        var event = definition.map(OwnEvents::kind).orElse("");
        if (event.equals("error")) {
            texts.put("code", code(definition.orElseThrow()));
        }
        var ends = String.valueOf(json.getOrDefault("ends", ""));
        return event.equals(ends.equals("verdict") ? "" : ends);
    }

    /// Takes over what an event definition says.
    private boolean about(Element definition) {
        switch (kind(definition)) {
            case "timer" -> {
                texts.put("duration", Dom.text(definition, "timeDuration"));
                return Dom.child(definition, "timeDuration").isPresent();
            }
            case "message" -> texts.put("message", name(definition, "messageRef"));
            case "signal" -> texts.put("signal", name(definition, "signalRef"));
            case "error", "escalation" -> texts.put("codes", code(definition));
            case "compensate" -> {}
            default -> {
                return false;
            }
        }
        return true;
    }

    private String name(Element referrer, String attribute) {
        return references
                .target(referrer, attribute)
                .map(target -> XmlText.visible(target.getAttribute("name")))
                .orElse("");
    }

    private String code(Element definition) {
        return references.meant(definition).map(References::code).orElse("");
    }

    private static String kind(Element definition) {
        return Dom.local(definition).replace("EventDefinition", "");
    }
}
