package io.sluice.app.retention;

import io.sluice.db.retention.History;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What stays of a run that was purged.
///
/// @param workflow which, by the name it had then
/// @param failure why it failed; empty if it did not
/// @param changes how many changes it made
/// @param undone how many of those it took back
record HistoryView(
        String id,
        WorkflowThen workflow,
        String status,
        String mode,
        String startedBy,
        @Nullable String key,
        Instant startedAt,
        Instant endedAt,
        String failure,
        int steps,
        int changes,
        int undone,
        int incidents,
        int approvals,
        Instant purgedAt) {

    record WorkflowThen(String id, String name, int version) {}

    static HistoryView of(History.Line line) {
        return new HistoryView(
                line.run().value(),
                new WorkflowThen(
                        line.workflow().id(), line.workflowName(), line.workflow().version()),
                line.status().name().toLowerCase(Locale.ROOT),
                line.mode().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                line.startedBy().name(),
                line.startKey().orElse(null),
                line.startedAt(),
                line.endedAt(),
                line.failure(),
                line.steps(),
                line.changes(),
                line.undone(),
                line.incidents(),
                line.approvals(),
                line.purgedAt());
    }
}
