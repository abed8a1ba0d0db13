package io.sluice.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Messages to the outside that wait for delivery, at least once, with back-off in real time.
public final class Outbox {
    private static final int MAX_ATTEMPTS = 185;
    private static final long FIRST_BACK_OFF_MILLIS = 200;
    private static final long LAST_BACK_OFF_MILLIS = 15_000;
    private static final int MAX_WAITING = 20_000;

    private final World world;
    private final Table<Message> messages;
    private final Table<Destination> targets;

    Outbox(World world) {
        this.world = world;
        this.messages = world.table("outbox", Message.class);
        this.targets = world.table("targets", Destination.class);
    }

    /// Who is told.
    public enum Target {
        CDR("cdr"),
        EVENTS("events"),
        SERVICENOW("servicenow"),
        TETRAGON("tetragon");

        private final String wireName;

        Target(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    /// Where a target listens.
    ///
    /// @param hmacSecret signs the raw body when present: in `X-Sluice-Signature`, for findings and
    ///   what agents report in `X-Qualys-Signature`
    public record Destination(
            String url, Map<String, String> headers, @Nullable String hmacSecret) {
        public Destination {
            headers = headers == null ? Map.of() : Map.copyOf(headers);
        }
    }

    /// One message on its way.
    ///
    /// @param nextAttempt in the machine's time
    /// @param state `waiting`, or `dead` when it was refused or given up
    public record Message(
            String id,
            Target target,
            String body,
            Instant at,
            int attempts,
            Instant nextAttempt,
            String state,
            String lastProblem) {}

    /// Adds a message when its target is set; else nobody listens and nothing is kept.
    public void add(Target target, String body, Instant at) {
        if (destination(target).isPresent() && messages.size() < MAX_WAITING) {
            String id = "%015d".formatted(world.ids().next("message", 0));
            messages.put(id, new Message(id, target, body, at, 0, world.realNow(), "waiting", ""));
        }
    }

    public Optional<Destination> destination(Target target) {
        return targets.find(target.wireName());
    }

    public void direct(Target target, @Nullable Destination destination) {
        if (destination == null) {
            targets.remove(target.wireName());
        } else {
            targets.put(target.wireName(), destination);
        }
    }

    public List<Message> messages() {
        return List.copyOf(messages.all());
    }

    /// The messages whose time has come, oldest first.
    public List<Message> due(int limit) {
        Instant now = world.realNow();
        return messages.all().stream()
                .filter(m -> m.state().equals("waiting") && !m.nextAttempt().isAfter(now))
                .limit(limit)
                .toList();
    }

    public void delivered(Message message) {
        messages.remove(message.id());
    }

    /// Plans the next attempt, or gives up.
    public void failed(Message message, String problem, boolean retryable) {
        if (messages.find(message.id()).isEmpty()) {
            return;
        }
        int attempts = message.attempts() + 1;
        boolean dead = !retryable || attempts >= MAX_ATTEMPTS;
        long backOff =
                Math.min(LAST_BACK_OFF_MILLIS, FIRST_BACK_OFF_MILLIS << Math.min(attempts - 1, 10));
        messages.put(
                message.id(),
                new Message(
                        message.id(),
                        message.target(),
                        message.body(),
                        message.at(),
                        attempts,
                        world.realNow().plus(Duration.ofMillis(backOff)),
                        dead ? "dead" : "waiting",
                        problem));
    }

    void clear() {
        messages.clear();
    }
}
