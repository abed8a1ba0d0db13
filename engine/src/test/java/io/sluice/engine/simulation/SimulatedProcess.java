package io.sluice.engine.simulation;

import io.sluice.engine.runtime.EngineRuntime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// One life of one process: the real runtime on simulated threads. It can stand still for a while
/// without noticing, and it can die, which takes everything with it that is not in the store.
final class SimulatedProcess implements InstantSource {
    final String name;
    final Threads threads;
    final EngineRuntime runtime;

    private final Time time;
    private final Random random;
    private final Duration skew;
    private final long monotonicFrom;
    private final List<Runnable> pieces = new ArrayList<>();
    private boolean dead;
    private boolean paused;

    SimulatedProcess(
            String name,
            Time time,
            Random random,
            Duration skew,
            Thread.UncaughtExceptionHandler defects,
            Function<SimulatedProcess, EngineRuntime> runtime) {
        this.name = name;
        this.time = time;
        this.random = random;
        this.skew = skew;
        monotonicFrom = random.nextLong(1L << 40);
        threads = new Threads(this::ready, defects);
        this.runtime = runtime.apply(this);
    }

    private void ready(Runnable piece) {
        if (!dead) {
            pieces.add(piece);
        }
    }

    /// Runs one piece of one of its threads, whichever; false when none can go on.
    boolean move() {
        if (dead || paused || pieces.isEmpty()) {
            return false;
        }
        int last = pieces.size() - 1;
        int chosen = last == 0 ? 0 : random.nextInt(last + 1);
        var piece = pieces.get(chosen);
        pieces.set(chosen, pieces.get(last));
        pieces.remove(last);
        piece.run();
        return true;
    }

    /// Its own idea of the time: near the truth, and never the truth.
    @Override
    public Instant instant() {
        return time.now().plus(skew);
    }

    @Override
    public String toString() {
        return name
                + "@"
                + Integer.toHexString(System.identityHashCode(this))
                + (paused ? " paused" : "");
    }

    long nanoTime() {
        return monotonicFrom + time.nanos();
    }

    boolean alive() {
        return !dead;
    }

    void die() {
        dead = true;
        pieces.clear();
    }

    void pauseFor(Duration wait) {
        paused = true;
        time.after(wait, () -> paused = false);
    }

    /// The calling thread sleeps; the time is the process's, so a pause makes it longer.
    void sleep(Duration wait) {
        alarm(wait).join();
    }

    CompletableFuture<?> alarm(Duration wait) {
        var awake = new CompletableFuture<Boolean>();
        time.after(wait, () -> awake.complete(true));
        return awake;
    }

    /// Lets go of the calling thread if its process is dead: it never comes back.
    void ensureAlive() {
        if (dead) {
            new CompletableFuture<Boolean>().join();
        }
    }
}
