package io.sluice.engine.runtime;

import java.time.Duration;
import java.util.function.LongSupplier;

/// This process's right to act for a run, watched by a monotonic clock that no pause and no change
/// of the wall clock can fool. Written by the run's thread and the lease keeper, read by every
/// call.
final class Lease {
    private final LongSupplier nanoTime;
    private volatile long endsAtNanos;
    private volatile boolean lost;

    Lease(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        endsAtNanos = nanoTime.getAsLong();
    }

    /// Now, on the clock that counts: a lease counts from before the store is asked.
    long mark() {
        return nanoTime.getAsLong();
    }

    void extended(long markNanos, Duration lease) {
        endsAtNanos = markNanos + lease.toNanos();
    }

    void lose() {
        lost = true;
    }

    boolean held() {
        return !lost && nanoTime.getAsLong() - endsAtNanos < 0;
    }
}
