package io.sluice.sandbox.world;

import java.time.Instant;

/// What will happen by itself, and when, in simulated time.
final class Agenda {
    /// The kinds of things that happen without a caller.
    enum Kind {
        INSTANCE_SETTLES,
        SNAPSHOT_SETTLES,
        ASSET_FOUND,
        SCAN_JOB_STARTS,
        SCAN_MOVES,
        AGENT_CHECKS_IN,
        CONNECTOR_SETTLES
    }

    /// @param id sorts by due time, then by the order of being added
    record Item(String id, Instant due, Kind kind, String subject) {}

    private final Table<Item> items;
    private final Ids ids;

    Agenda(Table<Item> items, Ids ids) {
        this.items = items;
        this.ids = ids;
    }

    void add(Instant due, Kind kind, String subject) {
        String id = "%015d-%010d".formatted(due.toEpochMilli(), ids.next("agenda", 0));
        items.put(id, new Item(id, due, kind, subject));
    }

    boolean isDue(Instant now) {
        return !items.all().isEmpty() && !first().due().isAfter(now);
    }

    Item takeFirst() {
        Item first = first();
        items.remove(first.id());
        return first;
    }

    private Item first() {
        return items.all().iterator().next();
    }

    /// Forgets what was to happen to a subject.
    void cancel(Kind kind, String subject) {
        items.all().stream()
                .filter(item -> item.kind() == kind && item.subject().equals(subject))
                .map(Item::id)
                .toList()
                .forEach(items::remove);
    }

    void clear() {
        items.clear();
    }
}
