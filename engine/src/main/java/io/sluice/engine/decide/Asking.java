package io.sluice.engine.decide;

import io.sluice.engine.definition.Node;
import io.sluice.engine.expression.ExpressionFailure;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Comes to an approval: asks people, and says when they are urged.
record Asking(Entering entering, Walk walk) {
    void ask(Node.Approval approval, Step.Ties ties) throws ExpressionFailure {
        var title = entering.text(walk, approval.title());
        var description = entering.text(walk, approval.description());
        var urging = approval.urging();
        var asked =
                new Doing.Decide(
                        at(approval.deadline()), reminder(urging), at(urging.escalateAfter()));
        var step = walk.open(approval, ties, asked);
        if (walk.dry()) {
            walk.complete(
                    step,
                    Approvals.output("approved", Actor.ENGINE, "assumed by the dry run", walk.now));
            return;
        }
        walk.emit(
                new Event.ApprovalRequested(
                        step.id(),
                        approval.id(),
                        title,
                        description,
                        approval.approvers(),
                        asked.deadline(),
                        urging.connection()));
    }

    private Optional<Instant> at(Optional<String> after) throws ExpressionFailure {
        return after.isEmpty()
                ? Optional.empty()
                : Optional.of(walk.now.plus(entering.duration(walk, after.get())));
    }

    private Optional<Doing.Reminder> reminder(Node.Urging urging) throws ExpressionFailure {
        if (urging.first().isEmpty()) {
            return Optional.empty();
        }
        var first = walk.now.plus(apart(urging.first().get()));
        Optional<Duration> every =
                urging.remindEvery().isEmpty()
                        ? Optional.empty()
                        : Optional.of(apart(urging.remindEvery().get()));
        return Optional.of(new Doing.Reminder(first, every, 1));
    }

    /// Reminders come no faster than people can heed them.
    private Duration apart(String configured) throws ExpressionFailure {
        var duration = entering.duration(walk, configured);
        if (duration.compareTo(Node.Urging.SHORTEST) < 0) {
            throw new ExpressionFailure(
                    "Expected at least a minute before a reminder, found '" + duration + "'.");
        }
        return duration;
    }
}
