package io.sluice.engine.port;

import io.sluice.engine.run.Actor;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who waits for which message, and messages that came too early.
public interface Waits {
    /// The open waits of these subscriptions, message waits and wake-up keys alike. (They are
    /// written by commits.)
    Map<Subscription, List<Waiting>> find(Collection<Subscription> subscriptions);

    /// Keeps a message that nobody waits for yet, until `expiresAt`; one with the id of an earlier
    /// message is dropped. Answers whether it was new.
    boolean keep(Message message, Instant expiresAt);

    /// Kept messages for which somebody waits at `now`, oldest first: a wait that was opened after
    /// its message came.
    List<Message> matched(Instant now, int max);

    /// Drops what has expired by `now`. (A delivered message is marked as such by the commit that
    /// delivers it.)
    void expire(Instant now);

    /// Forgets a kept message: a signal that was handed out.
    void drop(String id);

    /// Kept messages that nobody waits for and something begins by, and signals for which that has
    /// not been looked at; oldest first.
    ///
    /// @param heard what something begins by
    List<Message> starting(Collection<Subscription> heard, Instant now, int max);

    /// A kept message begins nothing more, or nothing before `again`. A signal goes on waiting for
    /// those who begin to wait within [#SIGNAL_TTL] of its coming.
    void begun(String id, Optional<Instant> again);

    /// A message name and correlation key; wake-up keys have the name [#WAKE].
    ///
    /// @param project whose runs are meant; empty for the default one. Wake-up keys have none.
    record Subscription(String message, String key, String project) {
        public Subscription(String message, String key) {
            this(message, key, "");
        }
    }

    String WAKE = "$wake";

    /// How long a signal is heard by those who begin to wait.
    Duration SIGNAL_TTL = Duration.ofSeconds(10);

    record Waiting(RunId run, StepId step) {}

    /// @param id unique per sender; deduplicates
    record Message(
            String id,
            Subscription subscription,
            Map<String, @Nullable Object> payload,
            Instant receivedAt,
            Sender sender) {
        /// One that begins no run.
        public Message(
                String id,
                Subscription subscription,
                Map<String, @Nullable Object> payload,
                Instant receivedAt) {
            this(id, subscription, payload, receivedAt, Sender.NOBODY);
        }

        public boolean signal() {
            return subscription.message().equals(Doing.Listen.SIGNAL);
        }

        /// By what workflows begin that hear it: a message's key is for those who wait.
        public Subscription beginsBy() {
            return signal()
                    ? subscription
                    : new Subscription(subscription.message(), "", subscription.project());
        }
    }

    /// Who sent a message.
    ///
    /// @param chain how many messages and signals of runs lie between it and what came from outside
    /// @param begins whether it may begin runs
    record Sender(Actor by, int chain, boolean begins) {
        static final Sender NOBODY = new Sender(Actor.ENGINE, 0, false);

        /// A run that is as far in a chain.
        public static Sender run(RunId run, int chain) {
            return new Sender(new Actor(RUN, run.value()), chain, true);
        }

        /// The run that sent it, if one did.
        public Optional<RunId> run() {
            return by.kind().equals(RUN) ? Optional.of(new RunId(by.name())) : Optional.empty();
        }

        private static final String RUN = "run";
    }
}
