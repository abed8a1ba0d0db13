package io.sluice.engine.decide;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunState.Undoable;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.Step.Role;
import io.sluice.engine.run.StepId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Undoing what was changed, latest first and one at a time: by the task the author drew for it,
/// else by what the node type knows (BPMN 2.0.2, 10.7).
final class Compensating {
    private Compensating() {}

    /// A step that has a task for its undoing is done.
    static void promise(Walk walk, Step step) {
        if (walk.dry()) {
            return;
        }
        walk.graph.boundaries(step.node()).stream()
                .filter(boundary -> boundary.event() instanceof BoundaryEvent.OnCompensation)
                .flatMap(boundary -> walk.graph.outgoing(boundary.id()).stream())
                .map(Edge::to)
                .findFirst()
                .ifPresent(by ->
                        walk.emit(
                                new Event.RedressPromised(
                                        step.id(),
                                        step.node(),
                                        EffectKey.of(walk.run.id(), step.node(), step.generation()),
                                        by)));
    }

    /// Begins the next undoing that an open [Node.Compensate] asks for, or ends it.
    ///
    /// @return whether anything was to be done
    static boolean proceed(Walk walk) {
        for (var step : List.copyOf(walk.run.steps().values())) {
            if (step.doing() instanceof Doing.Compensate(int undone) && !busy(walk, step.id())) {
                var next = last(walk, step);
                if (next.filter(change -> beingRedressed(walk, change)).isPresent()) {
                    continue;
                }
                if (next.isPresent()) {
                    redress(walk, next.get(), Optional.of(step));
                } else {
                    walk.complete(step, Map.of("undone", (long) undone));
                }
                return true;
            }
        }
        return false;
    }

    private static boolean busy(Walk walk, StepId asker) {
        return walk.run.steps().values().stream()
                .anyMatch(step -> asker(step).filter(asker::equals).isPresent());
    }

    /// Another has asked for it before and may have gone; its undoing is still under way.
    private static boolean beingRedressed(Walk walk, Undoable change) {
        return walk.run.steps().values().stream()
                .anyMatch(step -> step.redresses().filter(change.key()::equals).isPresent());
    }

    private static Optional<StepId> asker(Step step) {
        return switch (step.ties().role()) {
            case Role.Undo undo -> undo.asker();
            case Role.MakeGood good -> good.asker();
            case Role.Path _, Role.Guard _ -> Optional.empty();
        };
    }

    private static Optional<Undoable> last(Walk walk, Step step) {
        return walk.run.undoable().reversed().stream()
                .filter(one -> meant(walk, step.node(), one.node()))
                .findFirst();
    }

    /// Whether what `changed` did is undone by this node.
    private static boolean meant(Walk walk, NodeId compensate, NodeId changed) {
        var graph = walk.graph;
        if (graph.node(compensate) instanceof Node.Compensate(var _, var _, var of)
                && of.isPresent()) {
            return changed.equals(of.get()) || graph.inside(changed, of.get());
        }
        var area = graph.area(compensate);
        // A handler undoes for the area it stands in, not for itself.
        while (area.isPresent() && graph.node(area.get()) instanceof Node.Handler handler) {
            if (graph.inside(changed, handler.id())) {
                return false;
            }
            area = graph.area(area.get());
        }
        return area.isEmpty() || graph.inside(changed, area.get());
    }

    static void redress(Walk walk, Undoable change, Optional<Step> asker) {
        var by = asker.map(Step::id);
        Role role =
                change.by().isPresent()
                        ? new Role.MakeGood(change.key(), by)
                        : new Role.Undo(change.key(), by);
        var node = change.by().orElse(change.node());
        var within = asker.flatMap(Step::within);
        walk.emit(
                new Event.StepEntered(
                        new Step(
                                walk.run.nextStep(),
                                node,
                                change.by().isPresent() ? walk.run.visits(node) + 1 : 1,
                                1,
                                walk.now,
                                Doing.Work.begin(walk.now),
                                Optional.empty(),
                                Map.of(),
                                false,
                                new Step.Ties(within, role, Optional.empty()))));
    }
}
