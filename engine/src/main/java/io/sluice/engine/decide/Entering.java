package io.sluice.engine.decide;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.Ending;
import io.sluice.engine.definition.Node.Thrown;
import io.sluice.engine.definition.Node.WaitFor;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.expression.ExpressionFailure;
import io.sluice.engine.expression.Expressions;
import io.sluice.engine.expression.Rendering;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.StepId;
import io.sluice.engine.value.Values;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What it means to come to a node: one case per kind. A new kind breaks compilation here.
final class Entering {
    /// A longer list is refused by name.
    private static final int MOST_ITEMS = 200_000;

    private final Expressions expressions;
    private final Rendering rendering;

    Entering(Expressions expressions) {
        this.expressions = expressions;
        rendering = new Rendering(expressions);
    }

    void enter(Walk walk, Node node, Optional<Edge> by, Optional<StepId> within)
            throws ExpressionFailure {
        var pin = Trials.pin(walk, node);
        if (pin.isPresent()) {
            Trials.standIn(walk, node, within, pin.get());
            return;
        }
        switch (node) {
            case Node.Start start -> pass(walk, start, within, "");
            case Node.Begin begin -> pass(walk, begin, within, "");
            case Node.Task task when task.disabled() ->
                    walk.complete(walk.give(task, within, "disabled"), Map.of());
            case Node.Task task -> walk.open(task, within, Doing.Work.begin(walk.now));
            case Node.Choice choice -> choose(walk, choice, within);
            case Node.AnyChoice choice -> chooseAny(walk, choice, within);
            case Node.Fork fork -> pass(walk, fork, within, "");
            case Node.Join join -> Joins.arrive(walk, join, by, within);
            case Node.Race race -> Races.begin(walk, race, within, this);
            case Node.Wait _, Node.Approval _ -> await(walk, node, Step.Ties.within(within));
            case Node.Throw thrown -> tell(walk, thrown, within);
            case Node.Compensate _ when walk.dry() ->
                    pass(walk, node, within, "A live run would undo here.");
            case Node.Compensate _ -> walk.open(node, within, new Doing.Compensate(0));
            case Node.Scope scope -> Areas.open(walk, scope, within);
            case Node.Handler handler -> Areas.open(walk, handler, within);
            case Node.ForEach each -> goThrough(walk, each, within);
            case Node.Call call -> call(walk, call, within);
            case Node.Boundary boundary -> pass(walk, boundary, within, "");
            case Node.End end -> end(walk, end, within);
        }
    }

    private static void pass(Walk walk, Node node, Optional<StepId> within, String note) {
        walk.emit(new Event.NodePassed(node.id(), note));
        walk.leave(node.id(), within);
    }

    private void goThrough(Walk walk, Node.ForEach each, Optional<StepId> within)
            throws ExpressionFailure {
        var value = expressions.evaluate(each.items(), walk.scope());
        if (!(value instanceof List<?> items)) {
            throw new ExpressionFailure(
                    "Expected the items of '" + each.id() + "' to be a list, found " + kind(value));
        }
        if (items.size() > MOST_ITEMS) {
            walk.park(
                    each,
                    within,
                    Incident.Kind.LIMIT,
                    "engine.limit",
                    "Expected at most "
                            + MOST_ITEMS
                            + " items for '"
                            + each.id()
                            + "', found "
                            + items.size()
                            + "; split the list.");
            return;
        }
        if (items.isEmpty()) {
            walk.complete(
                    walk.give(each, within, "no items"),
                    Map.of("total", 0L, "done", 0L, "failed", 0L, "results", List.of()));
            return;
        }
        var step = walk.open(each, within, Doing.Work.tend(walk.now, items.size()));
        var group = EffectKey.of(walk.run.id(), each.id(), step.generation());
        walk.emit(
                new Event.ItemsListed(
                        step.id(),
                        group,
                        items.size(),
                        items.stream().map(Values::normalise).toList(),
                        Scope.outer(walk.run)));
        promise(walk, step, group);
    }

    private static String kind(@Nullable Object value) {
        return value == null ? "nothing." : "'" + value.getClass().getSimpleName() + "'.";
    }

    private void call(Walk walk, Node.Call call, Optional<StepId> within) throws ExpressionFailure {
        var input = values(walk, call.input());
        var step = walk.open(call, within, Doing.Work.call(walk.now, input));
        promise(walk, step, EffectKey.of(walk.run.id(), call.id(), step.generation()));
    }

    /// What runs of its own will change is undone by undoing them.
    private static void promise(Walk walk, Step step, EffectKey group) {
        if (!walk.dry()) {
            walk.emit(new Event.RedressPromised(step.id(), step.node(), group, step.node()));
        }
    }

    private void tell(Walk walk, Node.Throw node, Optional<StepId> within)
            throws ExpressionFailure {
        switch (node.what()) {
            case Thrown.Message(String message, String key, var payload) ->
                    send(walk, node, message, text(walk, key), payload);
            case Thrown.Signal(String signal, var payload) ->
                    send(walk, node, Doing.Listen.SIGNAL, signal, payload);
            case Thrown.Escalation(String code) -> {
                if (Catching.escalate(walk, node, code, within)) {
                    return;
                }
            }
        }
        pass(walk, node, within, "");
    }

    /// Out with the run's own commit. The id is the same whenever this visit is decided.
    private void send(
            Walk walk,
            Node.Throw node,
            String message,
            String key,
            Map<String, @Nullable Object> payload)
            throws ExpressionFailure {
        if (walk.dry()) {
            return;
        }
        var id = EffectKey.of(walk.run.id(), node.id(), walk.run.visits(node.id()) + 1);
        walk.emit(
                new Event.MessageThrown(
                        node.id(), id.value(), message, key, values(walk, payload)));
    }

    private void choose(Walk walk, Node.Choice choice, Optional<StepId> within)
            throws ExpressionFailure {
        var ways = walk.graph.outgoing(choice.id());
        for (var way : ways) {
            if (!way.otherwise() && holds(walk, way)) {
                walk.emit(new Event.NodePassed(choice.id(), way.when().orElse("")));
                walk.take(way, within);
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
        walk.take(otherwise.get(), within);
    }

    private void chooseAny(Walk walk, Node.AnyChoice choice, Optional<StepId> within)
            throws ExpressionFailure {
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
        taken.forEach(way -> walk.take(way, within));
    }

    private void end(Walk walk, Node.End end, Optional<StepId> within) throws ExpressionFailure {
        var result = values(walk, end.result());
        switch (end.as()) {
            case Ending.Plain _ -> ended(walk, end, within, result, "");
            case Ending.Terminate _ -> {
                ended(walk, end, within, result, "");
                walk.stopAll(end.id(), within, Optional.empty());
            }
            case Ending.Fail(String code, String message) -> {
                var failure = Failure.permanent(code, "USER", text(walk, message));
                ended(walk, end, within, result, code);
                Catching.fail(walk, end, within, failure);
            }
            case Ending.Verdict(String resource, String pass, String reason) -> {
                var passes = truth(walk, pass, "'pass' of end '" + end.id() + "'");
                walk.emit(
                        new Event.VerdictGiven(
                                end.id(), text(walk, resource), passes, text(walk, reason)));
                ended(walk, end, within, result, passes ? "pass" : "fail");
            }
        }
    }

    private static void ended(
            Walk walk,
            Node.End end,
            Optional<StepId> within,
            Map<String, @Nullable Object> result,
            String note) {
        walk.emit(new Event.NodePassed(end.id(), ""));
        if (!result.isEmpty()) {
            walk.emit(new Event.ResultGiven(within, result));
        }
        walk.emit(new Event.PathEnded(end.id(), note));
    }

    private boolean holds(Walk walk, Edge way) throws ExpressionFailure {
        if (way.when().isEmpty()) {
            return false;
        }
        return truth(
                walk,
                way.when().get(),
                "condition '" + way.when().get() + "' on edge '" + way.id() + "'");
    }

    /// @throws ExpressionFailure if it cannot be evaluated, or is neither true nor false
    boolean truth(Walk walk, String condition, String what) throws ExpressionFailure {
        var value = expressions.evaluate(condition, walk.scope());
        if (value instanceof Boolean holds) {
            return holds;
        }
        throw new ExpressionFailure(
                "Expected " + what + " to be true or false, it is " + value + ".");
    }

    /// Comes to a wait or an approval, perhaps with others in a race.
    void await(Walk walk, Node node, Step.Ties ties) throws ExpressionFailure {
        switch (node) {
            case Node.Wait wait -> wait(walk, wait, ties);
            case Node.Approval approval -> new Asking(this, walk).ask(approval, ties);
            default ->
                    throw new ExpressionFailure(
                            "Expected a wait or an approval behind a race, found '"
                                    + node.id()
                                    + "'.");
        }
    }

    private void wait(Walk walk, Node.Wait wait, Step.Ties ties) throws ExpressionFailure {
        if (walk.dry() && !(wait.until() instanceof WaitFor.Condition)) {
            dryWait(walk, wait, ties.within());
            return;
        }
        switch (wait.until()) {
            case WaitFor.Timer(String duration) ->
                    walk.open(wait, ties, new Doing.Sleep(walk.now.plus(duration(walk, duration))));
            case WaitFor.Until(String instant) ->
                    walk.open(wait, ties, new Doing.Sleep(instant(walk, instant)));
            case WaitFor.Message(String message, String key) ->
                    walk.open(wait, ties, new Doing.Listen(message, text(walk, key)));
            case WaitFor.Signal(String signal) ->
                    walk.open(wait, ties, new Doing.Listen(Doing.Listen.SIGNAL, signal));
            case WaitFor.Condition _ -> walk.open(wait, ties, Doing.Work.begin(walk.now));
        }
    }

    /// A dry run does not wait; it cannot know what a message would have said.
    private static void dryWait(Walk walk, Node.Wait wait, Optional<StepId> within) {
        switch (wait.until()) {
            case WaitFor.Message(String message, String _) ->
                    dryEnd(walk, wait, "message", message);
            case WaitFor.Signal(String signal) -> dryEnd(walk, wait, "signal", signal);
            case WaitFor.Timer _, WaitFor.Until _, WaitFor.Condition _ ->
                    pass(walk, wait, within, "A live run would wait here.");
        }
    }

    private static void dryEnd(Walk walk, Node.Wait wait, String what, String name) {
        walk.emit(
                new Event.PathEnded(
                        wait.id(), "A live run would wait here for " + what + " '" + name + "'."));
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

    Duration duration(Walk walk, String configured) throws ExpressionFailure {
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

    String text(Walk walk, String configured) throws ExpressionFailure {
        @Nullable Object value = rendering.render(configured, walk.scope());
        return value == null ? "" : value.toString();
    }

    /// @throws ExpressionFailure if an expression fails, or what it gives is no map
    private Map<String, @Nullable Object> values(
            Walk walk, Map<String, @Nullable Object> configured) throws ExpressionFailure {
        return configured.isEmpty() ? Map.of() : rendering.render(configured, walk.scope());
    }
}
