package io.sluice.app.observe;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Something done again and again on a virtual thread of its own. It is never interrupted, for that
/// would close an embedded database under everybody.
public final class Rounds implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Rounds.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final Duration every;
    private final Runnable round;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Rounds(String name, Duration every, Runnable round) {
        this.name = name;
        this.every = every;
        this.round = round;
    }

    public static Rounds start(String name, Duration every, Runnable round) {
        var rounds = new Rounds(name, every, round);
        Thread.ofVirtual().name(name).start(rounds::goOn);
        return rounds;
    }

    private void goOn() {
        try {
            while (!stopping.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                once();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
    }

    private void once() {
        try {
            round.run();
        } catch (RuntimeException e) {
            log.warn("A round of '{}' failed; the next follows in {}", name, every, e);
        }
    }

    /// Ends after the round that is under way.
    @Override
    public void close() {
        stopping.countDown();
        try {
            if (!stopped.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("'{}' is still at work; going on without it", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
