package io.sluice.bpmn;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/// Says explicitly what foreign files say by the number of ways out: several ways out of anything
/// but a gateway are a fork; one way out of an exclusive gateway is taken always.
final class Splits {
    private final Element process;
    private final List<Node> nodes;
    private final List<Edge> edges;
    private final Map<NodeId, NodeId> within;
    private final Set<NodeId> own;
    private final Findings findings;
    private final Set<String> taken = new HashSet<>();
    private final Map<NodeId, Element> elements = new HashMap<>();

    Splits(
            Element process,
            List<Node> nodes,
            List<Edge> edges,
            Map<NodeId, NodeId> within,
            Set<NodeId> own,
            Findings findings) {
        this.process = process;
        this.nodes = nodes;
        this.edges = edges;
        this.within = within;
        this.own = own;
        this.findings = findings;
    }

    void apply() {
        Dom.tree(process.getOwnerDocument().getDocumentElement())
                .forEach(element -> taken.add(Dom.id(element)));
        Flow.nodesAndEdges(process)
                .forEach(element -> elements.put(new NodeId(Dom.id(element)), element));
        var outgoing = new HashMap<NodeId, List<Edge>>();
        edges.forEach(
                edge -> outgoing.computeIfAbsent(edge.from(), _ -> new ArrayList<>()).add(edge));
        for (var node : List.copyOf(nodes)) {
            if (!own.contains(node.id())) {
                look(node, outgoing.getOrDefault(node.id(), List.of()));
            }
        }
    }

    private void look(Node node, List<Edge> ways) {
        switch (node) {
            case Node.Choice _, Node.AnyChoice _ -> choice(ways);
            case Node.Boundary boundary when Placement.redresses(boundary) -> {}
            case Node.Fork _, Node.Race _, Node.Handler _, Node.End _ -> {}
            case Node.Join join when join.awaits() == Node.Awaits.ACTIVE -> joined(join, ways);
            case Node.Start _,
                    Node.Begin _,
                    Node.Task _,
                    Node.Join _,
                    Node.Wait _,
                    Node.Approval _,
                    Node.Throw _,
                    Node.Compensate _,
                    Node.Call _,
                    Node.Scope _,
                    Node.ForEach _,
                    Node.Boundary _ -> {
                if (ways.size() > 1) {
                    split(node, ways);
                }
            }
        }
    }

    private void choice(List<Edge> ways) {
        if (ways.size() == 1 && ways.getFirst().when().isEmpty()) {
            var only = ways.getFirst();
            edges.replaceAll(edge -> edge.equals(only) ? otherwise(edge) : edge);
            return;
        }
        ways.stream()
                .filter(edge -> edge.when().isEmpty() && !edge.otherwise())
                .forEach(edge ->
                        findings.note(
                                "BPMN_CONDITION_MISSING",
                                Objects.requireNonNull(elements.get(edge.id())),
                                "has no condition and would never be taken; write one or"
                                        + " make it the default."));
    }

    private static Edge otherwise(Edge edge) {
        return new Edge(edge.id(), edge.from(), edge.to(), edge.name(), edge.when(), true);
    }

    /// An inclusive gateway that joins and chooses: the choice comes behind the join.
    private void joined(Node.Join join, List<Edge> ways) {
        if (ways.size() > 1) {
            var choice = new NodeId(Renaming.fresh(join.id() + "_choice", taken));
            behind(join, ways, new Node.AnyChoice(choice, join.name()));
            choice(edges.stream().filter(edge -> edge.from().equals(choice)).toList());
        } else if (ways.size() == 1) {
            var only = ways.getFirst();
            edges.replaceAll(edge ->
                    edge.equals(only)
                            ? new Edge(
                                    edge.id(),
                                    edge.from(),
                                    edge.to(),
                                    edge.name(),
                                    Optional.empty(),
                                    false)
                            : edge);
        }
    }

    private void split(Node node, List<Edge> ways) {
        var fork = new NodeId(Renaming.fresh(node.id() + "_fork", taken));
        behind(node, ways, new Node.Fork(fork, fork.value()));
        findings.note(
                "BPMN_FORK_INSERTED",
                Objects.requireNonNull(elements.get(node.id())),
                "has "
                        + ways.size()
                        + " ways out, which all are taken at once; the fork '"
                        + fork
                        + "' behind it says so.");
    }

    /// Puts a node behind another one, which gets its ways out.
    private void behind(Node node, List<Edge> ways, Node gateway) {
        var way =
                new NodeId(
                        Renaming.fresh(
                                node.id()
                                        + (gateway instanceof Node.Fork
                                                ? "_to_fork"
                                                : "_to_choice"),
                                taken));
        nodes.add(nodes.indexOf(node) + 1, gateway);
        var area = within.get(node.id());
        if (area != null) {
            within.put(gateway.id(), area);
        }
        edges.replaceAll(edge ->
                ways.contains(edge)
                        ? new Edge(
                                edge.id(),
                                gateway.id(),
                                edge.to(),
                                edge.name(),
                                edge.when(),
                                edge.otherwise())
                        : edge);
        edges.add(
                new Edge(way, node.id(), gateway.id(), Optional.empty(), Optional.empty(), false));
    }
}
