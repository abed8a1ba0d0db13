package io.sluice.app.cli.follow;

import io.sluice.app.cli.client.CliFailure;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How long a command may still wait, by the monotonic clock.
public final class Deadline {
    private static final long LOOK_EVERY_MILLIS = 300;

    private final Duration patience;
    private final long endNanos;

    public Deadline(Duration patience) {
        this.patience = patience;
        this.endNanos = System.nanoTime() + patience.toNanos();
    }

    /// @throws CliFailure when the time is up
    void check(String waitingFor) {
        if (System.nanoTime() - endNanos > 0) {
            throw CliFailure.problem(
                    "Expected "
                            + waitingFor
                            + " within "
                            + patience
                            + ", it did not come; allow more with --timeout, such as --timeout PT30M.");
        }
    }

    /// Waits a moment before the next look.
    ///
    /// @throws CliFailure when the time is up
    public void pause(String waitingFor) {
        check(waitingFor);
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliFailure.problem("Interrupted.");
        }
    }
}
