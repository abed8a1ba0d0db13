package io.sluice.bpmn;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/// What of BPMN this product does not run: refused by name, each with a code of its own.
final class Constructs {
    private static final Set<String> ACTIVITIES =
            Set.of(
                    "task",
                    "serviceTask",
                    "scriptTask",
                    "sendTask",
                    "manualTask",
                    "userTask",
                    "receiveTask",
                    "callActivity",
                    "subProcess");

    private static final Set<String> GATEWAYS =
            Set.of("exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway");

    /// Event definitions that each kind of event may have; the empty text is none.
    private static final Map<String, Set<String>> EVENTS =
            Map.of(
                    "startEvent", Set.of("", "timer", "message", "signal"),
                    "intermediateCatchEvent", Set.of("timer", "message", "signal"),
                    "boundaryEvent",
                            Set.of(
                                    "timer",
                                    "error",
                                    "message",
                                    "signal",
                                    "escalation",
                                    "compensate"),
                    "endEvent", Set.of("", "terminate", "error"),
                    "intermediateThrowEvent",
                            Set.of("message", "signal", "escalation", "compensate"));

    /// Of the start of an event sub-process.
    private static final Set<String> TRIGGERS =
            Set.of("", "timer", "error", "message", "signal", "escalation");

    /// What an element of ours may have beyond these: a draft is exported as it is.
    private static final Map<String, Set<String>> OURS =
            Map.of(
                    "startEvent",
                            Set.of(
                                    "",
                                    "timer",
                                    "error",
                                    "message",
                                    "signal",
                                    "escalation",
                                    "compensate"),
                    "intermediateCatchEvent", Set.of("timer", "message", "signal", "conditional"));

    private static final Map<String, String> POSITIONS =
            Map.of(
                    "startEvent", "START",
                    "intermediateCatchEvent", "CATCH",
                    "boundaryEvent", "BOUNDARY",
                    "endEvent", "END",
                    "intermediateThrowEvent", "THROW");

    private static final Map<String, String> ADVICE =
            Map.ofEntries(
                    Map.entry("complexGateway", "exclusive, inclusive and parallel gateways"),
                    Map.entry("transaction", "a plain sub-process"),
                    Map.entry("adHocSubProcess", "a sub-process with its steps in an order"),
                    Map.entry("businessRuleTask", "an exclusive gateway or a service task"));

    private final Findings findings;
    private final References references;

    Constructs(Findings findings, References references) {
        this.findings = findings;
        this.references = references;
    }

    /// Whether a flow node can be read; if not, everything against it is told.
    ///
    /// @param ours whether it carries an extension of ours
    boolean accept(Element node, boolean ours) {
        var local = Dom.local(node);
        if (EVENTS.containsKey(local)) {
            return event(node, allowed(node, ours));
        }
        if (ACTIVITIES.contains(local)) {
            return activity(node) && (ours || !Flow.isArea(node) || begins(node));
        }
        if (GATEWAYS.contains(local)) {
            int before = findings.problems().size();
            only(node, "instantiate", "false", "BPMN_INSTANTIATING_GATEWAY");
            only(node, "eventGatewayType", "Exclusive", "BPMN_PARALLEL_EVENT_GATEWAY");
            return findings.problems().size() == before;
        }
        var advice = Optional.ofNullable(ADVICE.get(local)).map(a -> "; use " + a + " instead");
        findings.refuse(
                code(node), node, "this kind of element cannot run here" + advice.orElse("") + ".");
        return false;
    }

    private static String code(Element node) {
        return "BPMN_" + upper(Dom.local(node));
    }

    private static Set<String> allowed(Element event, boolean ours) {
        var local = Dom.local(event);
        var usual = EVENTS.getOrDefault(local, Set.of());
        if (ours) {
            return OURS.getOrDefault(local, usual);
        }
        if (!local.equals("startEvent") || !Flow.isArea((Element) event.getParentNode())) {
            return usual;
        }
        return Flow.isTriggered((Element) event.getParentNode()) ? TRIGGERS : Set.of("");
    }

    /// Whether a sub-process has the one start event it needs.
    private boolean begins(Element area) {
        long starts = Dom.children(area, Namespaces.BPMN, "startEvent").size();
        boolean triggered = Flow.isTriggered(area);
        boolean repeated =
                Dom.child(area, "multiInstanceLoopCharacteristics").isPresent()
                        || Dom.child(area, "standardLoopCharacteristics").isPresent();
        if (triggered && (starts != 1 || repeated)) {
            findings.refuse(
                    "BPMN_EVENT_SUB_PROCESS",
                    area,
                    "expected one start event with the event that begins it, and no loop marker.");
            return false;
        }
        if (starts > 1) {
            findings.refuse(
                    "BPMN_SEVERAL_STARTS", area, "expected one start event, found " + starts + ".");
            return false;
        }
        return true;
    }

    private boolean event(Element node, Set<String> allowed) {
        var local = Dom.local(node);
        var definitions = Flow.eventDefinitions(node);
        if (definitions.size() > 1) {
            findings.refuse(
                    "BPMN_MULTIPLE_" + POSITIONS.get(local),
                    node,
                    "expected one event definition, found " + definitions.size() + ".");
            return false;
        }
        var kind = definitions.isEmpty() ? "" : kind(definitions.getFirst());
        boolean known = allowed.contains(kind);
        if (!known) {
            findings.refuse(
                    "BPMN_" + upper(kind.isEmpty() ? "none" : kind) + "_" + POSITIONS.get(local),
                    node,
                    "an event of this kind ("
                            + (kind.isEmpty() ? "none" : kind)
                            + ") cannot run here; replace it.");
        }
        return known;
    }

    /// What an event definition is about: `timer`, `compensate` and so on.
    static String kind(Element definition) {
        return Dom.local(definition).replace("EventDefinition", "").replace("Ref", "_REF");
    }

    private boolean activity(Element node) {
        int before = findings.problems().size();
        only(node, "startQuantity", "1", "BPMN_START_QUANTITY");
        only(node, "completionQuantity", "1", "BPMN_COMPLETION_QUANTITY");
        if (!references.isRedress(node)) {
            only(node, "isForCompensation", "false", "BPMN_COMPENSATION");
        }
        only(node, "instantiate", "false", "BPMN_INSTANTIATING_RECEIVE");
        return findings.problems().size() == before;
    }

    private void only(Element node, String attribute, String value, String code) {
        var found = node.getAttribute(attribute).strip();
        if (!found.isEmpty()
                && !found.equals(value)
                && !(value.equals("false") && found.equals("0"))) {
            findings.refuse(
                    code,
                    node,
                    "expected '" + attribute + "' to be " + value + ", found '" + found + "'.");
        }
    }

    private static String upper(String camel) {
        return camel.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }
}
