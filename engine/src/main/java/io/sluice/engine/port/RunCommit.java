package io.sluice.engine.port;

import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One decision to be stored.
///
/// @param state the run after it
/// @param events what happened, in order; appended to the journal as one entry at `at`
/// @param expectedVersion the stored version it was decided on; 0 for a run that must not exist
/// @param epoch the epoch the run has afterwards; the stored one must be this or one less
/// @param lease who holds the run afterwards; empty parks it until [RunState#dueAt()]
/// @param intake for a run that begins: what began it, for deduplication
/// @param consumed ids of queued commands this decision answers; they are deleted with it
/// @param queue for a run that begins: the group in which it waits for a place, see [Quotas]
/// @param over steps that had declared a change and have ended: their locks are freed
/// @param fence for a run that another run begins: that one must still be in this epoch
/// @param audit entries for the audit log, hash-chained by the store
public record RunCommit(
        RunState state,
        List<Event> events,
        long expectedVersion,
        long epoch,
        Optional<StoredRun.Lease> lease,
        Instant at,
        Optional<Intake> intake,
        List<Long> consumed,
        List<AuditEntry> audit,
        Optional<String> queue,
        List<StepId> over,
        Optional<Fence> fence)
        implements RunStore.Prepared {
    public RunCommit {
        over = List.copyOf(over);
        events = List.copyOf(events);
        consumed = List.copyOf(consumed);
        audit = List.copyOf(audit);
    }

    /// One that waits for no place, frees no lock and that no other run has begun.
    public RunCommit(
            RunState state,
            List<Event> events,
            long expectedVersion,
            long epoch,
            Optional<StoredRun.Lease> lease,
            Instant at,
            Optional<Intake> intake,
            List<Long> consumed,
            List<AuditEntry> audit) {
        this(
                state,
                events,
                expectedVersion,
                epoch,
                lease,
                at,
                intake,
                consumed,
                audit,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    @Override
    public RunCommit commit() {
        return this;
    }

    /// The right of a process to act for a run: good as long as nobody has claimed it since.
    public record Fence(RunId run, long epoch) {}
}
