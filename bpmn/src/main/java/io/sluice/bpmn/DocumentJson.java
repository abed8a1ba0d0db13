package io.sluice.bpmn;

import io.sluice.bpmn.NodeJson.Fields;
import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Layout;
import io.sluice.engine.definition.Layout.Box;
import io.sluice.engine.definition.Layout.Point;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The parts of a document beside its nodes, as the JSON of the process's extension.
final class DocumentJson {
    private DocumentJson() {}

    static List<Object> variables(List<Variable> variables) {
        var result = new ArrayList<Object>();
        for (var variable : variables) {
            var json = new LinkedHashMap<String, @Nullable Object>();
            json.put("name", variable.name());
            json.put("schema", variable.schema());
            json.put("value", variable.value());
            result.add(json);
        }
        return result;
    }

    static List<Variable> variables(Fields in) {
        var result = new ArrayList<Variable>();
        for (var json : in.maps("variables")) {
            var variable = new Fields(json);
            result.add(
                    new Variable(variable.text("name"), variable.map("schema"), json.get("value")));
        }
        return result;
    }

    static Map<String, Object> layout(Layout layout) {
        var nodes = new LinkedHashMap<String, Object>();
        layout.nodes().forEach((id, box) -> nodes.put(id.value(), box(box)));
        var edges = new LinkedHashMap<String, Object>();
        layout.edges()
                .forEach((id, points) ->
                        edges.put(
                                id.value(),
                                points.stream().map(p -> List.of(p.x(), p.y())).toList()));
        var result = new LinkedHashMap<String, Object>();
        result.put("nodes", nodes);
        result.put("edges", edges);
        return result;
    }

    static Layout layout(Fields in) {
        var nodes = new LinkedHashMap<NodeId, Box>();
        in.map("nodes").forEach((id, value) -> nodes.put(new NodeId(id), box(value)));
        var edges = new LinkedHashMap<NodeId, List<Point>>();
        in.map("edges").forEach((id, value) -> edges.put(new NodeId(id), points(value)));
        return new Layout(nodes, edges);
    }

    static List<Double> box(Box box) {
        return List.of(box.x(), box.y(), box.width(), box.height());
    }

    static Box box(@Nullable Object value) {
        var n = numbers(value, 4);
        return new Box(n[0], n[1], n[2], n[3]);
    }

    private static List<Point> points(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            throw new IllegalArgumentException("Expected a list of points in the layout.");
        }
        var result = new ArrayList<Point>();
        for (var item : list) {
            var n = numbers(item, 2);
            result.add(new Point(n[0], n[1]));
        }
        return result;
    }

    private static double[] numbers(@Nullable Object value, int count) {
        if (value instanceof List<?> list
                && list.size() == count
                && list.stream().allMatch(Number.class::isInstance)) {
            return list.stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray();
        }
        throw new IllegalArgumentException("Expected " + count + " numbers in the layout.");
    }

    static List<Object> strayNodes(Placement placement) {
        var result = new ArrayList<Object>();
        placement
                .strayNodes()
                .forEach((at, node) -> {
                    var json = new LinkedHashMap<String, @Nullable Object>();
                    json.put("at", at);
                    json.put("id", node.id().value());
                    json.putAll(NodeJson.write(node));
                    result.add(json);
                });
        return result;
    }

    static List<Object> strayEdges(Placement placement) {
        var result = new ArrayList<Object>();
        placement
                .strayEdges()
                .forEach((at, edge) -> {
                    var json = new LinkedHashMap<String, @Nullable Object>();
                    json.put("at", at);
                    json.put("id", edge.id().value());
                    json.put("from", edge.from().value());
                    json.put("to", edge.to().value());
                    edge.name().ifPresent(name -> json.put("name", name));
                    edge.when().ifPresent(when -> json.put("when", when));
                    json.put("otherwise", edge.otherwise());
                    result.add(json);
                });
        return result;
    }

    /// The order of nodes and edges, for it is not that in which areas hold them.
    static Map<String, Object> order(Placement placement) {
        var result = new LinkedHashMap<String, Object>();
        result.put("nodes", placement.nodes().stream().map(node -> node.id().value()).toList());
        result.put("edges", placement.edges().stream().map(edge -> edge.id().value()).toList());
        return result;
    }

    /// Puts nodes and edges into that order; what it does not name comes last.
    static void restoreOrder(Fields in, List<Node> nodes, List<Edge> edges) {
        if (in.has("order")) {
            var order = new Fields(in.map("order"));
            nodes.sort(Comparator.comparing(node -> node.id().value(), by(order.texts("nodes"))));
            edges.sort(Comparator.comparing(edge -> edge.id().value(), by(order.texts("edges"))));
        }
    }

    private static Comparator<String> by(List<String> ids) {
        var places = new HashMap<String, Integer>();
        ids.forEach(id -> places.putIfAbsent(id, places.size()));
        return Comparator.comparingInt(id -> places.getOrDefault(id, Integer.MAX_VALUE));
    }

    static Map<String, Object> within(Map<NodeId, NodeId> within) {
        var result = new LinkedHashMap<String, Object>();
        within.forEach((id, area) -> result.put(id.value(), area.value()));
        return result;
    }

    /// Adds the areas that no place of a node tells.
    static void restoreWithin(Fields in, Map<NodeId, NodeId> within) {
        if (in.has("within")) {
            var untold = new Fields(in.map("within"));
            untold.json()
                    .keySet()
                    .forEach(id -> within.putIfAbsent(new NodeId(id), new NodeId(untold.text(id))));
        }
    }

    /// Puts the nodes that no diagram shows back at their places.
    static void restoreStrays(Fields in, List<Node> nodes, List<Edge> edges) {
        if (in.has("strayNodes")) {
            for (var json : in.maps("strayNodes")) {
                var stray = new Fields(json);
                var node = NodeJson.read(new NodeId(stray.text("id")), json);
                nodes.add(Math.clamp((long) stray.number("at"), 0, nodes.size()), node);
            }
        }
        if (in.has("strayEdges")) {
            for (var json : in.maps("strayEdges")) {
                var stray = new Fields(json);
                edges.add(Math.clamp((long) stray.number("at"), 0, edges.size()), edge(stray));
            }
        }
    }

    private static Edge edge(Fields in) {
        return new Edge(
                new NodeId(in.text("id")),
                new NodeId(in.text("from")),
                new NodeId(in.text("to")),
                in.has("name") ? Optional.of(in.text("name")) : Optional.empty(),
                in.has("when") ? Optional.of(in.text("when")) : Optional.empty(),
                in.bool("otherwise"));
    }
}
