package io.sluice.bpmn;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Workflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What of a document BPMN can show. A draft may hold what no diagram can: a second node of one id,
/// an edge to nowhere, a boundary on nothing; these stray and travel in the extension alone.
///
/// @param strayNodes by their index in the document
/// @param strayEdges by their index in the document
record Placement(
        List<Node> nodes,
        List<Edge> edges,
        SortedMap<Integer, Node> strayNodes,
        SortedMap<Integer, Edge> strayEdges) {

    static Placement of(Workflow workflow) {
        var placed = new HashMap<NodeId, Node>();
        workflow.nodes().forEach(node -> placed.putIfAbsent(node.id(), node));
        var ids = new HashSet<>(placed.keySet());
        var result =
                new Placement(
                        new ArrayList<>(), new ArrayList<>(), new TreeMap<>(), new TreeMap<>());
        result.placeNodes(workflow, placed);
        result.placeEdges(workflow, ids);
        return result;
    }

    /// The nodes that boundary events hang on.
    static Set<NodeId> hosts(List<Node> nodes) {
        return nodes.stream()
                .filter(Node.Boundary.class::isInstance)
                .map(node -> ((Node.Boundary) node).on())
                .collect(Collectors.toSet());
    }

    private void placeNodes(Workflow workflow, Map<NodeId, Node> placed) {
        var taken = new HashSet<NodeId>();
        for (int i = 0; i < workflow.nodes().size(); i++) {
            var node = workflow.nodes().get(i);
            if (taken.add(node.id()) && hangs(node, placed)) {
                nodes.add(node);
            } else {
                strayNodes.put(i, node);
            }
        }
    }

    private static boolean hangs(Node node, Map<NodeId, Node> placed) {
        return !(node instanceof Node.Boundary boundary)
                || switch (placed.get(boundary.on())) {
                    case Node.Task _, Node.Wait _, Node.Approval _ -> true;
                    case Node.Start _,
                            Node.Choice _,
                            Node.AnyChoice _,
                            Node.Fork _,
                            Node.Race _,
                            Node.Join _,
                            Node.Boundary _,
                            Node.End _ ->
                            false;
                    case null -> false;
                };
    }

    private void placeEdges(Workflow workflow, Set<NodeId> ids) {
        var ends = nodes.stream().map(Node::id).collect(Collectors.toSet());
        for (int i = 0; i < workflow.edges().size(); i++) {
            var edge = workflow.edges().get(i);
            if (ends.contains(edge.from()) && ends.contains(edge.to()) && ids.add(edge.id())) {
                edges.add(edge);
            } else {
                strayEdges.put(i, edge);
            }
        }
    }
}
