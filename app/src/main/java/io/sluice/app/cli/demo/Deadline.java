package io.sluice.app.cli.demo;

import io.sluice.app.cli.CliFailure;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How long the demo may still take, by the monotonic clock.
final class Deadline {
    private static final long LOOK_EVERY = 400;

    private final long endNanos;

    Deadline(Duration patience) {
        endNanos = System.nanoTime() + patience.toNanos();
    }

    /// Waits a moment before the next look.
    ///
    /// @throws CliFailure when the time is up
    void pause(String waitingFor) {
        if (System.nanoTime() > endNanos) {
            throw CliFailure.problem(
                    "Expected "
                            + waitingFor
                            + " in time, it did not come; give more with --timeout.");
        }
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliFailure.problem("Interrupted.");
        }
    }
}
