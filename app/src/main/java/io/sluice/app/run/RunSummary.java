package io.sluice.app.run;

import io.sluice.db.query.RunItem;
import io.sluice.engine.run.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A run in a list.
///
/// @param mode `live` or `dry-run`
/// @param waitingFor what it waits for, for people; empty while it works
/// @param startedBy user, token or trigger
/// @param nodes ids of the nodes that are open
/// @param trial how it tries a draft; null in earnest
/// @param paused by itself, with its workflow, or with everything
/// @param key dedupe or idempotency key of what began it
public record RunSummary(
        String id,
        WorkflowName workflow,
        String status,
        String mode,
        int incidents,
        String waitingFor,
        Instant startedAt,
        @Nullable Instant endedAt,
        String startedBy,
        List<String> nodes,
        @Nullable String key,
        long version,
        @Nullable TrialView trial,
        boolean paused) {

    /// Which version of which workflow.
    public record WorkflowName(String id, String name, int version) {}

    static RunSummary of(RunItem item) {
        return new RunSummary(
                item.id().value(),
                new WorkflowName(
                        item.workflow().id(), item.workflowName(), item.workflow().version()),
                item.status().name().toLowerCase(Locale.ROOT),
                mode(item.mode()),
                item.incidents(),
                item.waitingFor(),
                item.startedAt(),
                item.endedAt().orElse(null),
                item.startedBy().name(),
                item.openNodes(),
                item.startKey().orElse(null),
                item.version(),
                item.trial().map(TrialView::of).orElse(null),
                item.paused());
    }

    static String mode(Mode mode) {
        return switch (mode) {
            case LIVE -> "live";
            case DRY_RUN -> "dry-run";
        };
    }
}
