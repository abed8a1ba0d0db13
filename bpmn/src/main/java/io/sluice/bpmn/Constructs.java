package io.sluice.bpmn;

import java.util.List;
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
                    "receiveTask");

    private static final Set<String> GATEWAYS =
            Set.of("exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway");

    /// Event definitions that each kind of event may have; the empty text is none.
    private static final Map<String, Set<String>> EVENTS =
            Map.of(
                    "startEvent", Set.of("", "timer", "message"),
                    "intermediateCatchEvent", Set.of("timer", "message"),
                    "boundaryEvent", Set.of("timer", "error"),
                    "endEvent", Set.of("", "terminate", "error"),
                    "intermediateThrowEvent", Set.of());

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
                    Map.entry("subProcess", "its steps in the process itself"),
                    Map.entry("transaction", "its steps in the process itself"),
                    Map.entry("adHocSubProcess", "its steps in an order"),
                    Map.entry("callActivity", "the called steps in the process itself"),
                    Map.entry("businessRuleTask", "an exclusive gateway or a service task"));

    private final Findings findings;

    Constructs(Findings findings) {
        this.findings = findings;
    }

    /// Whether a flow node can be read; if not, everything against it is told.
    ///
    /// @param conditionalCatch whether a conditional event stands for a poll of ours
    boolean accept(Element node, boolean conditionalCatch) {
        var local = Dom.local(node);
        if (EVENTS.containsKey(local)) {
            return event(node, conditionalCatch);
        }
        if (ACTIVITIES.contains(local)) {
            return activity(node);
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
        if ("true".equals(node.getAttribute("triggeredByEvent"))) {
            return "BPMN_EVENT_SUB_PROCESS";
        }
        return "BPMN_" + upper(Dom.local(node));
    }

    private boolean event(Element node, boolean conditionalCatch) {
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
        boolean known =
                EVENTS.getOrDefault(local, Set.of()).contains(kind)
                        || (conditionalCatch && kind.equals("conditional"));
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

    private static String kind(Element definition) {
        return Dom.local(definition).replace("EventDefinition", "").replace("Ref", "_REF");
    }

    private boolean activity(Element node) {
        int before = findings.problems().size();
        for (var loop :
                List.of("multiInstanceLoopCharacteristics", "standardLoopCharacteristics")) {
            if (Dom.child(node, loop).isPresent()) {
                findings.refuse(
                        loop.startsWith("multi") ? "BPMN_MULTI_INSTANCE" : "BPMN_STANDARD_LOOP",
                        node,
                        "repetition cannot run here; remove the loop marker.");
            }
        }
        only(node, "startQuantity", "1", "BPMN_START_QUANTITY");
        only(node, "completionQuantity", "1", "BPMN_COMPLETION_QUANTITY");
        only(node, "isForCompensation", "false", "BPMN_COMPENSATION");
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
