package io.sluice.bpmn;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.Ending;
import io.sluice.engine.definition.Node.WaitFor;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.RetryPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/// Reads flow nodes that [Constructs] accepted and that carry no extension of ours.
final class ForeignNodes {
    /// The node type of a task that nobody has said yet what it does. No such type is installed, so
    /// the document cannot be published before the task is bound to one.
    static final String UNBOUND = "unbound";

    private static final Set<String> READ_ATTRIBUTES =
            Set.of(
                    "id",
                    "name",
                    "default",
                    "startQuantity",
                    "completionQuantity",
                    "isForCompensation");

    private final References references;
    private final Findings findings;

    ForeignNodes(References references, Findings findings) {
        this.references = references;
        this.findings = findings;
    }

    /// Empty if something was refused.
    Optional<Node> read(Element element) {
        var id = new NodeId(Dom.id(element));
        var name = name(element);
        return switch (Dom.local(element)) {
            case "startEvent" -> start(id, name, element);
            case "endEvent" -> Optional.of(new Node.End(id, name, ending(element, name)));
            case "exclusiveGateway" -> Optional.of(new Node.Choice(id, name));
            case "inclusiveGateway" -> Optional.of(inclusive(id, name));
            case "eventBasedGateway" -> Optional.of(new Node.Race(id, name));
            case "parallelGateway" -> Optional.of(parallel(id, name));
            case "userTask" -> Optional.of(approval(id, name, element));
            case "receiveTask" -> Optional.of(receive(id, name, element));
            case "intermediateCatchEvent" ->
                    waiting(element).map(until -> new Node.Wait(id, name, until));
            case "boundaryEvent" -> boundary(id, name, element);
            default -> Optional.of(unbound(id, name, element));
        };
    }

    static String name(Element element) {
        var name = XmlText.visible(element.getAttribute("name"));
        return name.isEmpty() ? Dom.id(element) : name;
    }

    private Optional<Node> start(NodeId id, String name, Element element) {
        var definition = Flow.eventDefinitions(element).stream().findFirst();
        if (definition.isEmpty()) {
            return Optional.of(new Node.Start(id, name, Triggers.MANUAL, Map.of()));
        }
        if (Dom.local(definition.get()).startsWith("message")) {
            findings.note(
                    "BPMN_TRIGGER_TO_CHOOSE",
                    element,
                    "starts by a message; it is a webhook trigger now, set it up or choose another"
                            + " trigger.");
            return Optional.of(new Node.Start(id, name, Triggers.WEBHOOK, Map.of()));
        }
        var cycle = Dom.child(definition.get(), "timeCycle").map(Element::getTextContent);
        var cron = cycle.flatMap(IsoTimes::cron);
        if (cron.isEmpty()) {
            findings.refuse(
                    "BPMN_TIMER_CYCLE",
                    element,
                    "expected a cycle that is five-field cron, Quartz cron on whole minutes with"
                            + " named weekdays, or R/PT…H or R/PT…M dividing a day or an hour,"
                            + " found '"
                            + cycle.orElse("none").strip()
                            + "'.");
            return Optional.empty();
        }
        findings.note(
                "BPMN_TIMER_TRANSLATED",
                element,
                "'"
                        + cycle.get().strip()
                        + "' is now the schedule '"
                        + cron.get()
                        + "', on the clock of UTC; set the time zone if another was meant.");
        return Optional.of(
                new Node.Start(id, name, Triggers.SCHEDULE, Map.of(Triggers.CRON, cron.get())));
    }

    /// A gateway with several ways in waits for all; several ways out besides are split off later.
    private Node parallel(NodeId id, String name) {
        return references.incoming(id) > 1 ? new Node.Join(id, name) : new Node.Fork(id, name);
    }

    /// Likewise: what is behind a join that has conditions is split off as a choice.
    private Node inclusive(NodeId id, String name) {
        return references.incoming(id) > 1
                ? new Node.Join(id, name, Node.Awaits.ACTIVE)
                : new Node.AnyChoice(id, name);
    }

    private Ending ending(Element element, String name) {
        var definition = Flow.eventDefinitions(element).stream().findFirst();
        if (definition.isEmpty()) {
            return new Ending.Plain();
        }
        if (Dom.local(definition.get()).startsWith("terminate")) {
            return new Ending.Terminate();
        }
        var code =
                references
                        .target(definition.get(), "errorRef")
                        .map(References::errorCode)
                        .filter(text -> !text.isEmpty())
                        .orElse(name);
        return new Ending.Fail(code, "");
    }

    private Node approval(NodeId id, String name, Element element) {
        var description =
                Dom.child(element, "documentation").map(Element::getTextContent).orElse("");
        findings.note(
                "BPMN_APPROVERS_TO_CHOOSE",
                element,
                "is an approval now; who may decide is not taken over, every approver may until you"
                        + " say who.");
        return new Node.Approval(
                id, name, name, XmlText.visible(description), List.of(), Optional.empty());
    }

    private Node receive(NodeId id, String name, Element element) {
        return new Node.Wait(id, name, message(element, element));
    }

    private WaitFor message(Element element, Element referrer) {
        var message =
                references
                        .target(referrer, "messageRef")
                        .map(ForeignNodes::name)
                        .orElse(name(element));
        findings.note(
                "BPMN_MESSAGE_KEY_TO_CHOOSE",
                element,
                "waits for the message '"
                        + message
                        + "'; say by which key a message is matched to its run.");
        return new WaitFor.Message(message, "");
    }

    private Optional<WaitFor> waiting(Element element) {
        var definition = Flow.eventDefinitions(element).getFirst();
        if (Dom.local(definition).startsWith("message")) {
            return Optional.of(message(element, definition));
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

    private Optional<Node> boundary(NodeId id, String name, Element element) {
        var host = references.target(element, "attachedToRef");
        if (host.isEmpty() || !references.canHost(host.get())) {
            findings.refuse(
                    "BPMN_BOUNDARY_HOST",
                    element,
                    "expected to be attached to a task of the process, found '"
                            + element.getAttribute("attachedToRef")
                            + "'.");
            return Optional.empty();
        }
        boolean interrupting = interrupting(element);
        return event(element, interrupting)
                .map(event ->
                        new Node.Boundary(
                                id, name, new NodeId(Dom.id(host.get())), event, interrupting));
    }

    static boolean interrupting(Element boundary) {
        var cancel = boundary.getAttribute("cancelActivity").strip();
        return !cancel.equals("false") && !cancel.equals("0");
    }

    private Optional<BoundaryEvent> event(Element element, boolean interrupting) {
        var definition = Flow.eventDefinitions(element).getFirst();
        if (Dom.local(definition).startsWith("timer")) {
            return duration(element, definition).map(BoundaryEvent.OnTimer::new);
        }
        if (!interrupting) {
            findings.refuse(
                    "BPMN_ERROR_NOT_INTERRUPTING",
                    element,
                    "expected an error event to interrupt; set cancelActivity to true.");
            return Optional.empty();
        }
        var code = references.target(definition, "errorRef").map(References::errorCode).orElse("");
        return Optional.of(new BoundaryEvent.OnError(code.isEmpty() ? List.of() : List.of(code)));
    }

    private Node unbound(NodeId id, String name, Element element) {
        var config = new LinkedHashMap<String, @Nullable Object>();
        config.put("name", name);
        config.put("element", Dom.local(element));
        Dom.child(element, "script")
                .ifPresent(
                        script -> config.put("script", XmlText.visible(script.getTextContent())));
        for (var attribute : Dom.attributes(element)) {
            if (attribute.getNamespaceURI() == null
                    && !READ_ATTRIBUTES.contains(attribute.getName())) {
                config.putIfAbsent(attribute.getName(), attribute.getValue());
            }
        }
        findings.note(
                "BPMN_TASK_TO_BIND", element, "choose what this task does before publishing.");
        return new Node.Task(
                id,
                name,
                UNBOUND,
                config,
                RetryPolicy.DEFAULT,
                Optional.empty(),
                Node.Repeat.AT_MOST_ONCE,
                false);
    }
}
