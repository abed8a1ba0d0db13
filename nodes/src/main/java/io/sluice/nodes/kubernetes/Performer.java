package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.kubernetes.Step.Action;
import java.util.Optional;

/// Carries out the steps of one cluster. Each may be carried out again: what is there already is
/// adopted.
record Performer(Cluster cluster, String effect) {
    PolicyResult perform(Step step) throws NodeFailure {
        return switch (step.action()) {
            case CREATE, UPDATE -> applied(step, false);
            case REPAIR -> repaired(step);
            case LATE -> late(step);
            case NEUTRALISE -> neutralised(step);
            case DELETE -> deleted(step);
            case NONE ->
                    PolicyResult.of(
                            step,
                            step.object() == null ? "absent" : "unchanged",
                            "",
                            step.message());
            case DRIFTED -> PolicyResult.of(step, "drifted", "", step.message());
            case CONFLICT -> PolicyResult.of(step, "conflict", step.code(), step.message());
            case IMPOSSIBLE -> PolicyResult.of(step, "failed", step.code(), step.message());
        };
    }

    private PolicyResult applied(Step step, boolean force) throws NodeFailure {
        try {
            cluster.apply(
                    step.ref(), java.util.Objects.requireNonNull(step.object()), force, false);
            return PolicyResult.of(step, "applied", "", step.message());
        } catch (NodeFailure e) {
            return conflict(step, e);
        }
    }

    /// What changed between plan and apply is not overwritten.
    private static PolicyResult conflict(Step step, NodeFailure e) throws NodeFailure {
        if (e.code().equals("kubernetes.conflict")) {
            return PolicyResult.of(step, "conflict", e.code(), e.getMessage());
        }
        throw e;
    }

    private PolicyResult repaired(Step step) throws NodeFailure {
        var result = applied(step, true);
        var live = found(step);
        var left =
                step.foreign().stream()
                        .filter(key -> live.filter(l -> l.spec().containsKey(key)).isPresent())
                        .toList();
        if (!left.isEmpty()) {
            cluster.strip(step.ref(), left);
        }
        return result;
    }

    private PolicyResult neutralised(Step step) throws NodeFailure {
        var result = applied(step, true);
        return result.done()
                ? PolicyResult.of(step, "neutralised", "kubernetes.forbidden", step.message())
                : result;
    }

    /// Only what is certain: makes what is missing, and leaves everything else as it is.
    private PolicyResult late(Step step) throws NodeFailure {
        var live = found(step);
        if (live.isEmpty()) {
            return applied(step, false);
        }
        if (live.get().ours() && live.get().hash().equals(step.hash())) {
            boolean own = live.get().effect().equals(effect);
            return PolicyResult.of(step, own ? "applied" : "unchanged", "", "");
        }
        return PolicyResult.of(
                step,
                "failed",
                "kubernetes.unreachable",
                "The cluster did not answer when this was planned and has another form of the object; run this again.");
    }

    private PolicyResult deleted(Step step) throws NodeFailure {
        var live = found(step);
        if (live.isEmpty()) {
            return PolicyResult.of(step, "absent", "", "");
        }
        if (!live.get().resourceVersion().equals(step.version())) {
            return PolicyResult.of(
                    step,
                    "conflict",
                    "kubernetes.conflict",
                    "The object has been changed since this was planned; look at it, then run this again.");
        }
        try {
            cluster.delete(step.ref(), step.version());
            return PolicyResult.of(step, "removed", "", "");
        } catch (NodeFailure e) {
            return conflict(step, e);
        }
    }

    private Optional<Live> found(Step step) throws NodeFailure {
        return cluster.find(step.ref()).map(Live::new);
    }

    /// Whether the cluster is as the step wants it, by reading only.
    boolean isDone(Step step) throws NodeFailure {
        if (!step.action().writes()) {
            return true;
        }
        var live = found(step);
        if (step.action() == Action.DELETE) {
            return live.isEmpty();
        }
        if (step.action() == Action.NEUTRALISE) {
            return live.filter(l -> Neutral.is(l.object())).isPresent();
        }
        return live.filter(Live::ours)
                .filter(l -> l.hash().equals(step.hash()))
                .filter(l -> step.action() != Action.REPAIR || l.effect().equals(effect))
                .filter(l -> step.foreign().stream().noneMatch(l.spec()::containsKey))
                .isPresent();
    }
}
