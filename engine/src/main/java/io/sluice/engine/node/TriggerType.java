package io.sluice.engine.node;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What can begin a run: turns what comes in into a deduplicated event, purely.
///
/// @param <C> configuration of the start node
/// @param <E> the event that the run sees as `trigger`
public interface TriggerType<C extends Record, E extends Record> {
    NodeDescriptor descriptor();

    Class<C> configType();

    Class<E> eventType();

    /// How occurrences reach it.
    Source source();

    /// Where occurrences come from.
    enum Source {
        /// A person or program starts the run; the input is the event.
        MANUAL,
        /// A request to the workflow's own webhook address.
        WEBHOOK,
        /// An event delivered to the product's EventBridge address.
        EVENTBRIDGE,
        /// The clock.
        SCHEDULE,
        /// A message of a run or a program that no run waits for; the configuration's `message`
        /// names it.
        MESSAGE,
        /// A signal of a run; the configuration's `signal` names it.
        SIGNAL
    }

    /// Looks at one occurrence.
    Reading<E> read(C config, Occurrence occurrence);

    /// Something that came in.
    ///
    /// @param body the JSON body or form, normalised
    /// @param headers lower-case names
    /// @param deliveryId the sender's id of this delivery, if it has one
    record Occurrence(
            @Nullable Object body,
            Map<String, String> headers,
            Optional<String> deliveryId,
            Instant receivedAt) {}

    /// What an occurrence means to a trigger.
    sealed interface Reading<E extends Record> {
        /// It starts a run, unless one was started under the same key before.
        ///
        /// @param dedupeKey unique per workflow for ever; empty when every occurrence counts
        record Starts<E extends Record>(E event, Optional<String> dedupeKey)
                implements Reading<E> {}

        /// It is none of this trigger's business.
        record Ignored<E extends Record>(String why) implements Reading<E> {}

        /// It is malformed.
        record Refused<E extends Record>(String why) implements Reading<E> {}
    }
}
