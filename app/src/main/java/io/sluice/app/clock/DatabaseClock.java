package io.sluice.app.clock;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The database's time, so that all processes over one database agree. It asks the database now and
/// then, counts on by the machine's monotonic clock in between, and never goes back; whatever is
/// done to this machine's own clock does not matter.
public final class DatabaseClock implements InstantSource, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final int SAMPLES = 3;

    private final DataSource dataSource;
    private final AtomicLong lastMicros = new AtomicLong();
    private volatile Anchor anchor;
    private volatile boolean open = true;

    /// The database's time at a moment of the monotonic clock.
    private record Anchor(Instant time, long nanos, long uncertainty) {}

    /// @throws IllegalStateException if the database cannot be asked
    public DatabaseClock(DataSource dataSource) {
        this.dataSource = dataSource;
        try {
            this.anchor = best();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "Expected to read the database's time, found: " + e.getMessage(), e);
        }
        Thread.ofVirtual().name("database-clock").start(this::sampleOn);
    }

    @Override
    public Instant instant() {
        var from = anchor;
        long micros =
                ChronoUnit.MICROS.between(Instant.EPOCH, from.time())
                        + (System.nanoTime() - from.nanos()) / 1_000;
        return Instant.EPOCH.plus(
                lastMicros.accumulateAndGet(micros, Math::max), ChronoUnit.MICROS);
    }

    private void sampleOn() {
        while (open) {
            try {
                TimeUnit.NANOSECONDS.sleep(EVERY.toNanos());
                anchor = open ? best() : anchor;
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException e) {
                log.warn(
                        "The database did not tell its time; counting on from the last answer and"
                                + " asking again in {}",
                        EVERY,
                        e);
            }
        }
    }

    /// Of a few samples the one with the shortest way there and back.
    private Anchor best() throws SQLException {
        var best = sample();
        for (int i = 1; i < SAMPLES; i++) {
            var next = sample();
            best = next.uncertainty() < best.uncertainty() ? next : best;
        }
        return best;
    }

    private Anchor sample() throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement("select current_timestamp")) {
            long before = System.nanoTime();
            try (var row = statement.executeQuery()) {
                row.next();
                var time = row.getObject(1, OffsetDateTime.class).toInstant();
                long way = System.nanoTime() - before;
                return new Anchor(time, before + way / 2, way);
            }
        }
    }

    @Override
    public void close() {
        open = false;
        // Not interrupted while it may hold a connection: an interrupt closes an embedded H2.
    }
}
