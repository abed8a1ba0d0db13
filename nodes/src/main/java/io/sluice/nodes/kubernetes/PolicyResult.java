package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.Field;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        @Field(title = "Differences") List<Difference> differences,
        @Field(
                        title = "Before",
                        description =
                                "What an undo gives back, where the cluster could not be asked beforehand.")
                @Nullable Map<String, @Nullable Object> before) {
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
                step.differences(),
                null);
    }

    PolicyResult with(List<Difference> found) {
        return new PolicyResult(policy, cluster, object, state, code, message, found, before);
    }

    PolicyResult with(Map<String, @Nullable Object> was) {
        return new PolicyResult(policy, cluster, object, state, code, message, differences, was);
    }
}
