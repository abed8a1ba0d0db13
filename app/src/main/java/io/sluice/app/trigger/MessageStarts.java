package io.sluice.app.trigger;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.db.authored.ConnectionRights;
import io.sluice.db.intake.Inbox;
import io.sluice.engine.node.TriggerType.Occurrence;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.port.Starters;
import io.sluice.engine.port.StoredRun;
import io.sluice.engine.port.Waits.Message;
import io.sluice.engine.port.Waits.Subscription;
import io.sluice.engine.run.RunId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Begins runs by messages and signals, on the same way as by webhooks and events: what is
/// published and enabled in the message's project. Of several workflows that begin by one message
/// the first takes it that it fits.
@Component
class MessageStarts implements Starters {
    private final TriggerBook book;
    private final RunStore runs;
    private final ConnectionRights rights;
    private final ObjectProvider<Intakes> intakes;

    /// @param intakes those of the engine that asks this: looked for when there is something to
    ///   begin
    MessageStarts(
            TriggerBook book,
            RunStore runs,
            ConnectionRights rights,
            ObjectProvider<Intakes> intakes) {
        this.book = book;
        this.runs = runs;
        this.rights = rights;
        this.intakes = intakes;
    }

    @Override
    public Set<Subscription> heard() {
        return book.heard().keySet();
    }

    private List<LiveTrigger<?, ?>> hearing(Message message) {
        return book.heard().getOrDefault(message.beginsBy(), List.of());
    }

    @Override
    public Begun begin(Message message) {
        if (!mayBegin(message)) {
            refused(
                    message,
                    "Expected a message of a version that may begin others, found one published by"
                            + " somebody who may not draw in all of the project; have it published"
                            + " by somebody who may.");
            return Begun.NOTHING;
        }
        var begun = new ArrayList<RunId>();
        boolean later = false;
        for (var trigger : hearing(message)) {
            switch (hear(trigger, message)) {
                case Heard.Took(var run) -> begun.add(run);
                case Heard.Left _ -> {}
                case Heard.Full _ -> later = true;
            }
            if (!message.signal() && (later || !begun.isEmpty())) {
                break;
            }
        }
        return new Begun(begun, later && !message.signal());
    }

    private sealed interface Heard {
        record Took(RunId run) implements Heard {}

        record Left() implements Heard {}

        /// The project has begun as many runs as it may for now.
        record Full() implements Heard {}
    }

    private <E extends Record> Heard hear(LiveTrigger<?, E> trigger, Message message) {
        try {
            return switch (intakes.getObject().hear(trigger, message, occurrence(message))) {
                case Received.Started(var run) -> new Heard.Took(run);
                case Received.Duplicate(var run) -> new Heard.Took(run);
                case Received.Ignored _, Received.Refused _ -> new Heard.Left();
            };
        } catch (ApiProblem problem) {
            if (problem.code() != ErrorCode.QUOTA_REACHED) {
                throw problem;
            }
            if (message.signal()) {
                note(trigger, message, problem.detail());
            }
            return new Heard.Full();
        }
    }

    private static Occurrence occurrence(Message message) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("payload", message.payload());
        body.put("key", message.subscription().key());
        message.sender().run().ifPresent(run -> body.put("run", run.value()));
        return new Occurrence(body, Map.of(), Optional.of(message.id()), message.receivedAt());
    }

    /// Whoever published the version of the run that tells answers for what that begins, as for
    /// what it calls.
    private boolean mayBegin(Message message) {
        return message.sender()
                .run()
                .map(run ->
                        Optional.ofNullable(runs.load(List.of(run)).get(run))
                                .map(StoredRun::state)
                                .filter(state -> rights.begins(state.workflow()))
                                .isPresent())
                .orElse(true);
    }

    @Override
    public void refused(Message message, String why) {
        hearing(message).forEach(trigger -> note(trigger, message, why));
    }

    private void note(LiveTrigger<?, ?> trigger, Message message, String why) {
        intakes.getObject()
                .note(
                        trigger.project(),
                        trigger.workflow().id(),
                        Intakes.source(trigger.source()),
                        message.payload(),
                        Inbox.Outcome.REFUSED,
                        why);
    }
}
