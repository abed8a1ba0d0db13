package io.sluice.db.run;

import io.sluice.engine.run.RunState;
import java.util.HashSet;
import java.util.Set;

/// What a run waits for, as the table of waits has it.
public final class RunWaits {
    private RunWaits() {}

    public record Waiting(int step, String message, String correlation) {}

    public static Set<Waiting> of(RunState state) {
        var waits = new HashSet<Waiting>();
        OpenSteps.of(state)
                .waits()
                .forEach(wait ->
                        waits.add(new Waiting(wait.step(), wait.message(), wait.correlation())));
        return waits;
    }
}
