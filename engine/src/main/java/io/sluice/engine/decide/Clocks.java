package io.sluice.engine.decide;

import io.sluice.engine.definition.Node;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What happens because time has passed. Work that is due is not the rules' business: the runtime
/// does it.
final class Clocks {
    private Clocks() {}

    static void fireDue(Walk walk) {
        for (var step : List.copyOf(walk.run.steps().values())) {
            fireBoundaries(walk, step);
            Optional.ofNullable(walk.run.steps().get(step.id()))
                    .filter(open -> !open.abandoned())
                    .ifPresent(open -> fireOwn(walk, open));
        }
    }

    private static void fireBoundaries(Walk walk, Step step) {
        for (var timer : step.timers().entrySet()) {
            var open = walk.run.steps().get(step.id());
            if (open == null || open.abandoned() || open.doing() instanceof Doing.Stuck) {
                return;
            }
            if (due(walk, timer.getValue())
                    && walk.graph.node(timer.getKey()) instanceof Node.Boundary boundary) {
                walk.fire(boundary, open, Map.of("firedAt", walk.now.toString()));
            }
        }
    }

    private static void fireOwn(Walk walk, Step step) {
        switch (step.doing()) {
            case Doing.Sleep(Instant until) when due(walk, until) && step.guards() ->
                    Listening.heard(walk, step, Map.of("firedAt", walk.now.toString()));
            case Doing.Sleep(Instant until) when due(walk, until) ->
                    walk.complete(step, Map.of("firedAt", walk.now.toString()));
            case Doing.Enter(Instant at) when due(walk, at) -> enterAgain(walk, step);
            case Doing.Decide asked when asked.deadline().filter(at -> due(walk, at)).isPresent() ->
                    Approvals.decide(
                            walk, step, "expired", Actor.ENGINE, "Nobody decided in time.");
            case Doing.Decide asked -> Approvals.urge(walk, step, asked);
            case Doing.Work _ when overdue(walk, step) && !step.changing() -> timeOut(walk, step);
            case Doing.Sleep _,
                    Doing.Enter _,
                    Doing.Work _,
                    Doing.Listen _,
                    Doing.Inside _,
                    Doing.Compensate _,
                    Doing.Stuck _ -> {}
        }
    }

    private static boolean due(Walk walk, Instant at) {
        return !at.isAfter(walk.now);
    }

    private static boolean overdue(Walk walk, Step step) {
        return step.timeoutAt().filter(at -> due(walk, at)).isPresent();
    }

    static void enterAgain(Walk walk, Step step) {
        walk.emit(new Event.StepEnded(step.id(), step.node(), "entered again"));
        walk.enter(walk.graph.node(step.node()), Optional.empty(), step.within());
    }

    private static void timeOut(Walk walk, Step step) {
        Failures.stop(
                walk,
                step,
                Failure.permanent(
                        "step.timeout",
                        "PROVIDER",
                        "Expected '"
                                + step.node()
                                + "' to end within its time-out; it did not. Raise the time-out, or"
                                + " look at what it waits for."));
    }
}
