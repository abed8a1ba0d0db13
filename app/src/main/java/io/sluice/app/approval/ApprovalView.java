package io.sluice.app.approval;

import io.sluice.db.query.ApprovalItem;
import io.sluice.engine.run.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A decision that a person is asked for, or has made.
///
/// @param status `open`, `approved`, `rejected`, `expired` or `ended`
/// @param planned changes the run has made or declared so far, which the decision is about
public record ApprovalView(
        String run,
        int step,
        String node,
        WorkflowName workflow,
        String title,
        String description,
        List<String> approvers,
        @Nullable Instant deadline,
        Instant requestedAt,
        String status,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        String comment,
        @Nullable List<Map<String, @Nullable Object>> planned) {

    /// The workflow of the run that asks.
    public record WorkflowName(String id, String name) {}

    public static ApprovalView of(
            ApprovalItem item, @Nullable List<Map<String, @Nullable Object>> planned) {
        return new ApprovalView(
                item.run().value(),
                item.step().value(),
                item.node(),
                new WorkflowName(item.workflow(), item.workflowName()),
                item.title(),
                item.description(),
                item.approvers(),
                item.deadline().orElse(null),
                item.requestedAt(),
                item.status().name().toLowerCase(Locale.ROOT),
                item.decidedBy().map(Actor::name).orElse(null),
                item.decidedAt().orElse(null),
                item.comment(),
                planned);
    }
}
