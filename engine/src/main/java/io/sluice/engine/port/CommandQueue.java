package io.sluice.engine.port;

import io.sluice.engine.run.Command;
import io.sluice.engine.run.RunId;
import java.util.List;

/// Commands for runs that another process holds: it picks them up. A command is deleted by the
/// commit that answers it.
public interface CommandQueue {
    void put(RunId run, Command command, List<AuditEntry> audit);

    /// Commands that wait, oldest first.
    List<Queued> pending(int max);

    /// Drops a command that can no longer be carried out.
    void drop(long id);

    record Queued(long id, RunId run, Command command, List<AuditEntry> audit) {}
}
