package io.sluice.engine.decide;

import io.sluice.engine.run.Event;
import java.util.List;
import java.util.Optional;

/// Stopping a run: first every open step ends (a change under way is waited for), then, if so
/// asked, what was changed is undone, latest first and one at a time, then the run is canceled.
final class Canceling {
    private Canceling() {}

    static void begin(Walk walk) {
        for (var step : List.copyOf(walk.run.steps().values())) {
            if (!step.abandoned()) {
                walk.close(step, "canceled");
            }
        }
    }

    static void proceed(Walk walk) {
        if (!walk.run.steps().isEmpty()) {
            return;
        }
        if (!walk.run.undoing() || walk.run.undoable().isEmpty()) {
            walk.emit(new Event.RunCanceled(walk.now));
            return;
        }
        Compensating.redress(walk, walk.run.undoable().getLast(), Optional.empty());
    }
}
