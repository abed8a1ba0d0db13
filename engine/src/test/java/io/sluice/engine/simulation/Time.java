package io.sluice.engine.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/// The one true time of a simulation, and what will happen when. It moves only from one happening
/// to the next.
final class Time {
    private static final Instant BEGIN = Instant.parse("2026-01-05T10:00:00Z");

    private final PriorityQueue<Happening> queue = new PriorityQueue<>();
    private long nanos;
    private long count;

    private record Happening(long at, long number, Runnable what) implements Comparable<Happening> {
        @Override
        public int compareTo(Happening other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    long nanos() {
        return nanos;
    }

    Instant now() {
        return BEGIN.plusNanos(nanos);
    }

    /// How many happenings there have been.
    long count() {
        return count;
    }

    static long nanosOf(Instant at) {
        return Duration.between(BEGIN, at).toNanos();
    }

    void after(Duration wait, Runnable what) {
        at(nanos + wait.toNanos(), what);
    }

    void at(long when, Runnable what) {
        count++;
        queue.add(new Happening(Math.max(when, nanos), count, what));
    }

    /// Moves to the next happening; false when there is none.
    boolean step() {
        var next = queue.poll();
        if (next == null) {
            return false;
        }
        nanos = next.at();
        next.what().run();
        return true;
    }
}
