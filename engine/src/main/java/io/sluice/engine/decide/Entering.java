package io.sluice.engine.decide;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.Ending;
import io.sluice.engine.definition.Node.WaitFor;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.expression.ExpressionFailure;
import io.sluice.engine.expression.Expressions;
import io.sluice.engine.expression.Rendering;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
            case Node.Task task -> walk.open(task, Doing.Work.begin(walk.now), Optional.empty());
            case Node.Choice choice -> choose(walk, choice);
            case Node.AnyChoice choice -> chooseAny(walk, choice);
            case Node.Fork fork -> pass(walk, fork);
            case Node.Join join -> Joins.arrive(walk, join, by);
            case Node.Race race -> Races.begin(walk, race, this);
            case Node.Wait _, Node.Approval _ -> await(walk, node, Optional.empty());
            case Node.Boundary boundary -> pass(walk, boundary);
            case Node.End end -> end(walk, end);
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

    private void chooseAny(Walk walk, Node.AnyChoice choice) throws ExpressionFailure {
        var ways = walk.graph.outgoing(choice.id());
        var taken = new ArrayList<Edge>();
        for (var way : ways) {
            if (!way.otherwise() && holds(walk, way)) {
                taken.add(way);
            }
        }
        if (taken.isEmpty()) {
            ways.stream().filter(Edge::otherwise).forEach(taken::add);
        }
        if (taken.isEmpty()) {
            throw new ExpressionFailure(
                    "Expected at least one way out of choice '"
                            + choice.id()
                            + "' to hold, none did; add a default edge.");
        }
        walk.emit(
                new Event.NodePassed(
                        choice.id(),
                        taken.stream()
                                .map(way -> way.when().orElse("otherwise"))
                                .collect(Collectors.joining("; "))));
        taken.forEach(walk::take);
    }

    private void end(Walk walk, Node.End end) throws ExpressionFailure {
        var failure =
                end.as() instanceof Ending.Fail(String code, String message)
                        ? Optional.of(Failure.permanent(code, "USER", text(walk, message)))
                        : Optional.<Failure>empty();
        walk.emit(new Event.NodePassed(end.id(), ""));
        walk.emit(new Event.PathEnded(end.id(), failure.map(Failure::code).orElse("")));
        if (!(end.as() instanceof Ending.Plain)) {
            walk.stopAll(end, failure);
        }
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

    /// Comes to a wait or an approval, perhaps with others in a race.
    void await(Walk walk, Node node, Optional<Step.Race> race) throws ExpressionFailure {
        switch (node) {
            case Node.Wait wait -> wait(walk, wait, race);
            case Node.Approval approval -> ask(walk, approval, race);
            default ->
                    throw new ExpressionFailure(
                            "Expected a wait or an approval behind a race, found '"
                                    + node.id()
                                    + "'.");
        }
    }

    private void wait(Walk walk, Node.Wait wait, Optional<Step.Race> race)
            throws ExpressionFailure {
        if (walk.dry() && !(wait.until() instanceof WaitFor.Condition)) {
            dryWait(walk, wait);
            return;
        }
        switch (wait.until()) {
            case WaitFor.Timer(String duration) ->
                    walk.open(wait, new Doing.Sleep(walk.now.plus(duration(walk, duration))), race);
            case WaitFor.Until(String instant) ->
                    walk.open(wait, new Doing.Sleep(instant(walk, instant)), race);
            case WaitFor.Message(String message, String key) ->
                    walk.open(wait, new Doing.Listen(message, text(walk, key)), race);
            case WaitFor.Condition _ -> walk.open(wait, Doing.Work.begin(walk.now), race);
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

    private void ask(Walk walk, Node.Approval approval, Optional<Step.Race> race)
            throws ExpressionFailure {
        var title = text(walk, approval.title());
        var description = text(walk, approval.description());
        Optional<Instant> deadline = Optional.empty();
        if (approval.deadline().isPresent()) {
            deadline = Optional.of(walk.now.plus(duration(walk, approval.deadline().get())));
        }
        var step = walk.open(approval, new Doing.Decide(deadline), race);
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
