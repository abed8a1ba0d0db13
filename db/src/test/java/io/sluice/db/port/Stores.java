package io.sluice.db.port;

import io.sluice.engine.port.CommandQueue;
import io.sluice.engine.port.EffectStore;
import io.sluice.engine.port.Pauses;
import io.sluice.engine.port.ResourceLocks;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.port.Waits;
import io.sluice.engine.run.RunId;
import java.util.Collection;

/// Stores over the same, at first empty, place.
public record Stores(
        RunStore runs,
        EffectStore effects,
        Waits waits,
        CommandQueue commands,
        Pauses pauses,
        Pausing pausing,
        ResourceLocks locks,
        Limiting limiting) {

    /// A person who pauses.
    public interface Pausing {
        /// From now on this is paused, and nothing else.
        void only(boolean everything, Collection<String> workflows, Collection<RunId> runs);
    }

    /// A person who sets limits.
    public interface Limiting {
        /// So many runs of the workflow at once, in all and in each group; zero for no limit.
        void limit(String workflow, int maxRuns, int maxPerKey);
    }
}
