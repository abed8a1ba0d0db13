package io.sluice.bpmn;

import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/// Finds the flow of a process and its drawing in an XML tree.
final class Flow {
    private static final Set<String> OTHER_ELEMENTS = Set.of("documentation", "extensionElements");

    private Flow() {}

    static List<Element> nodesAndEdges(Element process) {
        return Dom.children(process).stream()
                .filter(child ->
                        Dom.isBpmn(child)
                                && !OTHER_ELEMENTS.contains(Dom.local(child))
                                && !Ranks.PROCESS.contains(Dom.local(child)))
                .toList();
    }

    static List<Element> nodes(Element process) {
        return nodesAndEdges(process).stream()
                .filter(element -> !"sequenceFlow".equals(Dom.local(element)))
                .toList();
    }

    static List<Element> edges(Element process) {
        return Dom.children(process, Namespaces.BPMN, "sequenceFlow");
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
