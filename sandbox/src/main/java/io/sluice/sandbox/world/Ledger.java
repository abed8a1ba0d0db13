package io.sluice.sandbox.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Every call of a vendor's interface. A write's entry is committed together with the write; reads
/// are kept back and committed with the next write or within a moment.
public final class Ledger {
    private static final int MAX_ENTRIES = 100_000;

    private final World world;
    private final Table<Entry> entries;
    private final Table<Effect> effects;
    private final Queue<Entry> reads = new ConcurrentLinkedQueue<>();

    Ledger(World world) {
        this.world = world;
        this.entries = world.table("calls", Entry.class);
        this.effects = world.table("effects", Effect.class);
    }

    /// One call.
    ///
    /// @param key the idempotency aid that was seen, or empty
    /// @param applied whether it changed the world; a repeat that changes nothing did not
    /// @param status absent when the connection was dropped without an answer
    public record Entry(
            long seq,
            Instant at,
            String service,
            String operation,
            String key,
            boolean applied,
            boolean write,
            @Nullable Integer status,
            String subject) {
        Entry numbered(long number) {
            return new Entry(number, at, service, operation, key, applied, write, status, subject);
        }
    }

    /// How often the same write changed the world.
    public record Effect(
            String service, String operation, String subject, String key, long applied) {}

    /// Notes a write, inside the change that makes it.
    public void add(Entry entry) {
        long seq = world.ids().next("call", 0);
        entries.put("%015d".formatted(seq), entry.numbered(seq));
        if (entry.applied()) {
            String id =
                    String.join(
                            "\u001f",
                            entry.service(),
                            entry.operation(),
                            entry.subject(),
                            entry.key());
            long before = effects.find(id).map(Effect::applied).orElse(0L);
            effects.put(
                    id,
                    new Effect(
                            entry.service(),
                            entry.operation(),
                            entry.subject(),
                            entry.key(),
                            before + 1));
        }
        while (entries.size() > MAX_ENTRIES) {
            entries.remove(entries.rows().firstKey());
        }
    }

    /// Notes a read, from outside the lock.
    public void addLater(Entry entry) {
        reads.add(entry);
    }

    boolean hasReads() {
        return !reads.isEmpty();
    }

    void takeReads() {
        for (Entry entry = reads.poll(); entry != null; entry = reads.poll()) {
            add(entry);
        }
    }

    public List<Entry> since(long seq, int limit) {
        return entries.rows().tailMap("%015d".formatted(seq), false).values().stream()
                .limit(limit)
                .toList();
    }

    public List<Effect> effects() {
        return new ArrayList<>(effects.all());
    }

    void clear() {
        reads.clear();
        entries.clear();
        effects.clear();
    }
}
