package io.sluice.app.run;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.sluice.app.approval.ApprovalView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run with everything about it but its journal.
///
/// @param document the version of the workflow it runs
/// @param trigger the event that began it
/// @param result what its ends gave back
/// @param edges how often each edge was taken
public record RunView(
        @JsonUnwrapped RunSummary summary,
        @Nullable Map<String, ?> document,
        Map<String, @Nullable Object> trigger,
        Map<String, @Nullable Object> variables,
        List<StepView> steps,
        Map<String, Integer> edges,
        List<EffectView> effects,
        List<ApprovalView> approvals,
        StepView.@Nullable FailureView failure,
        Map<String, @Nullable Object> result,
        @Nullable ParentView parent) {

    /// The run that began this one for a part of its own work.
    ///
    /// @param node its for-each or call node
    /// @param index which item, from 0
    public record ParentView(String run, String node, int index) {}
}
