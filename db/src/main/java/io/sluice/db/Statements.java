package io.sluice.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The few statements that are not the same on both databases. Where nothing else is said each
/// parameter is an array, a column of as many rows as there are.
public interface Statements {
    /// Inserts runs that are not there yet. Parameters: run, project, workflow, workflow version,
    /// mode, kind of starter, starter, start key, started at; then those of [#advanceRuns()] from
    /// `version`. Answers `run_id`, `waits_before`, `waits`, `phantom` of those inserted.
    String beginRuns();

    /// Updates the runs whose stored version is one less, and whose stored epoch the same or one
    /// less. Parameters: run, version, epoch, status, owner, due at, incidents, waits, open nodes,
    /// waiting for, ended at, updated at, state. Answers `run_id`, `waits_before`, `waits` of those
    /// updated, and `phantom` where there was nothing to update.
    String advanceRuns();

    /// Inserts the events that began runs, whose key is new. Parameters: project, workflow, key,
    /// source, received at, run, payload. Answers `run_id` of those inserted.
    String recordIntakes();

    /// Inserts effects, or overwrites those that are declared again. Parameters: key, project, run,
    /// step, node, class, status, request, request hash, changes, undoable, undoes, declared at,
    /// deadline, epoch.
    String declareEffects();

    /// Remembers messages as delivered, whether they were kept before or not. Parameters: id,
    /// message, correlation, delivered at, expires at.
    String markDelivered();

    /// The ids of the workflows that have runs which are due and not paused, whatever their number,
    /// in order.
    List<String> dueWorkflows(Connection connection, long now) throws SQLException;

    /// Locks runs of a workflow that are due, not paused and wait for no place, the longest due
    /// first, leaving out those that others have locked. Parameters: workflow, now, how many.
    /// Answers `run_id`, `version`, `epoch`, `owner`, `due_at`, `state`, `queued`.
    String lockDueRuns();

    /// Conditions on a run `r` of which each run meets one: what has an index by its own. Whoever
    /// looks for runs by workflow or by their beginning asks for each part by itself.
    List<String> parts();

    /// An expression for the id of the newest run of the workflow `w`; null if it has none.
    String lastRun();
}
