package io.sluice.engine.definition;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Where nodes and edges are drawn, in pixels; the origin is top left. Has no meaning for a run.
public record Layout(Map<NodeId, Box> nodes, Map<NodeId, List<Point>> edges) {
    public static final Layout NONE = new Layout(Map.of(), Map.of());

    /// The place and size of a node; sizes of 0 mean the size of its kind.
    public record Box(double x, double y, double width, double height) {}

    /// A bend of an edge.
    public record Point(double x, double y) {}

    public Layout {
        nodes = java.util.Collections.unmodifiableMap(new TreeMap<>(nodes));
        var copy = new TreeMap<NodeId, List<Point>>();
        edges.forEach((id, points) -> copy.put(id, List.copyOf(points)));
        edges = java.util.Collections.unmodifiableMap(copy);
    }
}
