package io.sluice.app.connection;

import io.sluice.engine.node.OptionSource.Found;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Options that were looked up a moment ago, so that typing does not spend the provider's budget of
/// calls. A connection that was changed is asked anew.
final class RecentOptions {
    static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MOST = 200;

    private final InstantSource clock;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    RecentOptions(InstantSource clock) {
        this.clock = clock;
    }

    record Key(
            String project,
            String connection,
            Instant changed,
            String source,
            String query,
            SortedMap<String, String> arguments) {}

    private record Entry(Found found, Instant until) {}

    synchronized Optional<Found> find(Key key) {
        var now = clock.instant();
        return Optional.ofNullable(entries.get(key))
                .filter(entry -> entry.until().isAfter(now))
                .map(Entry::found);
    }

    synchronized void keep(Key key, Found found) {
        var now = clock.instant();
        entries.values().removeIf(entry -> !entry.until().isAfter(now));
        entries.remove(key);
        if (entries.size() >= MOST) {
            entries.remove(entries.keySet().iterator().next());
        }
        entries.put(key, new Entry(found, now.plus(KEPT)));
    }
}
