package io.sluice.engine.decide;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.expression.ExpressionFailure;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunChange;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.StepId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One decision being made: collects events, applies each at once, and moves tokens until every
/// path waits or has ended.
final class Walk {
    final Graph graph;
    final RunChange run;
    final Instant now;
    private final Entering entering;
    private final Limits limits;
    private final List<Event> events = new ArrayList<>();
    private final ArrayDeque<Token> tokens = new ArrayDeque<>();
    private int passed;

    /// On its way along an edge, in one visit to the area the edge lies in.
    private record Token(Edge edge, Optional<StepId> within) {}

    Walk(Graph graph, RunChange run, Instant now, Entering entering, Limits limits) {
        this.graph = graph;
        this.run = run;
        this.now = now;
        this.entering = entering;
        this.limits = limits;
    }

    void emit(Event event) {
        run.apply(event);
        events.add(event);
        switch (event) {
            case Event.StepCompleted e -> Listening.dismiss(this, e.step());
            case Event.StepEnded e -> Listening.dismiss(this, e.step());
            case Event.StepAbandoned e -> Listening.dismiss(this, e.step());
            default -> {}
        }
    }

    List<Event> events() {
        return events;
    }

    Map<String, @Nullable Object> scope() {
        return Scope.of(run);
    }

    boolean dry() {
        return run.mode() == Mode.DRY_RUN;
    }

    /// Puts a token on every way out of a node.
    void leave(NodeId node, Optional<StepId> within) {
        graph.outgoing(node).forEach(edge -> take(edge, within));
        if (graph.outgoing(node).isEmpty()) {
            emit(new Event.PathEnded(node, "no way out"));
        }
    }

    void take(Edge edge, Optional<StepId> within) {
        tokens.addLast(new Token(edge, within));
    }

    /// Moves until nothing moves, then ends what has come to its end.
    void settle() {
        do {
            move();
        } while (moving()
                && (Joins.release(this) || Compensating.proceed(this) || Areas.finish(this)));
        if (run.status() == RunStatus.CANCELING) {
            Canceling.proceed(this);
        } else if (run.status() == RunStatus.RUNNING) {
            if (Trials.over(run)) {
                Trials.stop(this);
            }
            if (run.steps().values().stream().allMatch(Step::guards)) {
                end();
            }
        }
    }

    private boolean moving() {
        return run.status() == RunStatus.RUNNING && !Trials.over(run);
    }

    private void move() {
        while (!tokens.isEmpty() && moving()) {
            var token = tokens.removeFirst();
            if (token.within().isEmpty() || run.steps().containsKey(token.within().get())) {
                emit(new Event.EdgeTaken(token.edge().id()));
                enter(graph.node(token.edge().to()), Optional.of(token.edge()), token.within());
            }
        }
    }

    /// Ends every path of the run, or of one visit to an area; a change under way is waited for.
    void stopAll(NodeId by, Optional<StepId> within, Optional<Failure> failure) {
        tokens.removeIf(token -> token.within().equals(within));
        for (var step : List.copyOf(run.steps().values())) {
            if (!step.abandoned() && step.within().equals(within)) {
                close(step, "stopped by '" + by + "'");
            }
        }
        emit(new Event.PathsStopped(by, within, failure));
    }

    private void end() {
        for (var guard : List.copyOf(run.steps().values())) {
            close(guard, "the run ends");
        }
        if (run.failure().isPresent()) {
            emit(new Event.RunFailed(run.failure().get(), now));
            return;
        }
        if (run.arrivals().isEmpty() || dry() || Trials.over(run)) {
            emit(new Event.RunCompleted(now));
            return;
        }
        starve(Optional.empty());
    }

    /// No path is left that could bring what a join waits for.
    void starve(Optional<StepId> within) {
        var join =
                run.arrivals().keySet().stream()
                        .filter(spot -> spot.within().equals(within))
                        .map(RunState.Spot::join)
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
        park(
                graph.node(join),
                within,
                Incident.Kind.FAILED,
                "join.starved",
                "Expected a token on every way into join '"
                        + join
                        + "', but no path is left that could bring one; skip it to go on, and check"
                        + " which branch can end before the join.");
    }

    void enter(Node node, Optional<Edge> by, Optional<StepId> within) {
        var bound = boundReached(node);
        if (bound.isPresent()) {
            park(node, within, Incident.Kind.LIMIT, "engine.limit", bound.get());
            return;
        }
        passed++;
        try {
            entering.enter(this, node, by, within);
        } catch (ExpressionFailure failure) {
            park(node, within, Incident.Kind.FAILED, "expression.failed", failure.getMessage());
        }
    }

    private Optional<String> boundReached(Node node) {
        if (passed >= limits.nodesPerDecision()) {
            return Optional.of(
                    "Expected at most "
                            + limits.nodesPerDecision()
                            + " nodes in a row that do not wait; add a wait to the loop.");
        }
        if (run.visits(node.id()) >= limits.visitsPerNode()) {
            return Optional.of(
                    "Expected node '"
                            + node.id()
                            + "' to be entered at most "
                            + limits.visitsPerNode()
                            + " times in one run; check the loop's condition.");
        }
        if (run.eventCount() >= limits.events()) {
            return Optional.of(
                    "Expected at most "
                            + limits.events()
                            + " events in one run; split the work into several runs.");
        }
        if (run.steps().size() >= limits.openSteps()) {
            return Optional.of(
                    "Expected at most "
                            + limits.openSteps()
                            + " open steps in one run; check for a fork inside a loop.");
        }
        return Optional.empty();
    }

    /// Opens a step that cannot go on without a person.
    void park(Node node, Optional<StepId> within, Incident.Kind kind, String code, String message) {
        var step = step(node, within, new Doing.Enter(now));
        emit(new Event.StepEntered(step.withoutTimers()));
        raise(step, kind, Failure.permanent(code, "USER", message));
    }

    void raise(Step step, Incident.Kind kind, Failure failure) {
        emit(new Event.IncidentRaised(step.id(), step.node(), new Incident(kind, failure, now)));
    }

    /// A step for this node, its clocks set.
    Step step(Node node, Optional<StepId> within, Doing doing) {
        return new Step(
                run.nextStep(),
                node.id(),
                run.visits(node.id()) + 1,
                1,
                now,
                doing,
                node instanceof Node.Task task ? task.timeout().map(now::plus) : Optional.empty(),
                Map.of(),
                false,
                Step.Ties.within(within));
    }

    /// Opens a step that is the only way on.
    Step open(Node node, Optional<StepId> within, Doing doing) throws ExpressionFailure {
        return open(node, Step.Ties.within(within), doing);
    }

    /// Opens a step, perhaps one of several that race.
    Step open(Node node, Step.Ties ties, Doing doing) throws ExpressionFailure {
        var step =
                step(node, ties.within(), doing)
                        .withTies(ties)
                        .withTimers(entering.timers(this, node));
        emit(new Event.StepEntered(step));
        Listening.begin(this, step, entering);
        return step;
    }

    /// Begins to wait for the events that handlers of an area, or of the run, are for.
    void listen(Optional<NodeId> area, Optional<StepId> within) {
        try {
            Listening.begin(this, area, within, entering);
        } catch (ExpressionFailure failure) {
            var node = graph.handlers(area).getFirst();
            park(node, within, Incident.Kind.FAILED, "expression.failed", failure.getMessage());
        }
    }

    /// @throws ExpressionFailure if it cannot be evaluated, or is neither true nor false
    boolean holds(String condition, String what) throws ExpressionFailure {
        return entering.truth(this, condition, what);
    }

    /// Opens a step whose outcome was given beforehand; the caller says it at once.
    Step give(Node node, Optional<StepId> within, String by) {
        var step = step(node, within, new Doing.Enter(now)).withoutTimers();
        emit(new Event.StepEntered(step));
        emit(new Event.OutcomeGiven(step.id(), step.node(), by));
        return step;
    }

    /// The step is done: its output is kept and its path goes on.
    void complete(Step step, Map<String, @Nullable Object> output) {
        Races.decide(this, step);
        emit(new Event.StepCompleted(step.id(), step.node(), output));
        if (step.onPath()) {
            Compensating.promise(this, step);
            if (!(graph.find(step.node()).orElse(null) instanceof Node.Handler)) {
                leave(step.node(), step.within());
            }
        }
    }

    /// A boundary event takes over.
    void fire(Node.Boundary boundary, Step step, Map<String, @Nullable Object> output) {
        emit(new Event.BoundaryFired(boundary.id(), step.id(), boundary.interrupting(), output));
        if (boundary.interrupting()) {
            Races.decide(this, step);
            close(step, "interrupted by '" + boundary.id() + "'");
        }
        leave(boundary.id(), step.within());
    }

    /// Ends a step and all in it; one whose change is under way is only abandoned, until its
    /// outcome is known.
    void close(Step step, String why) {
        if (!run.steps().containsKey(step.id())) {
            return;
        }
        for (var inner : List.copyOf(run.steps().values())) {
            if (inner.within().filter(step.id()::equals).isPresent()) {
                close(inner, why);
            }
        }
        boolean doubtful = run.status() == RunStatus.RUNNING && Effects.unsettled(step);
        emit(
                step.changing() || doubtful
                        ? new Event.StepAbandoned(step.id(), step.node())
                        : new Event.StepEnded(step.id(), step.node(), why));
    }
}
