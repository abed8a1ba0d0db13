package io.sluice.engine.simulation;

import io.sluice.engine.port.InMemoryStore;
import java.time.Duration;
import java.util.function.Supplier;

/// The place of one process: it is started again after each death, and looks at the store now and
/// then: often while it works, else when something is due or has stirred.
final class Slot {
    private static final Duration BUSY = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofHours(5);

    private final Time time;
    private final Faults faults;
    private final InMemoryStore store;
    private final Supplier<SimulatedProcess> next;
    private SimulatedProcess process;
    private boolean starting;
    private boolean looking;
    private long lookAt;
    private int deaths;

    Slot(Time time, Faults faults, InMemoryStore store, Supplier<SimulatedProcess> next) {
        this.time = time;
        this.faults = faults;
        this.store = store;
        this.next = next;
        process = next.get();
        lookAt = Long.MAX_VALUE;
        lookAfter(Duration.ofMillis(100));
    }

    SimulatedProcess process() {
        return process;
    }

    int deaths() {
        return deaths;
    }

    /// Lets its threads go on; false when none can.
    boolean move() {
        if (!process.alive() && !starting) {
            starting = true;
            deaths++;
            time.after(faults.between(500, 60_000), this::startAgain);
        }
        return process.move();
    }

    private void startAgain() {
        starting = false;
        looking = false;
        process = next.get();
        lookAfter(Duration.ofMillis(100));
    }

    /// Something came into the store.
    void stirred() {
        lookAfter(SOON);
    }

    private void lookAfter(Duration wait) {
        long at = time.nanos() + wait.toNanos();
        if (at < lookAt) {
            lookAt = at;
            time.at(
                    at,
                    () -> {
                        if (lookAt == at) {
                            lookAt = Long.MAX_VALUE;
                            look();
                        }
                    });
        }
    }

    private void look() {
        var looker = process;
        if (!looker.alive() || looking) {
            return;
        }
        looking = true;
        looker.threads.execute(() -> {
            try {
                looker.runtime.tick();
            } catch (RuntimeException unavailable) {
                // As the real ticker does: looks again later.
            }
            looking = false;
            lookAfter(looker.runtime.hotRuns() > 0 ? BUSY : untilDue());
        });
    }

    private Duration untilDue() {
        var wait = store.nextDue().map(due -> Duration.between(time.now(), due)).orElse(LONG);
        return wait.compareTo(SOON) < 0 ? SOON : wait;
    }
}
