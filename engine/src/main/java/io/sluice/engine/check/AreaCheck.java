package io.sluice.engine.check;

import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Problem;
import io.sluice.engine.definition.Workflow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Checks of areas: what stands in them, where they begin, what leads across their edge, and events
/// that only some areas have.
final class AreaCheck {
    private static final int MOST_ROUNDS = 1_000;
    private static final int MOST_AT_ONCE = 1_000;

    private final Workflow workflow;
    private final Graph graph;
    private final List<Problem> problems = new ArrayList<>();

    AreaCheck(Workflow workflow, Graph graph) {
        this.workflow = workflow;
        this.graph = graph;
    }

    /// Whether every node stands somewhere.
    List<Problem> places() {
        for (var place : workflow.within().entrySet()) {
            if (!(graph.find(place.getValue()).orElse(null) instanceof Node.Area)) {
                error(
                        "NO_SUCH_AREA",
                        place.getKey(),
                        "Expected '"
                                + place.getKey()
                                + "' to stand in a scope, a for-each or a handler; '"
                                + place.getValue()
                                + "' is none.");
            }
        }
        for (var node : workflow.nodes()) {
            if (circles(node.id())) {
                error(
                        "AREA_IN_ITSELF",
                        node.id(),
                        "'" + node.id() + "' stands in itself, by way of what it stands in.");
            }
        }
        return problems;
    }

    private boolean circles(NodeId node) {
        var seen = new HashSet<NodeId>();
        for (var at = Optional.of(node); at.isPresent(); at = graph.area(at.get())) {
            if (!seen.add(at.get())) {
                return true;
            }
        }
        return false;
    }

    /// Everything else; the places are known to be right.
    List<Problem> check() {
        problems.clear();
        edges();
        workflow.nodes().forEach(this::node);
        return problems;
    }

    private void edges() {
        for (var edge : workflow.edges()) {
            if (!graph.area(edge.from()).equals(graph.area(edge.to()))) {
                error(
                        "EDGE_ACROSS",
                        edge.id(),
                        "Expected both ends of this edge in the same area; begin the area with its"
                                + " beginning, and leave it by its own ways out.");
            }
        }
    }

    private void node(Node node) {
        switch (node) {
            case Node.Start start when graph.area(start.id()).isPresent() ->
                    error(
                            "TRIGGER_IN_AREA",
                            start.id(),
                            "Expected triggers at the top; an area starts with a beginning.");
            case Node.Begin begin when graph.area(begin.id()).isEmpty() ->
                    error(
                            "BEGIN_AT_TOP",
                            begin.id(),
                            "Expected a trigger to begin with; a beginning is for areas.");
            case Node.Boundary boundary -> boundary(boundary);
            case Node.Compensate compensate -> compensate(compensate);
            case Node.Scope scope -> {
                area(scope);
                scope.loop()
                        .ifPresent(loop -> between(scope, "/loop/most", loop.most(), MOST_ROUNDS));
            }
            case Node.ForEach each -> {
                area(each);
                between(each, "/atOnce", each.atOnce(), MOST_AT_ONCE);
            }
            case Node.Handler handler -> handler(handler);
            case Node.Start _,
                    Node.Begin _,
                    Node.Task _,
                    Node.Gateway _,
                    Node.Wait _,
                    Node.Approval _,
                    Node.Throw _,
                    Node.Call _,
                    Node.End _ -> {}
        }
    }

    private void between(Node node, String path, int found, int most) {
        if (found < 1 || found > most) {
            problems.add(
                    Problem.error(
                            "CONFIG",
                            node.id(),
                            path,
                            "Expected a number from 1 to " + most + ", found " + found + "."));
        }
    }

    private void area(Node.Area area) {
        long begins =
                graph.in(Optional.of(area.id())).stream()
                        .filter(Node.Begin.class::isInstance)
                        .count();
        if (begins != 1) {
            error(
                    "NO_BEGIN",
                    area.id(),
                    "Expected one beginning in '"
                            + area.name()
                            + "', found "
                            + begins
                            + "; drag one into it, or delete the others.");
        }
    }

    private void handler(Node.Handler handler) {
        area(handler);
        if (handler.event() instanceof BoundaryEvent.OnCompensation) {
            error(
                    "HANDLER_EVENT",
                    handler.id(),
                    "Expected a timer, a message, a signal, an error or an escalation; how a node is"
                            + " made good is said at the node.");
        }
        if (handler.event() instanceof BoundaryEvent.OnError && !handler.interrupting()) {
            error(
                    "ERROR_NOT_INTERRUPTING",
                    handler.id(),
                    "An error event always interrupts; set 'interrupting' to true.");
        }
    }

    private void boundary(Node.Boundary boundary) {
        if (!Objects.equals(graph.area(boundary.id()), graph.area(boundary.on()))) {
            error(
                    "BOUNDARY_ELSEWHERE",
                    boundary.id(),
                    "Expected this event in the same area as the node it hangs on.");
        }
        var host = graph.node(boundary.on());
        if (boundary.event() instanceof BoundaryEvent.OnEscalation
                && !(host instanceof Node.Scope)) {
            error(
                    "ESCALATION_HOST",
                    boundary.id(),
                    "Only a scope has something in it that escalates; hang this event on one.");
        }
        if (boundary.event() instanceof BoundaryEvent.OnCompensation) {
            redress(boundary);
        }
    }

    private void redress(Node.Boundary boundary) {
        var ways = graph.outgoing(boundary.id());
        boolean one =
                ways.size() == 1
                        && graph.node(ways.getFirst().to()) instanceof Node.Task
                        && graph.incoming(ways.getFirst().to()).size() == 1;
        if (!one) {
            error(
                    "REDRESS_TASK",
                    boundary.id(),
                    "Expected one way to one task that makes '"
                            + boundary.on()
                            + "' good and that nothing else leads to.");
        }
    }

    private void compensate(Node.Compensate compensate) {
        if (compensate.of().isEmpty()) {
            return;
        }
        var of = compensate.of().get();
        boolean fits =
                switch (graph.find(of).orElse(null)) {
                    case Node.Task _, Node.Scope _ -> true;
                    case null, default -> false;
                };
        if (!fits) {
            problems.add(
                    Problem.error(
                            "COMPENSATE_OF",
                            compensate.id(),
                            "/of",
                            "Expected a task or a scope whose changes are undone, '"
                                    + of
                                    + "' is none."));
        }
    }

    private void error(String code, NodeId element, String message) {
        problems.add(Problem.error(code, element, "", message));
    }
}
