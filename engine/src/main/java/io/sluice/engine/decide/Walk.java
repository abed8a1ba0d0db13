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
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    private final ArrayDeque<Edge> tokens = new ArrayDeque<>();
    private int passed;

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
    void leave(NodeId node) {
        graph.outgoing(node).forEach(tokens::addLast);
        if (graph.outgoing(node).isEmpty()) {
            emit(new Event.PathEnded(node, "no way out"));
        }
    }

    void take(Edge edge) {
        tokens.addLast(edge);
    }

    /// Moves until nothing moves, then ends what has come to its end.
    void settle() {
        do {
            move();
        } while (moving() && Joins.release(this));
        if (run.status() == RunStatus.CANCELING) {
            Canceling.proceed(this);
        } else if (run.status() == RunStatus.RUNNING) {
            if (Trials.over(run)) {
                Trials.stop(this);
            }
            if (run.steps().isEmpty()) {
                end();
            }
        }
    }

    private boolean moving() {
        return run.status() == RunStatus.RUNNING && !Trials.over(run);
    }

    private void move() {
        while (!tokens.isEmpty() && moving()) {
            var edge = tokens.removeFirst();
            emit(new Event.EdgeTaken(edge.id()));
            enter(graph.node(edge.to()), Optional.of(edge));
        }
    }

    /// Ends every path; a change under way is waited for.
    void stopAll(Node.End end, Optional<Failure> failure) {
        tokens.clear();
        for (var step : List.copyOf(run.steps().values())) {
            if (!step.abandoned()) {
                stop(step, "stopped by '" + end.id() + "'");
            }
        }
        emit(new Event.PathsStopped(end.id(), failure));
    }

    private void stop(Step step, String why) {
        if (Effects.unsettled(step)) {
            emit(new Event.StepAbandoned(step.id(), step.node()));
        } else {
            close(step, why);
        }
    }

    private void end() {
        if (run.failure().isPresent()) {
            emit(new Event.RunFailed(run.failure().get(), now));
            return;
        }
        if (run.arrivals().isEmpty() || dry() || Trials.over(run)) {
            emit(new Event.RunCompleted(now));
            return;
        }
        var join = new TreeMap<>(run.arrivals()).firstKey();
        park(
                graph.node(join),
                Incident.Kind.FAILED,
                "join.starved",
                "Expected a token on every way into join '"
                        + join
                        + "', but no path is left that could bring one; skip it to go on, and check"
                        + " which branch can end before the join.");
    }

    void enter(Node node, Optional<Edge> by) {
        var bound = boundReached(node);
        if (bound.isPresent()) {
            park(node, Incident.Kind.LIMIT, "engine.limit", bound.get());
            return;
        }
        passed++;
        try {
            entering.enter(this, node, by);
        } catch (ExpressionFailure failure) {
            park(node, Incident.Kind.FAILED, "expression.failed", failure.getMessage());
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
    void park(Node node, Incident.Kind kind, String code, String message) {
        var step = step(node, new Doing.Enter(now));
        emit(new Event.StepEntered(step.withoutTimers()));
        raise(step, kind, Failure.permanent(code, "USER", message));
    }

    void raise(Step step, Incident.Kind kind, Failure failure) {
        emit(new Event.IncidentRaised(step.id(), step.node(), new Incident(kind, failure, now)));
    }

    /// A step for this node, its clocks set.
    Step step(Node node, Doing doing) {
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
                Optional.empty(),
                Optional.empty());
    }

    /// Opens a step that is the only way on, or one of several that race.
    Step open(Node node, Doing doing, Optional<Step.Race> race) throws ExpressionFailure {
        var plain = step(node, doing).withTimers(entering.timers(this, node));
        var step = race.map(plain::racing).orElse(plain);
        emit(new Event.StepEntered(step));
        return step;
    }

    /// Opens a step whose outcome was given beforehand; the caller says it at once.
    Step give(Node node, String by) {
        var step = step(node, new Doing.Enter(now)).withoutTimers();
        emit(new Event.StepEntered(step));
        emit(new Event.OutcomeGiven(step.id(), step.node(), by));
        return step;
    }

    /// The step is done: its output is kept and its path goes on.
    void complete(Step step, Map<String, @Nullable Object> output) {
        Races.decide(this, step);
        emit(new Event.StepCompleted(step.id(), step.node(), output));
        if (step.undoes().isEmpty() && !step.abandoned()) {
            leave(step.node());
        }
    }

    /// A boundary event takes over.
    void fire(Node.Boundary boundary, Step step, Map<String, @Nullable Object> output) {
        emit(new Event.BoundaryFired(boundary.id(), step.id(), boundary.interrupting(), output));
        if (boundary.interrupting()) {
            Races.decide(this, step);
            close(step, "interrupted by '" + boundary.id() + "'");
        }
        leave(boundary.id());
    }

    /// Ends a step; one whose change is under way is only abandoned, until its outcome is known.
    void close(Step step, String why) {
        emit(
                step.changing()
                        ? new Event.StepAbandoned(step.id(), step.node())
                        : new Event.StepEnded(step.id(), step.node(), why));
    }
}
