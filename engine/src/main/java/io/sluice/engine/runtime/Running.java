package io.sluice.engine.runtime;

import io.sluice.engine.run.StepId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The steps of one run of which this process is making a call.
final class Running {
    private final Set<StepId> steps = ConcurrentHashMap.newKeySet(1);

    /// @return false if its call is under way already
    boolean begin(StepId step) {
        return steps.add(step);
    }

    void end(StepId step) {
        steps.remove(step);
    }

    boolean none() {
        return steps.isEmpty();
    }

    boolean idle(StepId step) {
        return !steps.contains(step);
    }
}
