package io.sluice.engine.definition;

import io.sluice.engine.value.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One workflow document: meaning (nodes, edges, variables), and apart from it the layout and what
/// a foreign BPMN file brought along. Immutable. It may be invalid: [WorkflowCheck] tells.
///
/// @param name what people call it
/// @param within the area each node stands in; those that are not named stand in none
/// @param layout where things are drawn; no meaning
/// @param foreign what an imported file held that has no meaning here, kept for export
public record Workflow(
        String name,
        String description,
        List<Variable> variables,
        List<Node> nodes,
        List<Edge> edges,
        Map<NodeId, NodeId> within,
        Layout layout,
        Map<String, @Nullable Object> foreign) {
    /// The version of the document format that this engine reads and writes.
    public static final int SCHEMA = 1;

    public Workflow {
        variables = List.copyOf(variables);
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        within = Collections.unmodifiableMap(new TreeMap<>(within));
        foreign = Values.normaliseMap(foreign);
    }

    /// A document without areas.
    public Workflow(
            String name,
            String description,
            List<Variable> variables,
            List<Node> nodes,
            List<Edge> edges,
            Layout layout,
            Map<String, @Nullable Object> foreign) {
        this(name, description, variables, nodes, edges, Map.of(), layout, foreign);
    }

    /// The node of this id, if there is one.
    public Optional<Node> findNode(NodeId id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    /// The starts, in document order.
    public List<Node.Start> starts() {
        return nodes.stream()
                .filter(Node.Start.class::isInstance)
                .map(Node.Start.class::cast)
                .toList();
    }

    /// Nodes by id; of two with one id the first.
    public Map<NodeId, Node> nodesById() {
        return nodes.stream()
                .collect(
                        Collectors.toMap(
                                Node::id,
                                node -> node,
                                (first, second) -> first,
                                LinkedHashMap::new));
    }

    /// Outgoing edges by node id, in document order.
    public Map<NodeId, List<Edge>> outgoing() {
        var result = new LinkedHashMap<NodeId, List<Edge>>();
        edges.forEach(
                edge -> result.computeIfAbsent(edge.from(), _ -> new ArrayList<>()).add(edge));
        return result;
    }

    /// This document with another layout.
    public Workflow withLayout(Layout newLayout) {
        return new Workflow(name, description, variables, nodes, edges, within, newLayout, foreign);
    }
}
