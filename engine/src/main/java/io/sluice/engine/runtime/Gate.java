package io.sluice.engine.runtime;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/// Lets so many through at once. Who has to wait stands in the line of a group, and the groups take
/// turns. How many may be inside can change: nobody is sent out for it, and the next who comes or
/// goes finds it so.
final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Turns<CountDownLatch> line = new Turns<>();
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
            line.add(group, turn);
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
        while (inside < most && !line.isEmpty()) {
            line.next().ifPresent(CountDownLatch::countDown);
            inside++;
        }
    }

    /// How many wait.
    int waiting() {
        lock.lock();
        try {
            return line.size();
        } finally {
            lock.unlock();
        }
    }
}
