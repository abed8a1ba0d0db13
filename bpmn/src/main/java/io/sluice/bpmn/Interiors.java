package io.sluice.bpmn;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Layout.Box;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Places what has no place yet, areas from the inside out: an area is as large as what is in it.
/// One that has a place keeps it, and so does one in which something has a place: it is drawn
/// around that.
final class Interiors {
    private static final double MARGIN = 50;

    private final Map<NodeId, Box> boxes;
    private final Map<Optional<NodeId>, List<Node>> inside = new HashMap<>();
    private final Map<Optional<NodeId>, List<Edge>> ways = new HashMap<>();

    /// Areas that are not where they will be yet, with what was placed in them.
    private final Map<NodeId, Box> floating = new HashMap<>();

    private final Map<NodeId, Shapes.Size> sizes = new HashMap<>();

    /// @param boxes the places there are; the others are added
    Interiors(List<Node> nodes, List<Edge> edges, Nesting nested, Map<NodeId, Box> boxes) {
        this.boxes = boxes;
        nodes.forEach(node -> list(inside, nested.area(node.id())).add(node));
        edges.forEach(edge -> list(ways, nested.area(edge.from())).add(edge));
    }

    private static <T> List<T> list(Map<Optional<NodeId>, List<T>> lists, Optional<NodeId> area) {
        return lists.computeIfAbsent(area, _ -> new ArrayList<>());
    }

    void place() {
        areas(Optional.empty()).forEach(this::measure);
        layers(Optional.empty(), Layers.LEFT, Layers.TOP);
        areas(Optional.empty()).forEach(this::settle);
    }

    private List<NodeId> areas(Optional<NodeId> area) {
        return list(inside, area).stream()
                .filter(Node.Area.class::isInstance)
                .map(Node::id)
                .toList();
    }

    private void layers(Optional<NodeId> area, double left, double top) {
        new Layers(list(inside, area), list(ways, area), sizes).place(boxes, left, top);
    }

    /// Gives an area its place if that is known already, else its size.
    private void measure(NodeId area) {
        var within = Optional.of(area);
        areas(within).forEach(this::measure);
        var own = boxes.get(area);
        if (own != null) {
            layers(within, own.x() + MARGIN, own.y() + MARGIN);
            areas(within).forEach(this::settle);
            return;
        }
        boolean placed = content(within).stream().anyMatch(node -> boxes.containsKey(node.id()));
        layers(within, MARGIN, MARGIN);
        var around = around(content(within));
        if (placed) {
            boxes.put(area, around);
            areas(within).forEach(this::settle);
        } else {
            floating.put(area, around);
            sizes.put(area, new Shapes.Size(around.width(), around.height()));
        }
    }

    private List<Node> content(Optional<NodeId> area) {
        return list(inside, area).stream()
                .filter(node -> !(node instanceof Node.Boundary))
                .toList();
    }

    private Box around(List<Node> nodes) {
        var found =
                nodes.stream().map(node -> Objects.requireNonNull(boxes.get(node.id()))).toList();
        if (found.isEmpty()) {
            return new Box(0, 0, 2 * Shapes.ACTIVITY.width(), 2 * Shapes.ACTIVITY.height());
        }
        double x = found.stream().mapToDouble(Box::x).min().orElse(0) - MARGIN;
        double y = found.stream().mapToDouble(Box::y).min().orElse(0) - MARGIN;
        double right = found.stream().mapToDouble(Shapes::right).max().orElse(0) + MARGIN;
        double bottom = found.stream().mapToDouble(Shapes::bottom).max().orElse(0) + MARGIN;
        return new Box(x, y, right - x, bottom - y);
    }

    /// Moves what is in an area to where the area has come to be.
    private void settle(NodeId area) {
        var was = floating.remove(area);
        if (was != null) {
            var corner = Objects.requireNonNull(boxes.get(area));
            for (var node : content(Optional.of(area))) {
                var box = Objects.requireNonNull(boxes.get(node.id()));
                boxes.put(
                        node.id(),
                        new Box(
                                box.x() + corner.x() - was.x(),
                                box.y() + corner.y() - was.y(),
                                box.width(),
                                box.height()));
            }
            areas(Optional.of(area)).forEach(this::settle);
        }
    }
}
