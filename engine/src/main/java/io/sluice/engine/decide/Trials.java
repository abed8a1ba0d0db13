package io.sluice.engine.decide;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Refusal;
import io.sluice.engine.run.RunChange;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.Step.Phase;
import io.sluice.engine.run.StepId;
import io.sluice.engine.run.Trial;
import io.sluice.engine.run.Trial.Pin;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a trial changes: pinned nodes are not carried out, it may begin in the middle, and it may
/// end early.
public final class Trials {
    private Trials() {}

    static @Nullable Refusal refusal(Graph graph, Command.StartRun c) {
        if (c.trial().isEmpty()) {
            return null;
        }
        if (c.workflow().version() > 0 && !beginsLater(graph, c.trial().get())) {
            return Decider.refuse(
                    Refusal.Code.BAD_INPUT,
                    "Expected a draft to try, found published version "
                            + c.workflow().version()
                            + "; what is published runs without pins.");
        }
        var amid =
                Stream.concat(c.trial().get().from().stream(), c.trial().get().until().stream())
                        .filter(id -> perItem(graph, id))
                        .findFirst();
        if (amid.isPresent()) {
            return Decider.refuse(
                    Refusal.Code.BAD_INPUT,
                    "Expected a trial to begin and end outside of for-eaches, found '"
                            + amid.get()
                            + "' in one; pin what comes before it instead.");
        }
        return c.trial()
                .get()
                .nodes()
                .filter(id -> graph.find(id).isEmpty())
                .findFirst()
                .map(id ->
                        Decider.refuse(
                                Refusal.Code.BAD_INPUT,
                                "Expected the trial to speak of nodes of the workflow, found '"
                                        + id
                                        + "'."))
                .orElse(null);
    }

    private static boolean perItem(Graph graph, NodeId node) {
        return graph.workflow().nodes().stream()
                .anyMatch(one -> one instanceof Node.ForEach && graph.inside(node, one.id()));
    }

    /// Of what is published a run may begin at a later node; what it comes to is carried out.
    private static boolean beginsLater(Graph graph, Trial trial) {
        if (trial.from().isEmpty() || trial.until().isPresent()) {
            return false;
        }
        var reachable = graph.reachable(trial.from().get());
        return trial.pins().entrySet().stream()
                .allMatch(pin ->
                        pin.getValue() instanceof Pin.Gives && !reachable.contains(pin.getKey()));
    }

    /// What stands in for carrying out this node.
    static Optional<Pin> pin(Walk walk, Node node) {
        return pinnable(node)
                ? walk.run.trial().flatMap(trial -> trial.pin(node.id()))
                : Optional.empty();
    }

    /// Whether this kind of node does something that can be taken for done.
    public static boolean pinnable(Node node) {
        return switch (node) {
            case Node.Task _,
                    Node.Wait _,
                    Node.Approval _,
                    Node.Call _,
                    Node.Scope _,
                    Node.ForEach _ ->
                    true;
            case Node.Start _,
                    Node.Begin _,
                    Node.Gateway _,
                    Node.Throw _,
                    Node.Compensate _,
                    Node.Handler _,
                    Node.Boundary _,
                    Node.End _ ->
                    false;
        };
    }

    static void standIn(Walk walk, Node node, Optional<StepId> within, Pin pin) {
        var step = walk.give(node, within, "pin");
        switch (pin) {
            case Pin.Gives gives -> walk.complete(step, gives.output());
            case Pin.Fails(String code, String message) ->
                    Failures.stop(walk, step, Failure.permanent(code, "USER", message));
        }
    }

    /// Beginning in the middle: what cannot be reached from there has happened as the pins say.
    static void seed(Walk walk, NodeId from) {
        var reachable = walk.graph.reachable(from);
        for (var node : walk.graph.workflow().nodes()) {
            if (!reachable.contains(node.id())
                    && pin(walk, node).orElse(null) instanceof Pin.Gives gives) {
                var step = walk.give(node, Optional.empty(), "pin");
                walk.emit(new Event.StepCompleted(step.id(), node.id(), gives.output()));
            }
        }
    }

    /// The ways into a join by which a token can come.
    static List<Edge> awaited(Walk walk, Node.Join join) {
        var all = walk.graph.incoming(join.id());
        var from = walk.run.trial().flatMap(Trial::from);
        if (from.isEmpty()) {
            return all;
        }
        var reachable = walk.graph.reachable(from.get());
        return all.stream().filter(edge -> reachable.contains(edge.from())).toList();
    }

    /// Whether the node at which the trial ends has been left.
    static boolean over(RunChange run) {
        var until = run.trial().flatMap(Trial::until);
        return until.isPresent()
                && run.visits(until.get()) > 0
                && run.steps().values().stream()
                        .noneMatch(step -> step.node().equals(until.get()) && !step.abandoned());
    }

    /// Ends every other path. A change that may be under way is left behind until its outcome is
    /// known: the run ends after that.
    static void stop(Walk walk) {
        var until = walk.run.trial().flatMap(Trial::until).orElseThrow();
        for (var step : List.copyOf(walk.run.steps().values())) {
            if (!step.abandoned() && walk.run.steps().containsKey(step.id())) {
                stop(walk, step, "The trial ends at '" + until + "'.");
            }
        }
    }

    private static void stop(Walk walk, Step step, String why) {
        if (Effects.unsettled(step) || (step.changing() && !waiting(walk, step))) {
            walk.emit(new Event.StepAbandoned(step.id(), step.node()));
            return;
        }
        if (waiting(walk, step)) {
            Effects.key(
                    step,
                    key -> walk.emit(new Event.EffectReleased(step.id(), key, walk.now, why)));
        }
        walk.emit(new Event.StepEnded(step.id(), step.node(), why));
    }

    /// A change that is known not to have been made, and waits for its next try.
    private static boolean waiting(Walk walk, Step step) {
        return step.doing() instanceof Doing.Work work
                && work.effect().isPresent()
                && work.phase() == Phase.EXECUTE
                && work.notBefore().isAfter(walk.now);
    }
}
