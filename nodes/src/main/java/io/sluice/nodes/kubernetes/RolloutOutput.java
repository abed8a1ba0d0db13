package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.Field;
import java.util.List;

/// What came of bringing policies to clusters.
record RolloutOutput(
        @Field(title = "Policies", description = "Ids.") List<String> policies,
        @Field(title = "Results", description = "One for each policy, cluster and object.")
                List<PolicyResult> results,
        @Field(title = "Applied", description = "Objects that were made, changed or removed.")
                int applied,
        @Field(title = "Unchanged", description = "Objects that were as wanted.") int unchanged,
        @Field(title = "Drifted", description = "Objects that somebody else has changed.")
                int drifted,
        @Field(title = "Conflicts", description = "Objects that are somebody else's.")
                int conflicts,
        @Field(
                        title = "Failed",
                        description = "Objects that could not be brought to their cluster.")
                int failed,
        @Field(title = "Failed clusters", description = "Each once.") List<String> failedClusters) {
    RolloutOutput {
        policies = List.copyOf(policies);
        results = List.copyOf(results);
        failedClusters = List.copyOf(failedClusters);
    }

    static RolloutOutput of(List<String> policies, List<PolicyResult> results) {
        return new RolloutOutput(
                policies,
                results,
                count(results, "applied")
                        + count(results, "removed")
                        + count(results, "neutralised"),
                count(results, "unchanged") + count(results, "absent"),
                count(results, "drifted"),
                count(results, "conflict"),
                count(results, "failed"),
                results.stream()
                        .filter(r -> r.state().equals("failed"))
                        .map(PolicyResult::cluster)
                        .distinct()
                        .toList());
    }

    private static int count(List<PolicyResult> results, String state) {
        return (int) results.stream().filter(r -> r.state().equals(state)).count();
    }
}
