package io.sluice.bpmn;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/// Finds the flow of a process and its drawing in an XML tree.
final class Flow {
    private static final Set<String> OTHER_ELEMENTS = Set.of("documentation", "extensionElements");

    private Flow() {}

    /// All nodes and edges, those of sub-processes too, each right before what is in it.
    static List<Element> nodesAndEdges(Element process) {
        var result = new ArrayList<Element>();
        collect(process, result);
        return result;
    }

    private static void collect(Element container, List<Element> result) {
        for (var child : contents(container)) {
            result.add(child);
            if (isArea(child)) {
                collect(child, result);
            }
        }
    }

    /// The nodes and edges right in a process or sub-process. An association is one of them if it
    /// leads from an event that compensates to what does it.
    static List<Element> contents(Element container) {
        var children =
                Dom.children(container).stream()
                        .filter(child -> Dom.isBpmn(child) && !apart(container, Dom.local(child)))
                        .toList();
        var events = new HashSet<String>();
        var nodes = new HashSet<String>();
        for (var child : children) {
            if (!Ranks.PROCESS.contains(Dom.local(child))) {
                nodes.add(Dom.id(child));
                if (compensates(child)) {
                    events.add(Dom.id(child));
                }
            }
        }
        return children.stream()
                .filter(child ->
                        !Ranks.PROCESS.contains(Dom.local(child))
                                || (Dom.local(child).equals("association")
                                        && refers(child, "sourceRef", events)
                                        && refers(child, "targetRef", nodes)))
                .toList();
    }

    private static boolean apart(Element container, String child) {
        return OTHER_ELEMENTS.contains(child)
                || (isArea(container) && Ranks.SUB_PROCESS.contains(child));
    }

    private static boolean refers(Element element, String attribute, Set<String> ids) {
        return Dom.reference(element, element.getAttribute(attribute))
                .filter(ids::contains)
                .isPresent();
    }

    static boolean isArea(Element element) {
        return Dom.is(element, Namespaces.BPMN, "subProcess");
    }

    static boolean isTrue(Element element, String attribute) {
        var value = element.getAttribute(attribute).strip();
        return value.equals("true") || value.equals("1");
    }

    /// Whether a sub-process begins by an event.
    static boolean isTriggered(Element element) {
        return isArea(element) && isTrue(element, "triggeredByEvent");
    }

    static boolean compensates(Element event) {
        return Dom.is(event, Namespaces.BPMN, "boundaryEvent")
                && eventDefinitions(event).stream()
                        .anyMatch(d -> Dom.local(d).equals("compensateEventDefinition"));
    }

    /// Tells the edges among [#nodesAndEdges].
    static boolean isEdge(Element element) {
        return Dom.local(element).equals("sequenceFlow") || isAssociation(element);
    }

    static boolean isAssociation(Element element) {
        return Dom.local(element).equals("association");
    }

    static List<Element> nodes(Element process) {
        return nodesAndEdges(process).stream().filter(element -> !isEdge(element)).toList();
    }

    static List<Element> edges(Element process) {
        return nodesAndEdges(process).stream().filter(Flow::isEdge).toList();
    }

    static List<Element> planes(Element definitions) {
        return Dom.children(definitions, Namespaces.BPMNDI, "BPMNDiagram").stream()
                .flatMap(diagram -> Dom.children(diagram, Namespaces.BPMNDI, "BPMNPlane").stream())
                .toList();
    }

    /// Every shape and edge of every diagram.
    static List<Element> drawn(Element definitions) {
        return planes(definitions).stream()
                .flatMap(plane -> Dom.children(plane).stream())
                .filter(element -> Namespaces.BPMNDI.equals(element.getNamespaceURI()))
                .toList();
    }

    static List<Element> eventDefinitions(Element event) {
        return Dom.children(event).stream()
                .filter(child ->
                        Dom.isBpmn(child)
                                && (Dom.local(child).endsWith("EventDefinition")
                                        || Dom.local(child).equals("eventDefinitionRef")))
                .toList();
    }
}
