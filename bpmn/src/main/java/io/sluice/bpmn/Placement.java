package io.sluice.bpmn;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.WaitFor;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Workflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What of a document BPMN can show. A draft may hold what no diagram can: a second node of one id,
/// an edge to nowhere or out of an area, a boundary on nothing; these stray and travel in the
/// extension alone. A node in what is no area, or in itself, stands at the top.
///
/// @param nodes in the order of the document
/// @param edges in the order of the document
/// @param nested the area each of these nodes is drawn in
/// @param strayNodes by their index in the document
/// @param strayEdges by their index in the document
record Placement(
        List<Node> nodes,
        List<Edge> edges,
        Nesting nested,
        SortedMap<Integer, Node> strayNodes,
        SortedMap<Integer, Edge> strayEdges) {

    static Placement of(Workflow workflow) {
        var placed = new HashMap<NodeId, Node>();
        workflow.nodes().forEach(node -> placed.putIfAbsent(node.id(), node));
        var ids = new HashSet<>(placed.keySet());
        var result =
                new Placement(
                        new ArrayList<>(),
                        new ArrayList<>(),
                        Nesting.of(placed, workflow.within()),
                        new TreeMap<>(),
                        new TreeMap<>());
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

    private boolean hangs(Node node, Map<NodeId, Node> placed) {
        return !(node instanceof Node.Boundary boundary)
                || (nested.together(boundary.id(), boundary.on())
                        && switch (placed.get(boundary.on())) {
                            case Node.Task _,
                                    Node.Wait _,
                                    Node.Approval _,
                                    Node.Call _,
                                    Node.Scope _,
                                    Node.ForEach _ ->
                                    true;
                            case Node.Start _,
                                    Node.Begin _,
                                    Node.Gateway _,
                                    Node.Throw _,
                                    Node.Compensate _,
                                    Node.Handler _,
                                    Node.Boundary _,
                                    Node.End _ ->
                                    false;
                            case null -> false;
                        });
    }

    private void placeEdges(Workflow workflow, Set<NodeId> ids) {
        var ends = nodes.stream().map(Node::id).collect(Collectors.toSet());
        for (int i = 0; i < workflow.edges().size(); i++) {
            var edge = workflow.edges().get(i);
            if (ends.contains(edge.from())
                    && ends.contains(edge.to())
                    && nested.together(edge.from(), edge.to())
                    && ids.add(edge.id())) {
                edges.add(edge);
            } else {
                strayEdges.put(i, edge);
            }
        }
    }

    /// What stands right in an area, or at the top, in the order of the document.
    List<Node> in(Optional<NodeId> area) {
        return nodes.stream().filter(node -> nested.area(node.id()).equals(area)).toList();
    }

    /// The edges right in an area, or at the top, in the order BPMN asks for: flows, then what only
    /// associates.
    List<Edge> edgesIn(Optional<NodeId> area) {
        var inside = edges.stream().filter(e -> nested.area(e.from()).equals(area)).toList();
        var redressing = redressing();
        var result = new ArrayList<Edge>();
        inside.stream().filter(e -> !redressing.contains(e.from())).forEach(result::add);
        inside.stream().filter(e -> redressing.contains(e.from())).forEach(result::add);
        return result;
    }

    /// The boundary events from which no flow leads but an association.
    Set<NodeId> redressing() {
        return nodes.stream()
                .filter(Placement::redresses)
                .map(Node::id)
                .collect(Collectors.toSet());
    }

    /// Whether a node makes good what another has done.
    boolean redressed(NodeId id) {
        var redressing = redressing();
        return edges.stream().anyMatch(e -> e.to().equals(id) && redressing.contains(e.from()));
    }

    static boolean redresses(Node node) {
        return node instanceof Node.Boundary boundary
                && boundary.event() instanceof Node.BoundaryEvent.OnCompensation;
    }

    /// The beginning of a handler, on which its event is drawn.
    Optional<Node.Begin> begin(NodeId area) {
        return in(Optional.of(area)).stream()
                .filter(Node.Begin.class::isInstance)
                .map(Node.Begin.class::cast)
                .findFirst();
    }

    /// Whether there is a place for what a wait waits for: a wait that boundary events hang on is a
    /// task, which has one for messages only.
    boolean showsEvent(Node.Wait wait) {
        return wait.until() instanceof WaitFor.Message || !hosts(nodes).contains(wait.id());
    }

    /// Whether there is a place for what a handler handles.
    boolean showsEvent(Node.Handler handler) {
        return begin(handler.id()).isPresent();
    }

    /// Whether BPMN can name what is to be undone.
    boolean showsPart(Node.Compensate compensate) {
        return compensate.of().stream()
                .flatMap(of -> nodes.stream().filter(node -> node.id().equals(of)))
                .anyMatch(node ->
                        node instanceof Node.Task
                                || node instanceof Node.Approval
                                || node instanceof Node.Call
                                || node instanceof Node.Area);
    }

    /// Whether a reader finds everything in the order of the document.
    boolean inOrder() {
        var found = reading();
        return found.nodes().equals(nodes.stream().map(Node::id).toList())
                && found.edges().equals(edges.stream().map(Edge::id).toList());
    }

    /// What a reader finds, area by area.
    private Found reading() {
        var found = new Found(new ArrayList<>(), new ArrayList<>());
        collect(Optional.empty(), found);
        return found;
    }

    private record Found(List<NodeId> nodes, List<NodeId> edges) {}

    private void collect(Optional<NodeId> area, Found found) {
        for (var node : in(area)) {
            found.nodes().add(node.id());
            if (node instanceof Node.Area) {
                collect(Optional.of(node.id()), found);
            }
        }
        edgesIn(area).forEach(edge -> found.edges().add(edge.id()));
    }

    /// What the places of the nodes do not say about the areas they are in.
    Map<NodeId, NodeId> untold(Map<NodeId, NodeId> within) {
        var untold = new LinkedHashMap<NodeId, NodeId>();
        var drawn = nodes.stream().map(Node::id).collect(Collectors.toSet());
        within.forEach((id, area) -> {
            if (!drawn.contains(id) || nested.area(id).isEmpty()) {
                untold.put(id, area);
            }
        });
        return untold;
    }
}
