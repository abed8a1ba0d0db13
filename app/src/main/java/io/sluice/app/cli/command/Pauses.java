package io.sluice.app.cli.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits between rounds until somebody stops it: Ctrl-C, the end of its container, an interrupt.
/// The round that is under way is given a moment to end.
final class Pauses implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop");

    Pauses() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stop() {
        stopping.countDown();
        try {
            boolean ended = stopped.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                System.err.println("sluice: stopped in the middle; runs go on by themselves.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether the next round is to begin.
    boolean await(Duration pause) {
        try {
            return !stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        if (stopping.getCount() > 0) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
