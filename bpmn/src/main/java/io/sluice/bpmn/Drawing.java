package io.sluice.bpmn;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Layout;
import io.sluice.engine.definition.Layout.Box;
import io.sluice.engine.definition.Layout.Point;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Where everything is really drawn: the document's own layout, completed for whatever it leaves
/// out. The same document gives the same drawing.
///
/// @param nodes the place of every node
/// @param edges the points of every edge, both ends on the borders of its nodes
record Drawing(Map<NodeId, Box> nodes, Map<NodeId, List<Point>> edges) {

    /// @param nodes nodes with ids of their own, boundaries on nodes among them
    /// @param edges edges between these nodes
    /// @param nested the areas the nodes are drawn in; edges stay within one
    static Drawing of(List<Node> nodes, List<Edge> edges, Nesting nested, Layout layout) {
        var hosts = Placement.hosts(nodes);
        var boxes = new LinkedHashMap<NodeId, Box>();
        for (var node : nodes) {
            var box = layout.nodes().get(node.id());
            if (box != null && finite(box.x(), box.y(), box.width(), box.height())) {
                boxes.put(node.id(), sized(box, Shapes.size(node, hosts.contains(node.id()))));
            }
        }
        new Interiors(nodes, edges, nested, boxes).place();
        BoundaryPlaces.place(nodes, boxes);
        var ways = new LinkedHashMap<NodeId, List<Point>>();
        var routes = new Routes(nodes, boxes);
        for (var edge : edges) {
            ways.put(
                    edge.id(),
                    routes.route(edge, layout.edges().getOrDefault(edge.id(), List.of())));
        }
        return new Drawing(boxes, ways);
    }

    Box box(NodeId node) {
        return Objects.requireNonNull(nodes.get(node));
    }

    List<Point> way(NodeId edge) {
        return Objects.requireNonNull(edges.get(edge));
    }

    /// The layout that somebody who only sees the drawing would write down.
    Layout asLayout() {
        var bends = new LinkedHashMap<NodeId, List<Point>>();
        edges.forEach((id, points) -> {
            if (points.size() > 2) {
                bends.put(id, points.subList(1, points.size() - 1));
            }
        });
        return new Layout(nodes, bends);
    }

    private static boolean finite(double... numbers) {
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                return false;
            }
        }
        return true;
    }

    private static Box sized(Box box, Shapes.Size size) {
        return box.width() > 0 && box.height() > 0
                ? box
                : new Box(box.x(), box.y(), size.width(), size.height());
    }
}
