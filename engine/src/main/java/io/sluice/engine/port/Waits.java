package io.sluice.engine.port;

import io.sluice.engine.run.RunId;
import io.sluice.engine.run.StepId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

    /// A message name and correlation key; wake-up keys have the name [#WAKE].
    ///
    /// @param project whose runs are meant; empty for the default one. Wake-up keys have none.
    record Subscription(String message, String key, String project) {
        public Subscription(String message, String key) {
            this(message, key, "");
        }
    }

    String WAKE = "$wake";

    record Waiting(RunId run, StepId step) {}

    /// @param id unique per sender; deduplicates
    record Message(
            String id,
            Subscription subscription,
            Map<String, @Nullable Object> payload,
            Instant receivedAt) {}
}
