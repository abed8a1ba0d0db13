package io.sluice.engine.runtime;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/// Lets so many through at once. Who has to wait stands in the line of a group, and the groups take
/// turns: one with a long line does not keep another's single member waiting.
final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, ArrayDeque<CountDownLatch>> lines = new LinkedHashMap<>();
    private int free;

    Gate(int atOnce) {
        free = atOnce;
    }

    /// Waits for its turn. Is never interrupted.
    void enter(String group) {
        var turn = new CountDownLatch(1);
        lock.lock();
        try {
            if (free > 0) {
                free--;
                return;
            }
            lines.computeIfAbsent(group, _ -> new ArrayDeque<>()).add(turn);
        } finally {
            lock.unlock();
        }
        awaitUninterruptibly(turn);
    }

    private static void awaitUninterruptibly(CountDownLatch turn) {
        boolean interrupted = false;
        while (true) {
            try {
                turn.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Gives its place to the next in turn.
    void leave() {
        lock.lock();
        try {
            var first = lines.pollFirstEntry();
            if (first == null) {
                free++;
                return;
            }
            var line = first.getValue();
            line.remove().countDown();
            if (!line.isEmpty()) {
                lines.put(first.getKey(), line);
            }
        } finally {
            lock.unlock();
        }
    }

    /// How many wait.
    int waiting() {
        lock.lock();
        try {
            return lines.values().stream().mapToInt(ArrayDeque::size).sum();
        } finally {
            lock.unlock();
        }
    }
}
