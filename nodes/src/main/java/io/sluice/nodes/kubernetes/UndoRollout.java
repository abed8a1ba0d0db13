package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.nodes.kubernetes.RolloutPlan.Planned;
import io.sluice.nodes.kubernetes.Step.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gives clusters back what they had: the manifest from before, or nothing. What somebody has
/// changed since is left alone, and said.
record UndoRollout(Rollout rollout) implements EffectNode.Undo<RolloutPlan, RolloutOutput> {
    @Override
    public Plan<RolloutPlan> plan(RolloutPlan applied, RolloutOutput output, NodeContext context)
            throws NodeFailure {
        var steps = new ArrayList<Step>();
        for (var step : applied.steps()) {
            var done = step.action().writes() ? done(step, output) : Optional.<Step>empty();
            if (done.isPresent()) {
                var cluster = rollout.connector().open(step.cluster(), context);
                back(cluster, done.get(), applied.effect()).ifPresent(steps::add);
            }
        }
        var undone =
                applied.policies().stream()
                        .map(p -> new Planned(p.id(), p.generation(), Rollout.UNDONE, p.clusters()))
                        .toList();
        return new Plan<>(
                new RolloutPlan(applied.project(), context.effectKey(), "", true, undone, steps),
                steps.stream().map(UndoRollout::change).toList());
    }

    /// The step as it was carried out, with what was there before it; empty when it did nothing.
    private static Optional<Step> done(Step step, RolloutOutput output) {
        return output.results().stream()
                .filter(r ->
                        r.done()
                                && !r.state().equals("unchanged")
                                && !r.state().equals("absent")
                                && r.policy().equals(step.policy())
                                && r.cluster().equals(step.cluster())
                                && r.object().equals(step.ref().text()))
                .findFirst()
                .map(r ->
                        r.before() == null
                                ? step
                                : step(step, step.action(), step.object(), r.before()));
    }

    private static Optional<Step> back(Cluster cluster, Step step, String effect)
            throws NodeFailure {
        var live = cluster.find(step.ref()).map(Live::new);
        var before = step.before();
        if (step.object() == null) {
            if (live.isPresent()) {
                throw conflict(step, "a new object of the name");
            }
            return Optional.of(step(step, Action.CREATE, before, null));
        }
        boolean as = live.filter(l -> l.effect().equals(effect)).isPresent();
        if (before == null && live.isEmpty()) {
            return Optional.empty();
        }
        if (live.isEmpty() || !as || live.get().touched()) {
            throw conflict(step, live.isEmpty() ? "nothing" : "an object that was changed since");
        }
        var now = live.get().restorable();
        if (before == null && !live.get().isFirst()) {
            throw conflict(step, "one that was there before, in a form that is not known any more");
        }
        return Optional.of(
                before == null
                        ? step(step, Action.DELETE, null, now)
                        : step(step, Action.REPAIR, before, now));
    }

    private static Step step(
            Step of,
            Action action,
            @Nullable Map<String, @Nullable Object> object,
            @Nullable Map<String, @Nullable Object> before) {
        return new Step(
                of.policy(),
                of.cluster(),
                of.ref(),
                action,
                object,
                object == null ? "" : new Live(object).hash(),
                before,
                List.of(),
                List.of(),
                "",
                "");
    }

    private static NodeFailure conflict(Step step, String found) {
        return NodeFailure.permanent(
                "kubernetes.conflict",
                NodeFailure.Fault.USER,
                "Expected "
                        + step.ref().text()
                        + " in cluster '"
                        + step.cluster()
                        + "' to be as this step left it, found "
                        + found
                        + "; look at it and decide by hand.");
    }

    private static Change change(Step step) {
        var place = step.ref().text() + " in cluster '" + step.cluster() + "'";
        return new Change(
                step.action() == Action.DELETE ? "delete" : "apply",
                step.cluster() + ": " + step.ref().text(),
                "spec",
                step.before() == null ? null : step.before().get("spec"),
                step.object() == null ? null : step.object().get("spec"),
                (step.action() == Action.DELETE ? "Delete " : "Give back the earlier form of ")
                        + place);
    }

    @Override
    public void execute(RolloutPlan undoPlan, NodeContext context) throws NodeFailure {
        rollout.execute(undoPlan, context);
    }
}
