package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.kubernetes.Step.Action;
import java.util.List;

/// When a roll-out as a whole has failed.
final class Failures {
    private Failures() {}

    /// A lost answer always surfaces, so that it is looked up. Else the step fails when nothing
    /// could be done, or when it was told to be strict and something could not.
    static void throwFor(RolloutPlan plan, List<Attempt> attempts) throws NodeFailure {
        var unknown = attempts.stream().filter(Attempt::unknown).findFirst();
        if (unknown.isPresent()) {
            throw unknown.get().failure().orElseThrow();
        }
        var open = attempts.stream().filter(Attempt::open).toList();
        if (open.isEmpty() || (!plan.strict() && open.size() < attempts.size())) {
            return;
        }
        boolean told =
                open.stream()
                        .map(a -> a.step().action())
                        .allMatch(a -> a == Action.DRIFTED || a == Action.CONFLICT);
        if (told && !plan.strict()) {
            return;
        }
        boolean some = attempts.stream().anyMatch(a -> a.step().action().writes() && !a.open());
        var failure = summary(open, attempts.size());
        throw some ? failure.partly() : failure;
    }

    private static NodeFailure summary(List<Attempt> open, int all) {
        var first =
                open.stream()
                        .filter(a -> a.failure().filter(NodeFailure::retryable).isPresent())
                        .findFirst()
                        .orElse(open.getFirst());
        var code = first.result().code().isEmpty() ? "crs.drifted" : first.result().code();
        var message =
                open.size()
                        + " of "
                        + all
                        + " objects are not as they should be; the first, "
                        + first.result().object()
                        + " in cluster '"
                        + first.result().cluster()
                        + "': "
                        + first.result().message();
        return first.failure().filter(NodeFailure::retryable).isPresent()
                ? NodeFailure.retryable(code, NodeFailure.Fault.PROVIDER, message)
                : NodeFailure.permanent(code, NodeFailure.Fault.USER, message);
    }
}
