package io.sluice.db.query;

import io.sluice.db.Tried;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.WorkflowRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A run as the list shows it.
///
/// @param workflowName the workflow's present name; empty if the workflow is gone
/// @param incidents steps that wait for a person to resolve an incident
/// @param waitingFor what it waits for, for people; empty while it works
/// @param openNodes nodes of its open steps, at most twenty
/// @param trial how it tries a draft; empty in earnest
/// @param paused by itself, with its workflow, or with everything
/// @param startKey dedupe or idempotency key of what began it
public record RunItem(
        RunId id,
        String project,
        WorkflowRef workflow,
        String workflowName,
        RunStatus status,
        Mode mode,
        int incidents,
        String waitingFor,
        Instant startedAt,
        Optional<Instant> endedAt,
        Instant updatedAt,
        Actor startedBy,
        List<String> openNodes,
        Optional<String> startKey,
        long version,
        Optional<Tried> trial,
        boolean paused) {}
