package io.sluice.engine.runtime;

import io.sluice.engine.port.Pauses;
import io.sluice.engine.port.Pauses.Paused;
import io.sluice.engine.run.RunId;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// What this process knows of what people have paused. Reading it is a field access as long as
/// somebody looks at the store now and then; whoever is about to change something outside never
/// relies on knowledge older than [#FRESH], and is held back while the store cannot be read.
final class PauseWatch {
    /// With the time a change takes to be written and read, less than two seconds.
    static final Duration FRESH = Duration.ofSeconds(1);

    private final Pauses pauses;
    private final LongSupplier nanoTime;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Paused known = Paused.NOTHING;
    private volatile long freshUntilNanos;

    PauseWatch(Pauses pauses, LongSupplier nanoTime) {
        this.pauses = pauses;
        this.nanoTime = nanoTime;
        freshUntilNanos = nanoTime.getAsLong();
    }

    /// As far as is known.
    boolean stops(RunId run, String workflow) {
        return known.stops(run, workflow);
    }

    /// The emergency stop, as far as is known.
    boolean stopsEverything() {
        return known.everything();
    }

    /// By knowledge that is fresh: reads the store if it has to.
    ///
    /// @throws RuntimeException if the store cannot be read
    boolean stopsNow(RunId run, String workflow) {
        if (stale()) {
            reading.lock();
            try {
                if (stale()) {
                    refresh();
                }
            } finally {
                reading.unlock();
            }
        }
        return stops(run, workflow);
    }

    private boolean stale() {
        return nanoTime.getAsLong() - freshUntilNanos >= 0;
    }

    /// Looks at the store.
    void refresh() {
        reading.lock();
        try {
            long asked = nanoTime.getAsLong();
            known = pauses.read(known);
            freshUntilNanos = asked + FRESH.toNanos();
        } finally {
            reading.unlock();
        }
    }
}
