package io.sluice.bpmn;

import io.sluice.engine.definition.Layout.Box;
import io.sluice.engine.definition.Node;
import java.util.Comparator;
import org.camunda.bpm.model.bpmn.instance.Definitions;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnDiagram;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;

/// Writes the diagram: a shape for every node and artifact, an edge for every edge.
record DiagramWriting(Elements elements, Definitions definitions, ArtifactWriting artifacts) {

    void write(String processId, Placement placement, Drawing drawing) {
        var diagram =
                elements.add(definitions, BpmnDiagram.class, Namespaces.GENERATED + "diagram");
        var plane = elements.add(diagram, BpmnPlane.class, Namespaces.GENERATED + "plane");
        plane.setAttributeValue("bpmnElement", processId);
        artifacts.drawGroups(plane, drawing);
        // What is in an area lies above it.
        var inward =
                placement.nodes().stream()
                        .sorted(Comparator.comparingInt(n -> placement.nested().depth(n.id())))
                        .toList();
        for (var node : inward) {
            shape(plane, node, drawing.box(node.id()));
        }
        for (var edge : placement.edges()) {
            var drawn =
                    elements.add(plane, BpmnEdge.class, Namespaces.GENERATED + "edge-" + edge.id());
            drawn.setAttributeValue("bpmnElement", edge.id().value());
            for (var point : drawing.way(edge.id())) {
                var waypoint = elements.add(drawn, Waypoint.class, "");
                waypoint.setX(point.x());
                waypoint.setY(point.y());
            }
        }
        artifacts.drawNotes(plane);
    }

    private void shape(BpmnPlane plane, Node node, Box box) {
        var shape =
                elements.add(plane, BpmnShape.class, Namespaces.GENERATED + "shape-" + node.id());
        shape.setAttributeValue("bpmnElement", node.id().value());
        if (node instanceof Node.Choice) {
            shape.setMarkerVisible(true);
        }
        if (node instanceof Node.Area) {
            shape.setExpanded(true);
        }
        bounds(elements, shape, box);
    }

    static void bounds(Elements elements, BpmnShape shape, Box box) {
        var bounds = elements.add(shape, Bounds.class, "");
        bounds.setX(box.x());
        bounds.setY(box.y());
        bounds.setWidth(box.width());
        bounds.setHeight(box.height());
    }
}
