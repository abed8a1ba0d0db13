package io.sluice.engine.decide;

import io.sluice.engine.definition.Node;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.Step.Doing.Reminder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a decision means for the run: it is the step's output, and the path goes on. And what is
/// said to people while there is none.
final class Approvals {
    private Approvals() {}

    static void decide(Walk walk, Step step, String decision, Actor by, String comment) {
        walk.emit(new Event.ApprovalDecided(step.id(), decision, by, comment));
        walk.complete(step, output(decision, by, comment, walk.now));
    }

    /// Reminds people, and asks others, when it is time. What was missed while nothing ran is made
    /// up for by one reminder.
    static void urge(Walk walk, Step step, Doing.Decide asked) {
        asked.escalateAt()
                .filter(at -> !at.isAfter(walk.now))
                .ifPresent(_ ->
                        walk.emit(
                                new Event.ApprovalEscalated(
                                        step.id(), step.node(), others(walk, step))));
        asked.reminder()
                .filter(reminder -> !reminder.at().isAfter(walk.now))
                .ifPresent(reminder ->
                        walk.emit(
                                new Event.ApprovalReminded(
                                        step.id(),
                                        step.node(),
                                        reminder.number(),
                                        next(walk, reminder))));
    }

    private static List<String> others(Walk walk, Step step) {
        return walk.graph.node(step.node()) instanceof Node.Approval approval
                ? approval.urging().escalateTo()
                : List.of();
    }

    private static Optional<Instant> next(Walk walk, Reminder reminder) {
        return reminder.number() < Node.Urging.MOST_REMINDERS
                ? reminder.every().map(walk.now::plus)
                : Optional.empty();
    }

    static Map<String, @Nullable Object> output(
            String decision, Actor by, String comment, Instant at) {
        var output = new LinkedHashMap<String, @Nullable Object>();
        output.put("decision", decision);
        output.put("by", by.name());
        output.put("comment", comment);
        output.put("at", at.toString());
        return output;
    }
}
