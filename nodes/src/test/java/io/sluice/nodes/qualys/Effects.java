package io.sluice.nodes.qualys;

import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Progress;
import io.sluice.engine.node.Reconciliation;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Drives an effect as the engine does: plan, execute, follow.
public final class Effects {
    private static final int MOST_ATTEMPTS = 100;
    private static final int MOST_LOOKS = 2000;

    private Effects() {}

    public static <C extends Record, P extends Record, O extends Record> O apply(
            EffectNode<C, P, O> node, C config, NodeContext context) throws NodeFailure {
        return node.execute(node.plan(config, context).request(), context);
    }

    /// @param notes what was waited for, each once
    public record Followed<O extends Record>(O output, List<String> notes) {}

    /// Follows to the end, letting a minute of the sandbox's time pass between two looks.
    public static <P extends Record, O extends Record> Followed<O> follow(
            EffectNode<?, P, O> node, P plan, O started, NodeContext context, SandboxWorld world)
            throws NodeFailure {
        var notes = new ArrayList<String>();
        for (var look = 0; look < MOST_LOOKS; look++) {
            switch (node.follow(plan, started, context)) {
                case Progress.Done<O>(var output) -> {
                    return new Followed<>(output, List.copyOf(notes));
                }
                case Progress.Pending<O> pending -> {
                    if (!notes.contains(pending.note())) {
                        notes.add(pending.note());
                    }
                }
            }
            world.advance("PT1M");
        }
        throw new AssertionError("Never done: " + notes);
    }

    /// Carries an effect through lost answers: after each it is reconciled, and executed again only
    /// if it did not happen.
    public static <C extends Record, P extends Record, O extends Record> O persist(
            EffectNode<C, P, O> node, C config, NodeContext context) throws NodeFailure {
        var plan = node.plan(config, context).request();
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                return node.execute(plan, context);
            } catch (NodeFailure failure) {
                if (failure.outcome() != NodeFailure.Outcome.UNKNOWN) {
                    throw failure;
                }
            }
            switch (node.reconcile(plan, context)) {
                case Reconciliation.Applied<O>(var output) -> {
                    return output;
                }
                case Reconciliation.NotApplied<O> again -> {}
                case Reconciliation.Conflict<O>(var what) -> throw new AssertionError(what);
                case Reconciliation.Unknown<O>(var why) -> throw new AssertionError(why);
            }
        }
        throw new AssertionError("Never done");
    }

    public static NodeFailure failureOf(ThrowingCallable call) {
        return Assertions.catchThrowableOfType(NodeFailure.class, call);
    }
}
