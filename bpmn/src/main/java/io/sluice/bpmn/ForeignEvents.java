package io.sluice.bpmn;

import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.Ending;
import io.sluice.engine.definition.Node.Thrown;
import io.sluice.engine.definition.Node.WaitFor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;

/// Reads what foreign events are about.
record ForeignEvents(References references, Findings findings) {

    Ending ending(Element element) {
        var definition = Flow.eventDefinitions(element).stream().findFirst();
        if (definition.isEmpty()) {
            return new Ending.Plain();
        }
        if (Dom.local(definition.get()).startsWith("terminate")) {
            return new Ending.Terminate();
        }
        var code = code(definition.get());
        return new Ending.Fail(code.isEmpty() ? ForeignNodes.name(element) : code, "");
    }

    /// @param referrer what names the message: the element or its event definition
    Optional<WaitFor> message(Element element, Element referrer) {
        return named(element, referrer, "messageRef")
                .map(message -> {
                    noteKey(element, "waits for", message);
                    return new WaitFor.Message(message, "");
                });
    }

    /// The name of the message or signal by which runs start; empty if something was refused.
    Optional<String> starts(Element element, Element definition) {
        boolean message = Constructs.kind(definition).equals("message");
        var name = named(element, definition, message ? "messageRef" : "signalRef");
        if (message && name.isPresent()) {
            findings.note(
                    "BPMN_TRIGGER_TO_CHOOSE",
                    element,
                    "starts by the message '"
                            + name.get()
                            + "', of another run or sent over the API; choose a webhook or another"
                            + " trigger if it comes from elsewhere.");
        }
        return name;
    }

    private void noteKey(Element element, String does, String message) {
        findings.note(
                "BPMN_MESSAGE_KEY_TO_CHOOSE",
                element,
                does
                        + " the message '"
                        + message
                        + "'; say by which key a message is matched to its run.");
    }

    Optional<WaitFor> waiting(Element element) {
        var definition = Flow.eventDefinitions(element).getFirst();
        if (Dom.local(definition).startsWith("message")) {
            return message(element, definition);
        }
        if (Dom.local(definition).startsWith("signal")) {
            return named(element, definition, "signalRef").map(WaitFor.Signal::new);
        }
        var date = Dom.child(definition, "timeDate").map(Element::getTextContent);
        if (date.isPresent()) {
            var instant = IsoTimes.instant(date.get());
            if (instant.isEmpty()) {
                findings.refuse(
                        "BPMN_TIMER_DATE",
                        element,
                        "expected a date with its offset such as 2026-01-05T10:00:00Z, found '"
                                + date.get().strip()
                                + "'.");
            }
            return instant.map(WaitFor.Until::new);
        }
        return duration(element, definition).map(WaitFor.Timer::new);
    }

    private Optional<String> duration(Element element, Element definition) {
        var text = Dom.child(definition, "timeDuration").map(Element::getTextContent);
        var duration = text.flatMap(IsoTimes::duration);
        if (duration.isEmpty()) {
            findings.refuse(
                    "BPMN_TIMER_DURATION",
                    element,
                    "expected a duration of days, hours, minutes and seconds such as PT30M, found '"
                            + text.orElse("none").strip()
                            + "'.");
        }
        return duration;
    }

    static boolean interrupting(Element event, String attribute) {
        var value = event.getAttribute(attribute).strip();
        return !value.equals("false") && !value.equals("0");
    }

    /// What a boundary event or the start of an event sub-process is about; empty if something was
    /// refused.
    Optional<BoundaryEvent> event(Element element, boolean interrupting) {
        var definition = Flow.eventDefinitions(element).getFirst();
        return switch (Constructs.kind(definition)) {
            case "timer" -> duration(element, definition).map(BoundaryEvent.OnTimer::new);
            case "message" ->
                    named(element, definition, "messageRef")
                            .map(message -> {
                                noteKey(element, "hears", message);
                                return new BoundaryEvent.OnMessage(message, "");
                            });
            case "signal" ->
                    named(element, definition, "signalRef").map(BoundaryEvent.OnSignal::new);
            case "escalation" -> Optional.of(new BoundaryEvent.OnEscalation(codes(definition)));
            case "compensate" -> Optional.of(new BoundaryEvent.OnCompensation());
            case "error" -> error(element, definition, interrupting);
            default -> Optional.empty();
        };
    }

    private Optional<BoundaryEvent> error(
            Element element, Element definition, boolean interrupting) {
        if (!interrupting) {
            findings.refuse(
                    "BPMN_ERROR_NOT_INTERRUPTING",
                    element,
                    "expected an error event to interrupt; let it.");
            return Optional.empty();
        }
        return Optional.of(new BoundaryEvent.OnError(codes(definition)));
    }

    private List<String> codes(Element definition) {
        var code = code(definition);
        return code.isEmpty() ? List.of() : List.of(code);
    }

    private String code(Element definition) {
        return references.meant(definition).map(References::code).orElse("");
    }

    /// Empty if something was refused.
    Optional<Thrown> thrown(Element element) {
        var definition = Flow.eventDefinitions(element).getFirst();
        return switch (Constructs.kind(definition)) {
            case "message" ->
                    named(element, definition, "messageRef")
                            .map(message -> {
                                noteKey(element, "sends", message);
                                return new Thrown.Message(message, "", Map.of());
                            });
            case "signal" ->
                    named(element, definition, "signalRef")
                            .map(signal -> new Thrown.Signal(signal, Map.of()));
            default -> Optional.of(new Thrown.Escalation(code(definition)));
        };
    }

    /// The name of a message or signal, or that of the element that names none. One that another
    /// engine would work out is refused: here it would be worked out in another language.
    private Optional<String> named(Element element, Element referrer, String attribute) {
        var name =
                references
                        .target(referrer, attribute)
                        .map(ForeignNodes::name)
                        .orElse(ForeignNodes.name(element));
        if (name.startsWith("=") || name.contains("${") || name.contains("#{")) {
            findings.refuse(
                    "BPMN_NAME_EXPRESSION",
                    element,
                    "expected a fixed name of the message or signal, found '" + name + "'.");
            return Optional.empty();
        }
        return Optional.of(name);
    }
}
