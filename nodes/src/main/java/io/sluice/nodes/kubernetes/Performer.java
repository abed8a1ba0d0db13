package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.value.Values;
import io.sluice.nodes.kubernetes.Step.Action;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Carries out the steps of one cluster. Each may be carried out again: what is there already is
/// adopted, and nothing is written for it. Before each write it looks once more: what has been
/// changed since it was planned is left alone.
record Performer(Cluster cluster) {
    PolicyResult perform(Step step) throws NodeFailure {
        return switch (step.action()) {
            case CREATE, UPDATE -> applied(step, false);
            case REPAIR -> repaired(step);
            case LATE -> step.object() == null ? lateGone(step) : late(step);
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
        var live = found(step);
        if (asPlanned(step, live)) {
            return apply(step, force);
        }
        return arrived(step, live)
                ? PolicyResult.of(step, "applied", "", step.message())
                : changed(step, live);
    }

    private PolicyResult apply(Step step, boolean force) throws NodeFailure {
        try {
            cluster.apply(step.ref(), Objects.requireNonNull(step.object()), force, false);
            return PolicyResult.of(step, "applied", "", step.message());
        } catch (NodeFailure e) {
            return conflict(step, e);
        }
    }

    /// What changed in this very moment is not overwritten.
    private static PolicyResult conflict(Step step, NodeFailure e) throws NodeFailure {
        if (e.code().equals("kubernetes.conflict")) {
            return PolicyResult.of(step, "conflict", e.code(), e.getMessage());
        }
        throw e;
    }

    /// Whether the cluster still has what was seen when this was planned.
    private static boolean asPlanned(Step step, Optional<Live> live) {
        var before = step.before();
        if (before == null || live.isEmpty()) {
            return before == null && live.isEmpty();
        }
        return live.get().belongsTo(step.policy())
                && Objects.equals(
                        Values.normalise(before.get("spec")), Values.normalise(live.get().spec()));
    }

    /// Whether the cluster has what this step brings, from an attempt whose answer was lost.
    private static boolean arrived(Step step, Optional<Live> live) {
        if (step.object() == null || live.isEmpty()) {
            return false;
        }
        var wanted = new Live(step.object());
        return live.get().belongsTo(step.policy())
                && live.get().effect().equals(wanted.effect())
                && live.get().hash().equals(wanted.hash());
    }

    private static PolicyResult changed(Step step, Optional<Live> live) {
        var before = step.before();
        var differences =
                live.map(now ->
                                Difference.between(
                                        now.spec(), before == null ? null : before.get("spec")))
                        .orElse(java.util.List.of());
        var by = live.map(Live::others).filter(names -> !names.isEmpty());
        return PolicyResult.of(
                        step,
                        "conflict",
                        "kubernetes.conflict",
                        "Expected "
                                + step.ref().text()
                                + " to be as it was when this was planned, found "
                                + (live.isEmpty()
                                        ? "it gone"
                                        : before == null ? "one made since" : "it changed since")
                                + by.map(names -> " by " + String.join(", ", names)).orElse("")
                                + "; look at it, then run this again.")
                .with(differences);
    }

    private PolicyResult repaired(Step step) throws NodeFailure {
        var result = applied(step, true);
        if (result.done()) {
            var live = found(step);
            var left =
                    step.foreign().stream()
                            .filter(key -> live.filter(l -> l.spec().containsKey(key)).isPresent())
                            .toList();
            if (!left.isEmpty()) {
                cluster.strip(step.ref(), left);
            }
        }
        return result;
    }

    private PolicyResult neutralised(Step step) throws NodeFailure {
        var result = applied(step, true);
        return result.done()
                ? PolicyResult.of(step, "neutralised", "kubernetes.forbidden", step.message())
                : result;
    }

    /// Nothing was seen when this was planned: what is missing is made, what is as we left it gets
    /// its new form, and anything else stays as it is. The result keeps what was there for an undo.
    private PolicyResult late(Step step) throws NodeFailure {
        var live = found(step);
        if (live.isEmpty()) {
            return apply(step, false);
        }
        var now = live.get();
        if (arrived(step, live)) {
            return PolicyResult.of(step, "applied", "", "");
        }
        if (!now.belongsTo(step.policy()) || now.touched()) {
            return notOurs(step, now);
        }
        return now.hash().equals(step.hash()) && !Neutral.is(now.object())
                ? PolicyResult.of(step, "unchanged", "", "")
                : apply(step, false).with(now.restorable());
    }

    private PolicyResult lateGone(Step step) throws NodeFailure {
        var live = found(step);
        if (live.isEmpty() || !live.get().belongsTo(step.policy())) {
            return PolicyResult.of(step, "absent", "", "");
        }
        return live.get().touched()
                ? notOurs(step, live.get())
                : delete(step, live.get()).with(live.get().restorable());
    }

    private static PolicyResult notOurs(Step step, Live now) {
        return PolicyResult.of(
                step,
                now.belongsTo(step.policy()) ? "drifted" : "conflict",
                "kubernetes.conflict",
                "The cluster did not answer when this was planned, and has an object of this name that "
                        + (now.belongsTo(step.policy())
                                ? "was changed by " + String.join(", ", now.others())
                                : "is not this policy's")
                        + "; look at it, then run this again.");
    }

    private PolicyResult deleted(Step step) throws NodeFailure {
        var live = found(step);
        if (live.isEmpty()) {
            return PolicyResult.of(step, "removed", "", "");
        }
        return asPlanned(step, live) ? delete(step, live.get()) : changed(step, live);
    }

    private PolicyResult delete(Step step, Live live) throws NodeFailure {
        try {
            cluster.delete(step.ref(), live.resourceVersion());
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
        @Nullable Map<String, @Nullable Object> wanted = step.object();
        if (wanted == null) {
            return live.filter(l -> l.belongsTo(step.policy())).isEmpty();
        }
        if (step.action() == Action.NEUTRALISE) {
            return live.filter(l -> Neutral.is(l.object())).isPresent();
        }
        return live.filter(l -> l.belongsTo(step.policy()))
                .filter(l -> l.hash().equals(step.hash()))
                .filter(l -> step.action() != Action.REPAIR || arrived(step, live))
                .filter(l -> step.foreign().stream().noneMatch(l.spec()::containsKey))
                .isPresent();
    }
}
