package io.sluice.engine.port;

import io.sluice.engine.value.Values;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What began a run. The same key never begins a second run of the same workflow: the later commit
/// is answered with the run that the first began.
///
/// @param workflow id of the workflow
/// @param key dedupe key or idempotency key
/// @param source `manual`, `webhook`, `eventbridge`, `schedule`
/// @param payload what came in, as the trigger read it
/// @param happenedAt when it happened outside, if the sender says so
/// @param message the kept message that begins the run: it is delivered with the run's first
///   commit, and one that was delivered before begins none
public record Intake(
        String project,
        String workflow,
        String key,
        String source,
        Map<String, @Nullable Object> payload,
        Instant receivedAt,
        Optional<Instant> happenedAt,
        Optional<String> message) {
    public Intake {
        payload = Values.frozen(payload);
    }

    /// Of something that is no message.
    public Intake(
            String project,
            String workflow,
            String key,
            String source,
            Map<String, @Nullable Object> payload,
            Instant receivedAt,
            Optional<Instant> happenedAt) {
        this(project, workflow, key, source, payload, receivedAt, happenedAt, Optional.empty());
    }

    /// Of something that does not say when it happened.
    public Intake(
            String project,
            String workflow,
            String key,
            String source,
            Map<String, @Nullable Object> payload,
            Instant receivedAt) {
        this(project, workflow, key, source, payload, receivedAt, Optional.empty());
    }
}
