package io.sluice.sandbox.world;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What was sent to the receivers of events: the last ten thousand messages.
public final class Inbox {
    private static final int MAX_MESSAGES = 10_000;

    private final World world;
    private final Table<Received> messages;
    private final Table<Sink> sinks;

    Inbox(World world) {
        this.world = world;
        this.messages = world.table("received", Received.class);
        this.sinks = world.table("sinks", Sink.class);
    }

    /// A message as it came.
    ///
    /// @param channel `splunk`, `sink/<name>`, `syslog-tcp` or `syslog-udp`
    /// @param key the id that the sender gave it, or empty
    /// @param body as text
    /// @param parsed its parts, where the channel has a format; null when it is malformed
    public record Received(
            long seq,
            Instant at,
            String channel,
            String key,
            Map<String, String> headers,
            String body,
            @Nullable Map<String, @Nullable Object> parsed) {
        public Received {
            headers = new TreeMap<>(headers);
        }
    }

    /// How a named sink behaves.
    ///
    /// @param secret checks the signature of Standard Webhooks when present
    /// @param status what it answers
    public record Sink(@Nullable String secret, int status) {
        static final Sink DEFAULT = new Sink(null, 200);
    }

    /// Whether a message of this id has come through the channel before.
    public boolean knows(String channel, String key) {
        return !key.isEmpty()
                && messages.all().stream()
                        .anyMatch(m -> m.channel().equals(channel) && m.key().equals(key));
    }

    /// Keeps a message; inside a write.
    public Received add(
            String channel,
            String key,
            Map<String, String> headers,
            String body,
            @Nullable Map<String, @Nullable Object> parsed) {
        long seq = world.ids().next("received", 0);
        Received received = new Received(seq, world.realNow(), channel, key, headers, body, parsed);
        messages.put("%015d".formatted(seq), received);
        while (messages.size() > MAX_MESSAGES) {
            messages.remove(messages.rows().firstKey());
        }
        return received;
    }

    /// The messages after a number, of the channels that begin with a text.
    public List<Received> since(long seq, String channel, int limit) {
        return messages.rows().tailMap("%015d".formatted(seq), false).values().stream()
                .filter(m -> m.channel().startsWith(channel))
                .limit(limit)
                .toList();
    }

    public void clear() {
        messages.clear();
    }

    public Sink sink(String name) {
        return Optional.ofNullable(sinks.rows().get(name)).orElse(Sink.DEFAULT);
    }

    public void setSink(String name, Sink sink) {
        sinks.put(name, sink);
    }

    void reset() {
        messages.clear();
        sinks.clear();
    }
}
