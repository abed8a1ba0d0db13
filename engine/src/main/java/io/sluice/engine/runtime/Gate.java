package io.sluice.engine.runtime;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/// Lets so many through at once. Who has to wait stands in the line of a group, and the groups take
/// turns: one with a long line does not keep another's single member waiting. How many may be
/// inside can change: nobody is sent out for it, and the next who comes or goes finds it so.
final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, ArrayDeque<CountDownLatch>> lines = new LinkedHashMap<>();
    private final IntSupplier atOnce;
    private int inside;

    /// @param atOnce how many may be inside as of now; at least one
    Gate(IntSupplier atOnce) {
        this.atOnce = atOnce;
    }

    /// Waits for its turn. Is never interrupted.
    void enter(String group) {
        var turn = new CountDownLatch(1);
        lock.lock();
        try {
            lines.computeIfAbsent(group, _ -> new ArrayDeque<>()).add(turn);
            letIn();
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
            inside--;
            letIn();
        } finally {
            lock.unlock();
        }
    }

    private void letIn() {
        int most = atOnce.getAsInt();
        while (inside < most && !lines.isEmpty()) {
            var first = lines.pollFirstEntry();
            var line = first.getValue();
            line.remove().countDown();
            inside++;
            if (!line.isEmpty()) {
                lines.put(first.getKey(), line);
            }
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
