package io.sluice.engine.decide;

import io.sluice.engine.run.Command;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.Step.Phase;

/// The ledger's part of a step: declared → applied | released (→ made again) | doubted (→ found
/// out).
final class Effects {
    private Effects() {}

    static void declare(Walk walk, Step step, Command.DeclareEffect c) {
        walk.emit(
                new Event.EffectDeclared(
                        step.id(),
                        step.node(),
                        c.key(),
                        c.effectClass(),
                        c.request(),
                        c.changes(),
                        c.undoable(),
                        c.deadline(),
                        step.undoes()));
    }

    static void plan(Walk walk, Step step, Command.PlanEffect c) {
        var key = EffectKey.of(walk.run.id(), step.node(), step.generation());
        walk.emit(new Event.EffectPlanned(step.id(), step.node(), key, c.request(), c.changes()));
        if (c.output().isPresent()) {
            walk.complete(step, c.output().get());
        } else {
            walk.emit(
                    new Event.StepEnded(
                            step.id(),
                            step.node(),
                            "A dry run cannot know what comes back from here."));
        }
    }

    static void settle(Walk walk, Step step, Command.SettleEffect c) {
        key(
                step,
                key ->
                        walk.emit(
                                new Event.EffectApplied(
                                        step.id(),
                                        key,
                                        c.result(),
                                        c.adopted(),
                                        step.undoes().isPresent())));
    }

    static void release(Walk walk, Step step, Command.ReleaseEffect c) {
        var at = Failures.later(c.notBefore(), Failures.pause(walk, step, step.attempt() - 1));
        key(step, key -> walk.emit(new Event.EffectReleased(step.id(), key, at, c.why())));
        if (step.abandoned()) {
            walk.emit(
                    new Event.StepEnded(step.id(), step.node(), "not made, and no longer wanted"));
        }
    }

    /// A person has yet to say what became of a change.
    static boolean unsettled(Step step) {
        return step.doing() instanceof Doing.Stuck(Incident incident, Doing.Work work)
                && work.effect().isPresent()
                && (incident.kind() == Incident.Kind.UNKNOWN_OUTCOME
                        || incident.kind() == Incident.Kind.CONFLICT)
                && work.phase() != Phase.FOLLOW;
    }

    static void key(Step step, java.util.function.Consumer<EffectKey> use) {
        if (step.doing() instanceof Doing.Work work) {
            work.effect().map(Doing.Declared::key).ifPresent(use);
        }
    }
}
