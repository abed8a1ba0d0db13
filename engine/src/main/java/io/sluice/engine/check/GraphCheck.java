package io.sluice.engine.check;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Problem;
import io.sluice.engine.definition.Workflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks of the graph alone: ids, ends of edges, ways in and out per kind, what can be reached,
/// and loops that never wait.
final class GraphCheck {
    private static final Set<String> STRUCTURAL =
            Set.of(
                    "DUPLICATE_ID",
                    "NO_SUCH_NODE",
                    "NO_SUCH_AREA",
                    "AREA_IN_ITSELF",
                    "DUPLICATE_VARIABLE",
                    "LOOP_WITHOUT_WAIT");

    /// Words of the expression language: no expression can name the output of such a node.
    private static final Set<String> RESERVED =
            Set.of(
                    "as",
                    "break",
                    "const",
                    "continue",
                    "else",
                    "false",
                    "for",
                    "function",
                    "if",
                    "import",
                    "in",
                    "let",
                    "loop",
                    "namespace",
                    "null",
                    "package",
                    "return",
                    "true",
                    "var",
                    "void",
                    "while");

    private final Workflow workflow;
    private final Graph graph;
    private final List<Problem> problems = new ArrayList<>();

    GraphCheck(Workflow workflow) {
        this.workflow = workflow;
        graph = new Graph(workflow);
    }

    /// Whether a problem makes the graph unfit for looking at what flows through it.
    static boolean structural(Problem problem) {
        return STRUCTURAL.contains(problem.code());
    }

    List<Problem> check() {
        ids();
        edges();
        var areas = new AreaCheck(workflow, graph);
        if (problems.isEmpty()) {
            problems.addAll(areas.places());
        }
        if (problems.isEmpty()) {
            if (workflow.starts().isEmpty()) {
                problems.add(
                        Problem.error(
                                "NO_TRIGGER",
                                "Expected at least one trigger to begin with, found none; drag one"
                                        + " from the palette."));
            }
            workflow.nodes().forEach(this::nameable);
            workflow.nodes().forEach(this::ways);
            problems.addAll(areas.check());
            reachable();
            loops();
        }
        return problems;
    }

    private void ids() {
        var seen = new HashSet<NodeId>();
        for (var node : workflow.nodes()) {
            if (!seen.add(node.id())) {
                duplicate(node.id());
            }
        }
        for (var edge : workflow.edges()) {
            if (!seen.add(edge.id())) {
                duplicate(edge.id());
            }
        }
        var names = new HashSet<String>();
        for (var variable : workflow.variables()) {
            if (!NodeId.FORM.matcher(variable.name()).matches() || !names.add(variable.name())) {
                problems.add(
                        Problem.error(
                                "DUPLICATE_VARIABLE",
                                "Expected each variable to have a name of its own made of letters,"
                                        + " digits and '_', found '"
                                        + variable.name()
                                        + "'."));
            }
        }
    }

    private void duplicate(NodeId id) {
        error(
                "DUPLICATE_ID",
                id,
                "Expected each id once in the document, found '" + id + "' again; rename one.");
    }

    private void nameable(Node node) {
        if (RESERVED.contains(node.id().value())) {
            error(
                    "RESERVED_ID",
                    node.id(),
                    "Expected an id that is no word of the expression language, found '"
                            + node.id()
                            + "'; rename the node.");
        }
    }

    private void edges() {
        for (var edge : workflow.edges()) {
            for (var end : List.of(edge.from(), edge.to())) {
                if (graph.find(end).isEmpty()) {
                    error(
                            "NO_SUCH_NODE",
                            edge.id(),
                            "Expected a node '" + end + "' at the end of this edge, found none.");
                }
            }
        }
        for (var node : workflow.nodes()) {
            if (node instanceof Node.Boundary boundary && graph.find(boundary.on()).isEmpty()) {
                error(
                        "NO_SUCH_NODE",
                        boundary.id(),
                        "Expected a node '" + boundary.on() + "' for this event to hang on.");
            }
        }
    }

    private void ways(Node node) {
        var in = graph.incoming(node.id());
        var out = graph.outgoing(node.id());
        switch (node) {
            case Node.Start _ -> {
                none(node, in, "A trigger has no way in; it begins the run.");
                some(node, out);
            }
            case Node.Begin _ -> {
                none(node, in, "A beginning has no way in; its area is entered here.");
                some(node, out);
            }
            case Node.Boundary boundary -> {
                none(node, in, "A boundary event has no way in; it hangs on its node.");
                some(node, out);
                host(boundary);
            }
            case Node.Handler _ -> {
                none(node, in, "What handles an event has no way in; its event begins it.");
                none(node, out, "What handles an event has no way out; it ends within itself.");
            }
            case Node.End _ -> none(node, out, "An end has no way out.");
            case Node.Choice _, Node.AnyChoice _ -> choice(node, out);
            case Node.Join _ -> {
                if (in.size() < 2) {
                    warn("JOIN_OF_ONE", node, "A join waits for several ways in; this has one.");
                }
                some(node, out);
            }
            case Node.Fork _ -> {
                if (out.size() < 2) {
                    warn("FORK_OF_ONE", node, "A fork goes several ways; this goes one.");
                }
                some(node, out);
            }
            case Node.Race _ -> race(node, out);
            case Node.Task task when graph.redresses(task.id()) ->
                    none(node, out, "What makes another node good has no way out.");
            case Node.Task _,
                    Node.Wait _,
                    Node.Approval _,
                    Node.Throw _,
                    Node.Call _,
                    Node.Compensate _,
                    Node.Scope _,
                    Node.ForEach _ ->
                    some(node, out);
        }
        if (!(node instanceof Node.Choice || node instanceof Node.AnyChoice)) {
            plain(out);
        }
    }

    private void host(Node.Boundary boundary) {
        switch (graph.node(boundary.on())) {
            case Node.Task _,
                    Node.Wait _,
                    Node.Approval _,
                    Node.Call _,
                    Node.Scope _,
                    Node.ForEach _ -> {}
            case Node.Start _,
                    Node.Begin _,
                    Node.Gateway _,
                    Node.Throw _,
                    Node.Compensate _,
                    Node.Handler _,
                    Node.Boundary _,
                    Node.End _ ->
                    error(
                            "BOUNDARY_HOST",
                            boundary.id(),
                            "Expected this event to hang on what takes time: a task, a wait, an"
                                    + " approval, a call, a scope or a for-each.");
        }
        if (boundary.event() instanceof BoundaryEvent.OnError && !boundary.interrupting()) {
            error(
                    "ERROR_NOT_INTERRUPTING",
                    boundary.id(),
                    "An error event always interrupts; set 'interrupting' to true.");
        }
    }

    private void choice(Node choice, List<Edge> out) {
        some(choice, out);
        long defaults = out.stream().filter(Edge::otherwise).count();
        if (defaults > 1) {
            error(
                    "SECOND_DEFAULT",
                    choice.id(),
                    "Expected one default way at most, found " + defaults + ".");
        }
        if (defaults == 0) {
            problems.add(
                    Problem.warning(
                            "NO_DEFAULT",
                            choice.id(),
                            "",
                            "When no condition holds the run stops here with an incident; add a"
                                    + " default way."));
        }
        for (var edge : out) {
            if (!edge.otherwise() && edge.when().isEmpty()) {
                error(
                        "NO_CONDITION",
                        edge.id(),
                        "Expected a condition, or 'default', on each way out of a choice.");
            }
            if (edge.otherwise() && edge.when().isPresent()) {
                error("CONDITION_ON_DEFAULT", edge.id(), "The default way has no condition.");
            }
        }
    }

    private void race(Node race, List<Edge> out) {
        some(race, out);
        if (out.size() == 1) {
            warn("RACE_OF_ONE", race, "A race waits for the first of several; this has one.");
        }
        for (var edge : out) {
            var target = graph.node(edge.to());
            if (!(target instanceof Node.Wait || target instanceof Node.Approval)) {
                error(
                        "RACE_TARGET",
                        edge.id(),
                        "Expected a wait or an approval right behind a race, found '"
                                + target.name()
                                + "'; put a wait in between.");
            } else if (graph.incoming(edge.to()).size() > 1) {
                error(
                        "RACE_TARGET_SHARED",
                        edge.id(),
                        "Expected what waits in a race to have no other way in; '"
                                + target.name()
                                + "' has one.");
            }
        }
    }

    private void plain(List<Edge> out) {
        for (var edge : out) {
            if (edge.when().isPresent() || edge.otherwise()) {
                error(
                        "CONDITION_OUTSIDE_CHOICE",
                        edge.id(),
                        "Only ways out of a choice have conditions; put a choice in between.");
            }
        }
    }

    private void none(Node node, List<Edge> ways, String message) {
        ways.forEach(edge -> error("WAY_NOT_ALLOWED", edge.id(), message + " (" + node.id() + ")"));
    }

    private void some(Node node, List<Edge> out) {
        if (out.isEmpty()) {
            error(
                    "NO_WAY_OUT",
                    node.id(),
                    "Expected a way out of '" + node.name() + "'; connect it, if only to an end.");
        }
    }

    private void reachable() {
        var seen = new HashSet<NodeId>();
        var queue = new ArrayDeque<NodeId>();
        workflow.starts().forEach(start -> queue.add(start.id()));
        graph.handlers(Optional.empty()).forEach(handler -> queue.add(handler.id()));
        while (!queue.isEmpty()) {
            var id = queue.remove();
            if (seen.add(id)) {
                queue.addAll(graph.next(id));
            }
        }
        for (var node : workflow.nodes()) {
            if (!seen.contains(node.id())) {
                error(
                        "UNREACHABLE",
                        node.id(),
                        "No trigger leads to '" + node.name() + "'; connect it or delete it.");
            }
        }
    }

    /// A loop of nodes that never wait would spin for ever.
    private void loops() {
        var done = new HashSet<NodeId>();
        for (var node : workflow.nodes()) {
            if (passes(node) && !done.contains(node.id())) {
                follow(node.id(), new HashSet<>(), done);
            }
        }
    }

    private void follow(NodeId from, Set<NodeId> path, Set<NodeId> done) {
        record Visit(NodeId node, java.util.Iterator<Edge> ways) {}
        var stack = new ArrayDeque<Visit>();
        stack.push(new Visit(from, graph.outgoing(from).iterator()));
        path.add(from);
        while (!stack.isEmpty()) {
            var top = stack.peek();
            if (!top.ways().hasNext()) {
                path.remove(top.node());
                done.add(top.node());
                stack.pop();
                continue;
            }
            var edge = top.ways().next();
            if (path.contains(edge.to())) {
                error(
                        "LOOP_WITHOUT_WAIT",
                        edge.id(),
                        "This way closes a loop in which nothing works or waits; put a wait into it.");
            } else if (passes(graph.node(edge.to())) && !done.contains(edge.to())) {
                path.add(edge.to());
                stack.push(new Visit(edge.to(), graph.outgoing(edge.to()).iterator()));
            }
        }
    }

    private static boolean passes(Node node) {
        return (node instanceof Node.Gateway && !(node instanceof Node.Race))
                || node instanceof Node.Throw
                || (node instanceof Node.Task task && task.disabled());
    }

    private void error(String code, NodeId element, String message) {
        problems.add(Problem.error(code, element, "", message));
    }

    private void warn(String code, Node node, String message) {
        problems.add(Problem.warning(code, node.id(), "", message));
    }
}
