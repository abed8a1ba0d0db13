package io.sluice.app.approval;

import io.sluice.db.consent.ApprovalPlans.Vote;
import io.sluice.db.consent.Deputies.Delegation;
import io.sluice.db.query.ApprovalItem;
import io.sluice.engine.run.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A decision that people are asked for, or have made.
///
/// @param status `open`, `approved`, `rejected`, `expired` or `ended`
/// @param again asked anew, for a change that is no longer as agreed to
/// @param needed how many people must agree
/// @param agreed those who have so far
/// @param handedOn who has handed their vote on to whom
/// @param urged what was done so that somebody decides
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
        boolean again,
        int needed,
        List<String> agreed,
        List<HandedOn> handedOn,
        UrgedView urged) {

    public record HandedOn(String person, String deputy, Instant at) {
        static HandedOn of(Delegation delegation) {
            return new HandedOn(delegation.person(), delegation.deputy(), delegation.at());
        }
    }

    /// @param escalatedTo roles, groups or user names who may decide too
    public record UrgedView(
            int reminders,
            @Nullable Instant remindedAt,
            List<String> escalatedTo,
            @Nullable Instant escalatedAt) {
        static UrgedView of(ApprovalItem.Urged urged) {
            return new UrgedView(
                    urged.reminders(),
                    urged.remindedAt().orElse(null),
                    urged.escalatedTo(),
                    urged.escalatedAt().orElse(null));
        }
    }

    /// The workflow of the run that asks.
    public record WorkflowName(String id, String name) {}

    static ApprovalView of(
            ApprovalItem item, int needed, List<Vote> votes, List<Delegation> handedOn) {
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
                item.again(),
                needed,
                votes.stream().map(Vote::person).toList(),
                handedOn.stream().map(HandedOn::of).toList(),
                UrgedView.of(item.urged()));
    }
}
