package io.sluice.engine.decide;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.RetryPolicy;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.Step.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a failed try means: another try, the error boundary, or an incident. A change whose answer
/// was lost is never simply tried again: it is doubted, and found out first.
final class Failures {
    private Failures() {}

    static void fail(Walk walk, Step step, Failure failure) {
        if (!(step.doing() instanceof Doing.Work work)) {
            throw new IllegalStateException(
                    "Only work fails, step " + step.id() + " does not work");
        }
        if (work.phase() == Phase.EXECUTE && failure.unanswered()) {
            doubt(walk, step, failure);
        } else if (limited(failure) && (work.phase() == Phase.RECONCILE || !step.abandoned())) {
            defer(walk, step, work, failure);
        } else if (failure.retryable() && step.attempt() < policy(walk, step).maxAttempts()) {
            tryAgain(walk, step, work, failure);
        } else {
            giveUp(walk, step, work, failure);
        }
    }

    /// The process that worked on the run is gone: what it was doing counts as a try.
    static void takeOver(Walk walk) {
        for (var step : List.copyOf(walk.run.steps().values())) {
            if (step.doing() instanceof Doing.Work work && !work.notBefore().isAfter(walk.now)) {
                cutOff(walk, step, work);
            }
        }
    }

    private static void cutOff(Walk walk, Step step, Doing.Work work) {
        var failure =
                new Failure(
                        "engine.interrupted",
                        "The process that worked on this step stopped before it was done.",
                        "INTERNAL",
                        true,
                        work.phase() == Phase.EXECUTE,
                        Optional.empty());
        switch (work.phase()) {
            case BEGIN -> again(walk, step, work, failure, walk.now);
            case EXECUTE -> doubt(walk, step, failure);
            case RECONCILE, FOLLOW, TEND -> {}
        }
    }

    private static void again(
            Walk walk, Step step, Doing.Work work, Failure failure, Instant retryAt) {
        if (step.attempt() < policy(walk, step).maxAttempts()) {
            walk.emit(new Event.AttemptFailed(step.id(), failure, step.attempt(), retryAt));
        } else {
            giveUp(walk, step, work, failure);
        }
    }

    private static void doubt(Walk walk, Step step, Failure failure) {
        walk.emit(new Event.AttemptFailed(step.id(), failure, step.attempt(), walk.now));
        Effects.key(
                step,
                key ->
                        walk.emit(
                                new Event.EffectDoubted(
                                        step.id(), key, walk.now, failure.message())));
    }

    private static boolean limited(Failure failure) {
        return failure.retryAfter().isPresent() && failure.retryable() && !failure.unanswered();
    }

    private static void defer(Walk walk, Step step, Doing.Work work, Failure failure) {
        var until = walk.now.plus(failure.retryAfter().orElse(Duration.ZERO));
        if (work.phase() == Phase.EXECUTE) {
            Effects.key(
                    step,
                    key ->
                            walk.emit(
                                    new Event.EffectReleased(
                                            step.id(), key, until, failure.message())));
        } else {
            walk.emit(new Event.StepDeferred(step.id(), until, failure.message()));
        }
    }

    private static void tryAgain(Walk walk, Step step, Doing.Work work, Failure failure) {
        var asked = walk.now.plus(failure.retryAfter().orElse(Duration.ZERO));
        var at = later(asked, pause(walk, step, step.attempt()));
        walk.emit(new Event.AttemptFailed(step.id(), failure, step.attempt(), at));
        if (work.phase() == Phase.EXECUTE) {
            Effects.key(
                    step,
                    key ->
                            walk.emit(
                                    new Event.EffectReleased(
                                            step.id(), key, at, failure.message())));
        }
    }

    /// When the next try may begin after so many that failed.
    static Instant pause(Walk walk, Step step, int failed) {
        return failed < 1
                ? walk.now
                : walk.now.plus(policy(walk, step).waitAfter(failed, spread(walk, step)));
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /// A fraction that differs from run to run, so that many runs do not retry at one moment.
    private static double spread(Walk walk, Step step) {
        int hash = walk.run.id().hashCode() * 31 + step.id().value();
        return (hash & 0xffff) / 65_536.0;
    }

    private static void giveUp(Walk walk, Step step, Doing.Work work, Failure failure) {
        if (work.phase() == Phase.RECONCILE) {
            walk.raise(step, Incident.Kind.UNKNOWN_OUTCOME, failure);
            return;
        }
        if (work.phase() == Phase.EXECUTE) {
            Effects.key(
                    step,
                    key ->
                            walk.emit(
                                    new Event.EffectReleased(
                                            step.id(), key, walk.now, failure.message())));
        }
        if (step.abandoned()) {
            walk.emit(new Event.StepEnded(step.id(), step.node(), failure.message()));
            return;
        }
        stop(walk, step, failure);
    }

    /// For good: the nearest error event that takes this code, else a person.
    static void stop(Walk walk, Step step, Failure failure) {
        var boundary =
                step.redresses().isPresent()
                        ? Optional.<Node.Boundary>empty()
                        : walk.graph.boundaries(step.node()).stream()
                                .filter(one -> Catching.takes(one.event(), failure.code()))
                                .findFirst();
        if (boundary.isPresent()) {
            Races.decide(walk, step);
            walk.emit(
                    new Event.BoundaryFired(boundary.get().id(), step.id(), true, output(failure)));
            walk.emit(
                    new Event.StepEnded(
                            step.id(), step.node(), failure.code() + ": " + failure.message()));
            walk.leave(boundary.get().id(), step.within());
            return;
        }
        var taken =
                step.redresses().isPresent()
                        ? Optional.<Catching.Catch>empty()
                        : Catching.error(walk, step.within(), failure.code());
        if (taken.isPresent()) {
            Races.decide(walk, step);
            walk.emit(
                    new Event.StepEnded(
                            step.id(), step.node(), failure.code() + ": " + failure.message()));
            Catching.begin(walk, taken.get(), step.id(), output(failure));
        } else {
            walk.raise(step, Incident.Kind.FAILED, failure);
        }
    }

    static Map<String, @Nullable Object> output(Failure failure) {
        var output = new LinkedHashMap<String, @Nullable Object>();
        output.put("code", failure.code());
        output.put("message", failure.message());
        output.put("fault", failure.fault());
        return output;
    }

    private static RetryPolicy policy(Walk walk, Step step) {
        return walk.graph.find(step.node()).orElse(null) instanceof Node.Task task
                ? task.retry()
                : RetryPolicy.DEFAULT;
    }
}
