package io.sluice.bpmn;

import java.util.List;
import java.util.Set;

/// The order the BPMN schema asks for among the children of an element, and which parts without
/// meaning here may stand where.
final class Ranks {
    /// Children of `definitions` that are kept as they are.
    static final Set<String> ROOTS =
            Set.of(
                    "process",
                    "collaboration",
                    "message",
                    "error",
                    "signal",
                    "escalation",
                    "itemDefinition",
                    "interface",
                    "dataStore",
                    "category",
                    "resource",
                    "partnerRole",
                    "partnerEntity",
                    "correlationProperty",
                    "endPoint");

    /// Children of `process` that are kept as they are.
    static final Set<String> PROCESS =
            Set.of(
                    "ioSpecification",
                    "ioBinding",
                    "supportedInterfaceRef",
                    "auditing",
                    "monitoring",
                    "property",
                    "laneSet",
                    "dataObject",
                    "dataObjectReference",
                    "dataStoreReference",
                    "textAnnotation",
                    "association",
                    "group",
                    "humanPerformer",
                    "performer",
                    "potentialOwner",
                    "resourceRole",
                    "correlationSubscription",
                    "supports");

    /// Children of `subProcess` that every activity has and that are no flow.
    static final Set<String> SUB_PROCESS =
            Set.of(
                    "auditing",
                    "monitoring",
                    "categoryValueRef",
                    "incoming",
                    "outgoing",
                    "ioSpecification",
                    "property",
                    "dataInputAssociation",
                    "dataOutputAssociation",
                    "humanPerformer",
                    "performer",
                    "potentialOwner",
                    "resourceRole",
                    "standardLoopCharacteristics",
                    "multiInstanceLoopCharacteristics");

    private static final List<Set<String>> PROCESS_ORDER =
            List.of(
                    Set.of("documentation"),
                    Set.of("extensionElements"),
                    Set.of("supportedInterfaceRef"),
                    Set.of("ioSpecification"),
                    Set.of("ioBinding"),
                    Set.of("auditing"),
                    Set.of("monitoring"),
                    Set.of("property"),
                    Set.of("laneSet"),
                    // Flow elements stand here.
                    Set.of(),
                    Set.of("textAnnotation", "association", "group"),
                    Set.of("humanPerformer", "performer", "potentialOwner", "resourceRole"),
                    Set.of("correlationSubscription"),
                    Set.of("supports"));

    private static final List<Set<String>> SUB_PROCESS_ORDER =
            List.of(
                    Set.of("documentation"),
                    Set.of("extensionElements"),
                    Set.of("auditing"),
                    Set.of("monitoring"),
                    Set.of("categoryValueRef"),
                    Set.of("incoming"),
                    Set.of("outgoing"),
                    Set.of("ioSpecification"),
                    Set.of("property"),
                    Set.of("dataInputAssociation"),
                    Set.of("dataOutputAssociation"),
                    Set.of("humanPerformer", "performer", "potentialOwner", "resourceRole"),
                    Set.of("standardLoopCharacteristics", "multiInstanceLoopCharacteristics"),
                    Set.of("laneSet"),
                    // Flow elements stand here.
                    Set.of(),
                    Set.of("textAnnotation", "association", "group"));

    private static final List<Set<String>> ELEMENT_ORDER =
            List.of(
                    Set.of("documentation"),
                    Set.of("extensionElements"),
                    Set.of("auditing"),
                    Set.of("monitoring"),
                    Set.of("categoryValueRef"),
                    Set.of("incoming"),
                    Set.of("outgoing"),
                    Set.of("ioSpecification"),
                    Set.of("property"),
                    Set.of("dataInput", "dataOutput"),
                    Set.of("dataInputAssociation"),
                    Set.of("dataOutputAssociation"),
                    Set.of("inputSet", "outputSet"),
                    Set.of("humanPerformer", "performer", "potentialOwner", "resourceRole"),
                    // Event definitions and conditions stand here.
                    Set.of(),
                    Set.of("rendering"));

    private static final int PROCESS_REST = 9;
    private static final int SUB_PROCESS_REST = 14;
    private static final int ELEMENT_REST = 14;

    private Ranks() {}

    static int inProcess(String local) {
        return rank(PROCESS_ORDER, local, PROCESS_REST);
    }

    static int inSubProcess(String local) {
        return rank(SUB_PROCESS_ORDER, local, SUB_PROCESS_REST);
    }

    static int inElement(String local) {
        return rank(ELEMENT_ORDER, local, ELEMENT_REST);
    }

    private static int rank(List<Set<String>> order, String local, int rest) {
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i).contains(local)) {
                return i;
            }
        }
        return rest;
    }
}
