package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.NodeFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What came of one step.
record Attempt(Step step, PolicyResult result, Optional<NodeFailure> failure) {
    static Attempt failed(Step step, NodeFailure failure) {
        return new Attempt(
                step,
                PolicyResult.of(step, "failed", failure.code(), failure.getMessage()),
                Optional.of(failure));
    }

    /// Not begun, because the cluster has failed at the step before.
    static Attempt untried(Step step, NodeFailure why) {
        return failed(
                step,
                NodeFailure.retryable(
                        why.code(),
                        why.fault(),
                        "Not tried, since the cluster failed before: " + why.getMessage()));
    }

    /// Of the attempts in one cluster, those that say something: that there is nothing aside of an
    /// object which is wanted, or that this is not known either, says nothing.
    static Stream<Attempt> worthTelling(List<Attempt> all) {
        return all.stream()
                .filter(attempt ->
                        all.stream()
                                .filter(other -> attempt.step.isAsideOf(other.step))
                                .noneMatch(other ->
                                        attempt.result.state().equals("absent")
                                                || (attempt.open() && other.open())));
    }

    boolean unknown() {
        return failure.filter(f -> f.outcome() == NodeFailure.Outcome.UNKNOWN).isPresent();
    }

    boolean open() {
        return !result.done();
    }
}
