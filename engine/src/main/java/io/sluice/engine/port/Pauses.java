package io.sluice.engine.port;

import io.sluice.engine.run.RunId;
import java.util.Set;

/// What people have stopped for a while: everything, all runs of a workflow, single runs. Nothing
/// begins for a paused run; what comes in for it is recorded.
public interface Pauses {
    Pauses NONE = known -> known;

    /// What is paused now; `known` itself when nothing has changed since.
    Paused read(Paused known);

    /// What is paused, as it was read.
    ///
    /// @param version counts the changes
    /// @param everything the emergency stop
    /// @param workflows ids of workflows
    record Paused(long version, boolean everything, Set<String> workflows, Set<RunId> runs) {
        public static final Paused NOTHING = new Paused(0, false, Set.of(), Set.of());

        public Paused {
            workflows = Set.copyOf(workflows);
            runs = Set.copyOf(runs);
        }

        public boolean stops(RunId run, String workflow) {
            return everything || workflows.contains(workflow) || runs.contains(run);
        }
    }
}
