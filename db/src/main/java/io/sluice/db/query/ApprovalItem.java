package io.sluice.db.query;

import io.sluice.engine.run.Actor;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.StepId;
import io.sluice.engine.run.WorkflowRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A decision that a person is asked for, or has made.
///
/// @param approvers roles or user names who may decide; empty means every approver
/// @param version what the run is of; empty when the run is gone
/// @param again asked anew, for the change of this very step, which is not as agreed to any more
/// @param votes how many must agree to what is asked anew; else the workflow says it
public record ApprovalItem(
        RunId run,
        StepId step,
        String project,
        String node,
        String workflow,
        String workflowName,
        Optional<WorkflowRef> version,
        String title,
        String description,
        List<String> approvers,
        Instant requestedAt,
        Optional<Instant> deadline,
        Status status,
        Optional<Actor> decidedBy,
        Optional<Instant> decidedAt,
        String comment,
        boolean again,
        int votes,
        Urged urged) {

    /// What was done so that somebody decides.
    ///
    /// @param reminders how many there were
    /// @param escalatedTo roles, groups or user names who may decide too
    public record Urged(
            int reminders,
            Optional<Instant> remindedAt,
            List<String> escalatedTo,
            Optional<Instant> escalatedAt) {
        public Urged {
            escalatedTo = List.copyOf(escalatedTo);
        }
    }

    /// OPEN → APPROVED · REJECTED · EXPIRED (nobody decided in time) · ENDED (nobody need decide
    /// any more).
    public enum Status {
        OPEN,
        APPROVED,
        REJECTED,
        EXPIRED,
        ENDED
    }
}
