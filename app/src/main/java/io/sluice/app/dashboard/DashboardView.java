package io.sluice.app.dashboard;

import io.sluice.db.dashboard.Span;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The dashboard. It is about the runs of published versions that **began** within the window, as
/// they stand now; dry runs and runs of drafts are not counted. All lengths of time are in seconds,
/// and null where nothing is known: never 0.
///
/// @param from the first moment of the window
/// @param to the first moment after it
/// @param bucketSeconds how long each part of the window is: an hour or a day, beginning at full
///   hours or midnight UTC
/// @param failures incidents raised within the window, by workflow, node and error code
/// @param durations how long completed runs took from beginning to end
/// @param approvals the open ones, whenever they were asked for, and how long decisions took
/// @param silentTriggers see [SilentTriggers]
/// @param changes what was changed outside, by node type; undoing is not a change of its own
record DashboardView(
        Instant from,
        Instant to,
        long bucketSeconds,
        Runs runs,
        List<Failure> failures,
        List<DurationView> durations,
        Measures measures,
        TimeToPatch timeToPatch,
        ApprovalsView approvals,
        List<SilentTrigger> silentTriggers,
        List<Change> changes) {

    /// A workflow by its id and present name.
    record WorkflowName(String id, String name) {}

    record Runs(List<Bucket> buckets, Totals totals) {}

    /// The runs that began in one part of the window.
    ///
    /// @param failed have not ended, and an incident waits for a person
    record Bucket(Instant at, long started, long completed, long failed, long canceled) {}

    /// @param running have not ended, and nobody is waited for because of an incident
    record Totals(long started, long completed, long failed, long canceled, long running) {}

    /// @param run the newest of the runs it happened to
    record Failure(
            WorkflowName workflow,
            String node,
            String code,
            long count,
            Instant lastAt,
            String run) {}

    record DurationView(WorkflowName workflow, long count, double p50, double p95) {}

    /// A mean.
    ///
    /// @param seconds null when there is nothing to take the mean of
    /// @param count of how many runs it is the mean
    record Mean(@Nullable Double seconds, long count) {
        static Mean of(Span span) {
            return new Mean(span.count() == 0 ? null : (Double) span.mean(), span.count());
        }
    }

    /// @param mttd mean time to detect: from when the event that began the run happened, as its
    ///   sender says, until it was received; of runs whose event says so
    /// @param mttp mean time to protect: from the beginning of the run until its first containing
    ///   change (of a node type with the purpose CONTAIN) was applied
    /// @param mttr mean time to resolve: from the beginning until the regular end of runs that
    ///   contained or patched something
    record Measures(Mean mttd, Mean mttp, Mean mttr, List<WorkflowMeasures> byWorkflow) {}

    record WorkflowMeasures(WorkflowName workflow, Mean mttd, Mean mttp, Mean mttr) {}

    /// From the beginning of the run until its first patch (of a node type with the purpose PATCH)
    /// was settled as done: installed, where the provider tells, and not only asked for.
    record TimeToPatch(@Nullable Double seconds, long count, List<PatchBucket> buckets) {}

    record PatchBucket(Instant at, @Nullable Double seconds, long count) {}

    /// @param overdue past their deadline
    /// @param decidedMedianSeconds from question to decision, of those asked for in the window
    record ApprovalsView(
            long waiting,
            long overdue,
            @Nullable Instant oldestAt,
            @Nullable Double decidedMedianSeconds) {}

    /// @param type of the trigger
    /// @param usualEverySeconds the median pause between two moments at which it fired
    record SilentTrigger(
            WorkflowName workflow,
            String node,
            String type,
            Instant lastAt,
            double usualEverySeconds) {}

    /// @param type of the node
    /// @param title of the node type
    /// @param undone how many of the changes were undone since
    record Change(String type, String title, long count, long undone) {}
}
