package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.Field;
import java.util.List;

/// What became of one policy in one cluster.
record PolicyResult(
        @Field(title = "Policy") String policy,
        @Field(title = "Cluster", description = "The connection's name.") String cluster,
        @Field(title = "Object") String object,
        @Field(
                        title = "State",
                        oneOf = {
                            "applied",
                            "unchanged",
                            "removed",
                            "absent",
                            "neutralised",
                            "drifted",
                            "conflict",
                            "failed"
                        })
                String state,
        @Field(title = "Code", description = "Empty unless it failed or is in conflict.")
                String code,
        @Field(title = "Message") String message,
        @Field(title = "Differences") List<Difference> differences) {
    PolicyResult {
        differences = List.copyOf(differences);
    }

    boolean done() {
        return switch (state) {
            case "applied", "unchanged", "removed", "absent", "neutralised" -> true;
            default -> false;
        };
    }

    static PolicyResult of(Step step, String state, String code, String message) {
        return new PolicyResult(
                step.policy(),
                step.cluster(),
                step.ref().text(),
                state,
                code,
                message,
                step.differences());
    }
}
