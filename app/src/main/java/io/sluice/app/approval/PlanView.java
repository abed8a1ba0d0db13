package io.sluice.app.approval;

import io.sluice.app.approval.plan.ReleasePlan;
import io.sluice.app.approval.plan.ReleasePlan.Planned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An approval with what it would release.
record PlanView(ApprovalView approval, @Nullable Plan plan) {
    /// @param hash what a decision is bound to
    /// @param foreseen false when nothing could be drawn, and why is in the note
    /// @param later where changes may follow that cannot be known yet
    record Plan(
            String hash,
            Instant drawnAt,
            boolean foreseen,
            String note,
            List<Step> steps,
            List<String> later) {
        static Plan of(String hash, Instant at, ReleasePlan plan) {
            return new Plan(
                    hash,
                    at,
                    plan.foreseen(),
                    plan.note(),
                    plan.steps().stream().map(Step::of).toList(),
                    plan.later());
        }
    }

    /// @param exact false when values depend on what earlier steps will give
    /// @param print by which two plans are compared, step by step
    record Step(
            String path, boolean exact, String print, List<Map<String, @Nullable Object>> changes) {
        static Step of(Planned step) {
            return new Step(step.path(), step.exact(), step.print(), step.changes());
        }
    }

    static PlanView of(ApprovalDesk.Shown shown, ApprovalView approval) {
        return new PlanView(
                approval,
                shown.plan()
                        .map(plan ->
                                Plan.of(plan.hash(), plan.at(), ReleasePlan.of(plan.content())))
                        .orElse(null));
    }
}
