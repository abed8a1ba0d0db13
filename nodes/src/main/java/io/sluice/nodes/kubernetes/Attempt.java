package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.NodeFailure;
import java.util.Optional;

/// What came of one step.
record Attempt(Step step, PolicyResult result, Optional<NodeFailure> failure) {
    static Attempt failed(Step step, NodeFailure failure) {
        return new Attempt(
                step,
                PolicyResult.of(step, "failed", failure.code(), failure.getMessage()),
                Optional.of(failure));
    }

    boolean unknown() {
        return failure.filter(f -> f.outcome() == NodeFailure.Outcome.UNKNOWN).isPresent();
    }

    boolean open() {
        return !result.done();
    }
}
