package io.sluice.engine.runtime;

import io.sluice.engine.port.AuditEntry;
import io.sluice.engine.port.Intake;
import io.sluice.engine.port.Waits;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What can be asked of runs from outside. Every call returns when the answer is durable.
public interface RunService {
    /// A new id for a run that is to begin.
    RunId nextId();

    /// Begins a run.
    ///
    /// @param intake deduplicates: the same key never begins a second run
    Outcome start(Command.StartRun start, Optional<Intake> intake, List<AuditEntry> audit);

    /// Asks something of a run that has begun.
    Outcome submit(RunId run, Command command, List<AuditEntry> audit);

    /// Delivers a message to every step that waits for it; when none does, keeps it for `ttl`, and
    /// begins what begins by it. A signal goes to all who wait, and begins all that begins by it.
    Delivery deliver(Waits.Message message, Duration ttl);

    /// Makes the steps that wait under this key look at once; answers how many.
    int wake(String key);

    /// @param delivered how many runs took the message
    /// @param kept whether it is kept for a later wait
    /// @param begun the runs that it began, now or when it came first
    record Delivery(int delivered, boolean kept, List<RunId> begun) {
        public Delivery {
            begun = List.copyOf(begun);
        }

        /// One that began no run.
        public Delivery(int delivered, boolean kept) {
            this(delivered, kept, List.of());
        }
    }
}
