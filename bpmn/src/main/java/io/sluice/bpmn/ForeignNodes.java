package io.sluice.bpmn;

import io.sluice.engine.definition.Node;
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
    private final Expressions expressions;
    private final ForeignEvents events;

    ForeignNodes(References references, Findings findings, Expressions expressions) {
        this.references = references;
        this.findings = findings;
        this.expressions = expressions;
        this.events = new ForeignEvents(references, findings);
    }

    /// Empty if something was refused.
    Optional<Node> read(Element element) {
        var id = new NodeId(Dom.id(element));
        var name = name(element);
        return switch (Dom.local(element)) {
            case "startEvent" ->
                    Flow.isArea((Element) element.getParentNode())
                            ? Optional.of(new Node.Begin(id, name))
                            : start(id, name, element);
            case "endEvent" -> Optional.of(new Node.End(id, name, events.ending(element)));
            case "exclusiveGateway" -> Optional.of(new Node.Choice(id, name));
            case "inclusiveGateway" -> Optional.of(inclusive(id, name));
            case "eventBasedGateway" -> Optional.of(new Node.Race(id, name));
            case "parallelGateway" -> Optional.of(parallel(id, name));
            case "userTask" -> Optional.of(approval(id, name, element));
            case "receiveTask" ->
                    events.message(element, element).map(until -> new Node.Wait(id, name, until));
            case "intermediateCatchEvent" ->
                    events.waiting(element).map(until -> new Node.Wait(id, name, until));
            case "intermediateThrowEvent" -> thrown(id, name, element);
            case "callActivity" -> call(id, name, element);
            case "subProcess" -> area(id, name, element);
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
        var kind = Constructs.kind(definition.get());
        if (kind.equals(Triggers.MESSAGE) || kind.equals(Triggers.SIGNAL)) {
            return events.starts(element, definition.get())
                    .map(told -> new Node.Start(id, name, kind, Map.of(kind, told)));
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

    private Optional<Node> boundary(NodeId id, String name, Element element) {
        var host = references.host(element);
        if (host.isEmpty()) {
            findings.refuse(
                    "BPMN_BOUNDARY_HOST",
                    element,
                    "expected to be attached to a task or sub-process beside it, found '"
                            + element.getAttribute("attachedToRef")
                            + "'.");
            return Optional.empty();
        }
        boolean interrupting = ForeignEvents.interrupting(element, "cancelActivity");
        return events.event(element, interrupting)
                .map(event ->
                        new Node.Boundary(
                                id, name, new NodeId(Dom.id(host.get())), event, interrupting));
    }

    private Optional<Node> area(NodeId id, String name, Element element) {
        return Flow.isTriggered(element)
                ? handler(id, name, element)
                : new Repetition(findings, expressions).read(id, name, element);
    }

    private Optional<Node> handler(NodeId id, String name, Element element) {
        var start = Dom.child(element, "startEvent").orElseThrow();
        if (Flow.eventDefinitions(start).isEmpty()) {
            findings.refuse(
                    "BPMN_EVENT_SUB_PROCESS",
                    element,
                    "expected an event that begins it, found a plain start event.");
            return Optional.empty();
        }
        boolean interrupting = ForeignEvents.interrupting(start, "isInterrupting");
        return events.event(start, interrupting)
                .map(event -> new Node.Handler(id, name, event, interrupting));
    }

    private Optional<Node> call(NodeId id, String name, Element element) {
        var workflow = XmlText.visible(element.getAttribute("calledElement"));
        if (workflow.isEmpty() || workflow.startsWith("=") || workflow.contains("{")) {
            findings.refuse(
                    "BPMN_CALL_ACTIVITY",
                    element,
                    "expected calledElement to be the id of what is called, found '"
                            + workflow
                            + "'.");
            return Optional.empty();
        }
        findings.note(
                "BPMN_CALL_TO_BIND",
                element,
                "calls '"
                        + workflow
                        + "'; choose the workflow that is, and what it is given as input.");
        return Optional.of(new Node.Call(id, name, workflow, Optional.empty(), Map.of()));
    }

    private Optional<Node> thrown(NodeId id, String name, Element element) {
        var definition = Flow.eventDefinitions(element).getFirst();
        if (!Constructs.kind(definition).equals("compensate")) {
            return events.thrown(element).map(what -> new Node.Throw(id, name, what));
        }
        var part = references.target(definition, "activityRef").filter(references::isNode);
        boolean waits = ForeignEvents.interrupting(definition, "waitForCompletion");
        if (!waits || (part.isEmpty() && definition.hasAttribute("activityRef"))) {
            findings.refuse(
                    "BPMN_COMPENSATE_THROW",
                    element,
                    "expected it to wait until all is undone, and activityRef to be in the process.");
            return Optional.empty();
        }
        return Optional.of(
                new Node.Compensate(id, name, part.map(found -> new NodeId(Dom.id(found)))));
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
