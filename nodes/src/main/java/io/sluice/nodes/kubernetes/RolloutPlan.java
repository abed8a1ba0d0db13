package io.sluice.nodes.kubernetes;

import io.sluice.policy.lifecycle.PolicyStatus;
import io.sluice.policy.register.PolicyRecord;
import java.util.List;

/// Everything that bringing policies to clusters needs, worked out once.
///
/// @param effect the key of this effect, written on each object
/// @param reason of the move; empty where there is none
/// @param strict whether a cluster that fails makes the step fail
record RolloutPlan(
        String project,
        String effect,
        String reason,
        boolean strict,
        List<Planned> policies,
        List<Step> steps) {
    RolloutPlan {
        policies = List.copyOf(policies);
        steps = List.copyOf(steps);
    }

    /// One policy as it was planned.
    ///
    /// @param form `audit`, `enforce` or `none`: what clusters have when all is done
    record Planned(String id, int generation, String form, List<String> clusters) {
        Planned {
            clusters = List.copyOf(clusters);
        }
    }

    /// The policy as it would be in another state: for what a move would bring about.
    static PolicyRecord as(PolicyRecord policy, PolicyStatus status) {
        return new PolicyRecord(
                policy.id(),
                policy.project(),
                policy.key(),
                policy.technique(),
                status,
                policy.generation(),
                policy.version(),
                policy.clusters(),
                policy.audit(),
                policy.enforce(),
                policy.approved(),
                policy.whyNot(),
                policy.notes(),
                policy.tuning(),
                policy.authors(),
                policy.findings(),
                policy.detectedAt(),
                policy.generatedAt(),
                policy.auditSince(),
                policy.enforcedAt(),
                policy.expiresAt(),
                policy.breakGlassUntil());
    }
}
