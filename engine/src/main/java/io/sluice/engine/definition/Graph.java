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

    public List<Edge> outgoing(NodeId node) {
        return outgoing.getOrDefault(node, List.of());
    }

    public List<Edge> incoming(NodeId node) {
        return incoming.getOrDefault(node, List.of());
    }

    /// What a token at this node can come to: the node itself, and all that its ways and boundary
    /// events lead to.
    public Set<NodeId> reachable(NodeId from) {
        var seen = new HashSet<NodeId>();
        var queue = new ArrayDeque<>(List.of(from));
        while (!queue.isEmpty()) {
            var id = queue.remove();
            if (seen.add(id)) {
                outgoing(id).forEach(edge -> queue.add(edge.to()));
                boundaries(id).forEach(boundary -> queue.add(boundary.id()));
            }
        }
        return seen;
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
