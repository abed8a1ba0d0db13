package io.sluice.engine.simulation;

import io.sluice.engine.node.EffectClass;
import io.sluice.engine.port.InMemoryStore;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.RunId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The outside world and its own ledger: what was done to it, and how often. It is never told of
/// crashes: what it did stays done.
final class Provider {
    /// How long it may hide a new thing from searches.
    static final Duration WINDOW = Duration.ofSeconds(5);

    private final Time time;
    private final Faults faults;
    private final InMemoryStore store;
    private final Watch watch;
    private final Map<String, Done> ledger = new HashMap<>();
    private final Set<String> undone = new HashSet<>();

    /// @param times how often it was done by calls that kept the rules
    /// @param late how often it was done by bytes that a pause had held back beyond every deadline
    record Done(EffectClass how, int times, int late, long visibleAt) {}

    Provider(Time time, Faults faults, InMemoryStore store, Watch watch) {
        this.time = time;
        this.faults = faults;
        this.store = store;
        this.watch = watch;
    }

    /// A request arrives.
    ///
    /// @param inTimeUntil a request that comes later was held back by its process, not by us
    void make(SimulatedProcess by, EffectClass how, String key, long inTimeUntil) {
        watch.tell(by, new RunId(key), "arrives");
        watch.expect(
                store.find(new EffectKey(key)).isPresent(), "no effect without an older intent");
        boolean late = time.nanos() > inTimeUntil;
        var before = ledger.get(key);
        boolean again =
                before == null || (how != EffectClass.TOKEN && how != EffectClass.CONVERGENT);
        if (again) {
            int times = before == null ? 0 : before.times();
            int lates = before == null ? 0 : before.late();
            ledger.put(
                    key,
                    new Done(
                            how,
                            times + (late ? 0 : 1),
                            lates + (late ? 1 : 0),
                            before == null
                                    ? time.nanos()
                                            + faults.between(0, (int) WINDOW.toMillis()).toNanos()
                                    : before.visibleAt()));
        }
    }

    void undo(String key) {
        undone.add(key);
    }

    /// What a search finds: how often it was done, as far as it shows yet.
    int search(String key) {
        var done = ledger.get(key);
        return done == null || done.visibleAt() > time.nanos() ? 0 : done.times() + done.late();
    }

    Map<String, Done> ledger() {
        return ledger;
    }

    boolean undone(String key) {
        return undone.contains(key);
    }
}
