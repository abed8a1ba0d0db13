package io.sluice.engine.decide;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.WaitFor;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.expression.ExpressionFailure;
import io.sluice.engine.expression.Expressions;
import io.sluice.engine.expression.Rendering;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Step.Doing;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What it means to come to a node: one case per kind. A new kind breaks compilation here.
final class Entering {
    private final Expressions expressions;
    private final Rendering rendering;

    Entering(Expressions expressions) {
        this.expressions = expressions;
        rendering = new Rendering(expressions);
    }

    void enter(Walk walk, Node node, Optional<Edge> by) throws ExpressionFailure {
        var pin = Trials.pin(walk, node);
        if (pin.isPresent()) {
            Trials.standIn(walk, node, pin.get());
            return;
        }
        switch (node) {
            case Node.Start start -> pass(walk, start);
            case Node.Task task when task.disabled() ->
                    walk.complete(walk.give(task, "disabled"), Map.of());
            case Node.Task task -> walk.open(task, Doing.Work.begin(walk.now));
            case Node.Choice choice -> choose(walk, choice);
            case Node.Fork fork -> pass(walk, fork);
            case Node.Join join -> join(walk, join, by);
            case Node.Wait wait -> await(walk, wait);
            case Node.Approval approval -> ask(walk, approval);
            case Node.Boundary boundary -> pass(walk, boundary);
            case Node.End end -> {
                walk.emit(new Event.NodePassed(end.id(), ""));
                walk.emit(new Event.PathEnded(end.id(), ""));
            }
        }
    }

    private static void pass(Walk walk, Node node) {
        walk.emit(new Event.NodePassed(node.id(), ""));
        walk.leave(node.id());
    }

    private void choose(Walk walk, Node.Choice choice) throws ExpressionFailure {
        var ways = walk.graph.outgoing(choice.id());
        for (var way : ways) {
            if (!way.otherwise() && holds(walk, way)) {
                walk.emit(new Event.NodePassed(choice.id(), way.when().orElse("")));
                walk.take(way);
                return;
            }
        }
        var otherwise = ways.stream().filter(Edge::otherwise).findFirst();
        if (otherwise.isEmpty()) {
            throw new ExpressionFailure(
                    "Expected one way out of choice '"
                            + choice.id()
                            + "' to hold, none did; add a default edge.");
        }
        walk.emit(new Event.NodePassed(choice.id(), "otherwise"));
        walk.take(otherwise.get());
    }

    private boolean holds(Walk walk, Edge way) throws ExpressionFailure {
        if (way.when().isEmpty()) {
            return false;
        }
        var value = expressions.evaluate(way.when().get(), walk.scope());
        if (value instanceof Boolean holds) {
            return holds;
        }
        throw new ExpressionFailure(
                "Expected condition '"
                        + way.when().get()
                        + "' on edge '"
                        + way.id()
                        + "' to be true or false, it is "
                        + value
                        + ".");
    }

    private static void join(Walk walk, Node.Join join, Optional<Edge> by) {
        if (by.isEmpty()) {
            walk.emit(new Event.JoinPassed(join.id()));
            walk.leave(join.id());
            return;
        }
        walk.emit(new Event.TokenArrived(join.id(), by.get().id()));
        var arrived = walk.run.arrivals().getOrDefault(join.id(), Map.of());
        if (Trials.awaited(walk, join).stream().allMatch(in -> arrived.containsKey(in.id()))) {
            walk.emit(new Event.JoinPassed(join.id()));
            walk.leave(join.id());
        }
    }

    private void await(Walk walk, Node.Wait wait) throws ExpressionFailure {
        if (walk.dry() && !(wait.until() instanceof WaitFor.Condition)) {
            dryWait(walk, wait);
            return;
        }
        switch (wait.until()) {
            case WaitFor.Timer(String duration) ->
                    walk.open(wait, new Doing.Sleep(walk.now.plus(duration(walk, duration))));
            case WaitFor.Until(String instant) ->
                    walk.open(wait, new Doing.Sleep(instant(walk, instant)));
            case WaitFor.Message(String message, String key) ->
                    walk.open(wait, new Doing.Listen(message, text(walk, key)));
            case WaitFor.Condition _ -> walk.open(wait, Doing.Work.begin(walk.now));
        }
    }

    /// A dry run does not wait; it cannot know what a message would have said.
    private static void dryWait(Walk walk, Node.Wait wait) {
        if (wait.until() instanceof WaitFor.Message(String message, String _)) {
            walk.emit(
                    new Event.PathEnded(
                            wait.id(),
                            "A live run would wait here for message '" + message + "'."));
        } else {
            walk.emit(new Event.NodePassed(wait.id(), "A live run would wait here."));
            walk.leave(wait.id());
        }
    }

    private void ask(Walk walk, Node.Approval approval) throws ExpressionFailure {
        var title = text(walk, approval.title());
        var description = text(walk, approval.description());
        Optional<Instant> deadline = Optional.empty();
        if (approval.deadline().isPresent()) {
            deadline = Optional.of(walk.now.plus(duration(walk, approval.deadline().get())));
        }
        var step = walk.open(approval, new Doing.Decide(deadline));
        if (walk.dry()) {
            walk.complete(
                    step,
                    Approvals.output("approved", Actor.ENGINE, "assumed by the dry run", walk.now));
            return;
        }
        walk.emit(
                new Event.ApprovalRequested(
                        step.id(),
                        approval.id(),
                        title,
                        description,
                        approval.approvers(),
                        deadline));
    }

    /// When the boundary timers of a node fire.
    Map<NodeId, Instant> timers(Walk walk, Node node) throws ExpressionFailure {
        var timers = new TreeMap<NodeId, Instant>();
        if (walk.dry()) {
            return timers;
        }
        for (var boundary : walk.graph.boundaries(node.id())) {
            if (boundary.event() instanceof BoundaryEvent.OnTimer(String duration)) {
                timers.put(boundary.id(), walk.now.plus(duration(walk, duration)));
            }
        }
        return timers;
    }

    private Duration duration(Walk walk, String configured) throws ExpressionFailure {
        var text = text(walk, configured);
        try {
            var duration = Duration.parse(text);
            if (!duration.isNegative() && duration.compareTo(Duration.ofDays(3650)) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw new ExpressionFailure(
                    "Expected an ISO-8601 duration such as PT30M, found '" + text + "'.", e);
        }
        throw new ExpressionFailure(
                "Expected a duration between 0 and ten years, found '" + text + "'.");
    }

    private Instant instant(Walk walk, String configured) throws ExpressionFailure {
        var text = text(walk, configured);
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ExpressionFailure(
                    "Expected a moment such as 2026-01-05T10:00:00Z, found '" + text + "'.", e);
        }
    }

    private String text(Walk walk, String configured) throws ExpressionFailure {
        @Nullable Object value = rendering.render(configured, walk.scope());
        return value == null ? "" : value.toString();
    }
}
