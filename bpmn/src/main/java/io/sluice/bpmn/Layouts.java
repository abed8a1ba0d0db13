package io.sluice.bpmn;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Layout;
import io.sluice.engine.definition.Layout.Box;
import io.sluice.engine.definition.Layout.Point;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.w3c.dom.Element;

/// Reads the diagram of a file as a layout.
final class Layouts {
    private Layouts() {}

    /// What is drawn of these nodes and edges, and our notes and groups beside them.
    static Layout read(Element process, List<Node> nodes, List<Edge> edges) {
        var shapes = shapes(process);
        for (var area : collapsed(process, shapes)) {
            shapes.remove(Dom.id(area));
            Flow.nodesAndEdges(area).forEach(inside -> shapes.remove(Dom.id(inside)));
        }
        var boxes = new LinkedHashMap<NodeId, Box>();
        for (var node : nodes) {
            Optional.ofNullable(shapes.get(node.id().value()))
                    .flatMap(Layouts::box)
                    .ifPresent(box -> boxes.put(node.id(), box));
        }
        var bends = new LinkedHashMap<NodeId, List<Point>>();
        for (var edge : edges) {
            var points =
                    Optional.ofNullable(shapes.get(edge.id().value()))
                            .map(Layouts::points)
                            .orElse(List.of());
            if (points.size() > 2) {
                bends.put(edge.id(), points.subList(1, points.size() - 1));
            }
        }
        return new ArtifactReading(process, shapes).addTo(new Layout(boxes, bends));
    }

    private static Map<String, Element> shapes(Element process) {
        var shapes = new LinkedHashMap<String, Element>();
        for (var drawn : Flow.drawn(process.getOwnerDocument().getDocumentElement())) {
            Dom.reference(drawn, drawn.getAttribute("bpmnElement"))
                    .ifPresent(id -> shapes.putIfAbsent(id, drawn));
        }
        return shapes;
    }

    /// The sub-processes that are drawn without what is in them, which may be drawn elsewhere.
    static List<Element> collapsed(Element process) {
        return collapsed(process, shapes(process));
    }

    private static List<Element> collapsed(Element process, Map<String, Element> shapes) {
        return Flow.nodes(process).stream()
                .filter(Flow::isArea)
                .filter(area -> {
                    var shape = shapes.get(Dom.id(area));
                    return shape != null
                            && !Flow.isTrue(shape, "isExpanded")
                            && Flow.contents(area).stream()
                                    .map(inside -> shapes.get(Dom.id(inside)))
                                    .noneMatch(inside -> inside != null && holds(shape, inside));
                })
                .toList();
    }

    private static boolean holds(Element area, Element inside) {
        var outer = box(area);
        var inner = box(inside);
        return !area.getAttribute("isExpanded").strip().equals("false")
                && outer.isPresent()
                && inner.isPresent()
                && inner.get().x() >= outer.get().x()
                && inner.get().y() >= outer.get().y()
                && Shapes.right(inner.get()) <= Shapes.right(outer.get())
                && Shapes.bottom(inner.get()) <= Shapes.bottom(outer.get());
    }

    static Optional<Box> box(Element shape) {
        return Dom.children(shape, Namespaces.DC, "Bounds").stream()
                .findFirst()
                .map(bounds ->
                        new Box(
                                number(bounds, "x"),
                                number(bounds, "y"),
                                number(bounds, "width"),
                                number(bounds, "height")))
                .filter(box -> Double.isFinite(box.x() + box.y() + box.width() + box.height()));
    }

    private static List<Point> points(Element edge) {
        var result = new ArrayList<Point>();
        for (var waypoint : Dom.children(edge, Namespaces.DI, "waypoint")) {
            var point = new Point(number(waypoint, "x"), number(waypoint, "y"));
            if (Double.isFinite(point.x() + point.y())) {
                result.add(point);
            }
        }
        return result;
    }

    private static double number(Element element, String attribute) {
        try {
            return Double.parseDouble(element.getAttribute(attribute));
        } catch (NumberFormatException _) {
            // The schema also knows INF.
            return Double.NaN;
        }
    }

    /// The layout a document had before it was drawn: of each node and edge that still is where it
    /// was drawn the old entry or none, of each that was moved the new place.
    static Layout merge(
            Layout exact, Layout seen, List<Node> nodes, List<Edge> edges, Nesting nested) {
        var drawn = Drawing.of(nodes, edges, nested, exact).asLayout();
        return new Layout(
                merge(exact.nodes(), seen.nodes(), drawn.nodes()),
                merge(exact.edges(), seen.edges(), drawn.edges()),
                seen.notes(),
                seen.groups());
    }

    private static <V> Map<NodeId, V> merge(
            Map<NodeId, V> exact, Map<NodeId, V> seen, Map<NodeId, V> drawn) {
        var result = new LinkedHashMap<>(exact);
        seen.forEach((id, place) -> {
            if (!Objects.equals(place, drawn.get(id))) {
                result.put(id, place);
            }
        });
        return result;
    }
}
