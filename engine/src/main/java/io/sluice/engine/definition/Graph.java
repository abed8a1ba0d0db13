package io.sluice.engine.definition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A workflow with the look-ups that walking it needs, made once per version.
public final class Graph {
    private final Workflow workflow;
    private final Map<NodeId, Node> nodes;
    private final Map<NodeId, Edge> edges = new HashMap<>();
    private final Map<NodeId, List<Edge>> outgoing;
    private final Map<NodeId, List<Edge>> incoming = new HashMap<>();
    private final Map<NodeId, List<Node.Boundary>> boundaries = new HashMap<>();
    private final Map<Optional<NodeId>, List<Node>> inside = new HashMap<>();

    public Graph(Workflow workflow) {
        this.workflow = workflow;
        nodes = workflow.nodesById();
        outgoing = workflow.outgoing();
        for (var edge : workflow.edges()) {
            edges.put(edge.id(), edge);
            incoming.computeIfAbsent(edge.to(), _ -> new ArrayList<>()).add(edge);
        }
        for (var node : workflow.nodes()) {
            if (node instanceof Node.Boundary boundary) {
                boundaries.computeIfAbsent(boundary.on(), _ -> new ArrayList<>()).add(boundary);
            }
            inside.computeIfAbsent(area(node.id()), _ -> new ArrayList<>()).add(node);
        }
    }

    public Workflow workflow() {
        return workflow;
    }

    /// @throws IllegalArgumentException if there is none: the document was never checked
    public Node node(NodeId id) {
        return find(id).orElseThrow(() ->
                new IllegalArgumentException(
                        "Expected a node '" + id + "' in the workflow, found none."));
    }

    public Optional<Node> find(NodeId id) {
        return Optional.ofNullable(nodes.get(id));
    }

    public Optional<Edge> findEdge(NodeId id) {
        return Optional.ofNullable(edges.get(id));
    }

    /// The area a node stands in; empty at the top.
    public Optional<NodeId> area(NodeId node) {
        return Optional.ofNullable(workflow.within().get(node));
    }

    /// Whether a node stands in this area, or in one that does. (A document that was never checked
    /// may have areas in a circle.)
    public boolean inside(NodeId node, NodeId area) {
        var seen = new HashSet<NodeId>();
        var at = area(node);
        while (at.isPresent() && seen.add(at.get())) {
            if (at.get().equals(area)) {
                return true;
            }
            at = area(at.get());
        }
        return false;
    }

    /// What stands right in an area, or at the top, in document order.
    public List<Node> in(Optional<NodeId> area) {
        return inside.getOrDefault(area, List.of());
    }

    /// Where an area begins, if it has a beginning.
    public Optional<Node.Begin> begin(NodeId area) {
        return in(Optional.of(area)).stream()
                .filter(Node.Begin.class::isInstance)
                .map(Node.Begin.class::cast)
                .findFirst();
    }

    /// What begins when an event happens in an area or at the top, in document order.
    public List<Node.Handler> handlers(Optional<NodeId> area) {
        return in(area).stream()
                .filter(Node.Handler.class::isInstance)
                .map(Node.Handler.class::cast)
                .toList();
    }

    /// Whether a node only makes good what another has done: an event for that leads to it.
    public boolean redresses(NodeId node) {
        return incoming(node).stream()
                .anyMatch(edge ->
                        nodes.get(edge.from()) instanceof Node.Boundary boundary
                                && boundary.event() instanceof Node.BoundaryEvent.OnCompensation);
    }

    public List<Edge> outgoing(NodeId node) {
        return outgoing.getOrDefault(node, List.of());
    }

    public List<Edge> incoming(NodeId node) {
        return incoming.getOrDefault(node, List.of());
    }

    /// What a token at this node can come to: the node itself, and all that its ways, its boundary
    /// events, what is in it and what it is in lead to.
    public Set<NodeId> reachable(NodeId from) {
        var seen = new HashSet<NodeId>();
        var left = new HashSet<NodeId>();
        var queue = new ArrayDeque<>(List.of(from));
        while (!queue.isEmpty()) {
            var id = queue.remove();
            if (seen.add(id)) {
                queue.addAll(next(id));
                area(id).filter(left::add).ifPresent(area -> queue.addAll(around(area)));
            }
        }
        return seen;
    }

    /// What follows on the end of an area, or on an event in it, up to the top.
    private List<NodeId> around(NodeId area) {
        var around = new ArrayList<NodeId>();
        var seen = new HashSet<NodeId>();
        var at = Optional.of(area);
        while (at.isPresent() && seen.add(at.get())) {
            outgoing(at.get()).forEach(edge -> around.add(edge.to()));
            boundaries(at.get()).forEach(boundary -> around.add(boundary.id()));
            handlers(at).forEach(handler -> around.add(handler.id()));
            at = area(at.get());
        }
        return around;
    }

    /// Where one goes on from a node: its ways, its boundary events, and where it begins inside.
    public List<NodeId> next(NodeId node) {
        var next = new ArrayList<NodeId>();
        outgoing(node).forEach(edge -> next.add(edge.to()));
        boundaries(node).forEach(boundary -> next.add(boundary.id()));
        begin(node).ifPresent(begin -> next.add(begin.id()));
        handlers(Optional.of(node)).forEach(handler -> next.add(handler.id()));
        return next;
    }

    /// The nodes from which a token can come to this edge without passing `around`.
    public Set<NodeId> upstream(Edge edge, NodeId around) {
        var seen = new HashSet<NodeId>();
        var queue = new ArrayDeque<>(List.of(edge.from()));
        while (!queue.isEmpty()) {
            var id = queue.remove();
            if (!id.equals(around) && seen.add(id)) {
                incoming(id).forEach(in -> queue.add(in.from()));
                if (nodes.get(id) instanceof Node.Boundary boundary) {
                    queue.add(boundary.on());
                }
            }
        }
        return seen;
    }

    /// The boundary events that hang on a node, in document order.
    public List<Node.Boundary> boundaries(NodeId node) {
        return boundaries.getOrDefault(node, List.of());
    }
}
