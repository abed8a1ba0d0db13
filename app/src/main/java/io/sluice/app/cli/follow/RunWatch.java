package io.sluice.app.cli.follow;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.CliFailure;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Tells when a run has moved, by its journal stream. While there is no stream it says so every
/// half second, which makes polling of it; the stream is asked for again all the while.
final class RunWatch implements AutoCloseable {
    private static final Duration SAFETY_NET = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration REOPEN = Duration.ofSeconds(2);

    private final ApiClient api;
    private final String path;
    private final Semaphore moved = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread reader;
    private volatile boolean streaming;
    private String lastEvent = "";

    RunWatch(ApiClient api, String run) {
        this.api = api;
        this.path = "/runs/" + ApiClient.encode(run) + "/stream";
        this.reader = Thread.ofVirtual().name("run-watch").start(this::read);
    }

    /// Waits until the run has moved, or for as long as is sensible without a look.
    void next() {
        try {
            var patience = streaming ? SAFETY_NET : POLL;
            var _ = moved.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
            moved.drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliFailure.problem("Interrupted.");
        }
    }

    private void read() {
        try {
            do {
                readOnce();
            } while (!closed.await(REOPEN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readOnce() throws InterruptedException {
        try (Stream<String> lines = api.events(path, lastEvent)) {
            streaming = true;
            lines.forEach(this::line);
        } catch (CliFailure | UncheckedIOException e) {
            // Whoever looks at the run itself finds out what is wrong, and says it.
        } finally {
            streaming = false;
            moved.release();
        }
    }

    private void line(String line) {
        if (line.startsWith("id:")) {
            lastEvent = line.substring("id:".length()).strip();
        } else if (line.startsWith("data:")) {
            moved.release();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        reader.interrupt();
    }
}
