package io.sluice.engine.node;

import java.util.List;
import java.util.Optional;

/// Changes something outside. The engine stores the plan durably (the *intent*) before
/// [#execute(Record, NodeContext)] may open a socket, and asks [#reconcile(Record, NodeContext)]
/// when a crash or a lost answer leaves open whether it happened.
///
/// @param <C> configuration
/// @param <P> plan: everything `execute` needs, rendered once, stored as JSON; must hold no secret
/// @param <O> output
public non-sealed interface EffectNode<C extends Record, P extends Record, O extends Record>
        extends NodeType<C, O> {
    Class<P> planType();

    /// What an unanswered call means, and so how it is reconciled.
    EffectClass effectClass();

    /// Works out what would change, by reads only: the same call serves a dry run. The plan carries
    /// the before-image that [#undo()] needs.
    ///
    /// A plan without changes means that the world is already as wished; [#execute] is still called
    /// and must then be a no-op that reports so.
    Plan<P> plan(C config, NodeContext context) throws NodeFailure;

    /// Makes the change, sending [NodeContext#effectKey()] as the provider's idempotency aid. No
    /// retries of writes in here: a lost answer must surface as [NodeFailure.Outcome#UNKNOWN].
    O execute(P plan, NodeContext context) throws NodeFailure;

    /// Finds out what became of an intent whose outcome was never recorded. Reads only, but for a
    /// CONVERGENT effect which may be reported NotApplied and is then executed again with the same
    /// plan.
    Reconciliation<O> reconcile(P plan, NodeContext context) throws NodeFailure;

    /// How to follow what [#execute(Record, NodeContext)] began, when the provider works on after
    /// it answered. The default: nothing to follow.
    default Progress<O> follow(P plan, O started, NodeContext context) throws NodeFailure {
        return Progress.done(started);
    }

    /// What the output would look like, for the rest of a dry run: as much as the plan tells, with
    /// placeholders such as `(planned)` for what only the provider knows. Empty ends the dry run's
    /// path here, visibly.
    default Optional<O> preview(P plan) {
        return Optional.empty();
    }

    /// What names the thing that was made, such as a ticket's number: two answers with the same
    /// name speak of one thing, with different names of two. Asked when a call is answered that was
    /// given up for lost.
    default Object made(O output) {
        return output;
    }

    /// How to undo it, if it can be.
    default Optional<Undo<P, O>> undo() {
        return Optional.empty();
    }

    /// What the plan changes, named alike by every node type that changes the same:
    /// `aws:ec2:i-0abc`. No two runs change one of these at once: the engine holds their locks from
    /// before the intent until the step is over. None by default: then nothing is locked.
    default List<String> resources(P plan) {
        return List.of();
    }

    /// How long after the call a provider may still hide its result from searches; a PROBE is
    /// resent only after this has passed as well.
    default java.time.Duration visibilityWindow() {
        return java.time.Duration.ofSeconds(30);
    }

    /// Undoes an effect from its plan, in which the before-image is recorded. An undo is an effect
    /// of its own with a key of its own, always CONVERGENT: executing it twice does no harm.
    interface Undo<P extends Record, O extends Record> {
        /// What undoing would change; reads only.
        Plan<P> plan(P applied, O output, NodeContext context) throws NodeFailure;

        /// Undoes. Must do nothing when already undone, and fail with a conflict when a third party
        /// has changed what would be restored.
        void execute(P undoPlan, NodeContext context) throws NodeFailure;
    }
}
