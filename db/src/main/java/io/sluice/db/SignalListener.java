package io.sluice.db;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears the [Signals] of other processes on a connection of its own. When the connection breaks it
/// makes another, and counts that as a signal: one may have been missed.
public final class SignalListener implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SignalListener.class);
    private static final int PATIENCE_MILLIS = 1_000;
    private static final String LISTEN = "listen " + Signals.CHANNEL;

    private final Database database;
    private final Runnable heard;
    private final CountDownLatch closed = new CountDownLatch(1);

    private SignalListener(Database database, Runnable heard) {
        this.database = database;
        this.heard = heard;
    }

    /// @param heard must return at once
    public static SignalListener start(Database database, Runnable heard) {
        var listener = new SignalListener(database, heard);
        switch (database.dialect()) {
            case POSTGRESQL -> Thread.ofPlatform().name("signals").daemon().start(listener::goOn);
            // One process has the file; it wakes itself.
            case H2 -> {}
        }
        return listener;
    }

    private void goOn() {
        do {
            try {
                listen();
            } catch (SQLException e) {
                if (open()) {
                    log.warn(
                            "Signals of other processes are not heard; what they bring is found a"
                                    + " little later. Listening again in a second. {}",
                            e.toString());
                }
            }
        } while (!pause());
    }

    private void listen() throws SQLException {
        try (var connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(true);
            try (var statement = connection.createStatement()) {
                statement.execute(LISTEN);
            }
            heard.run();
            var signals = connection.unwrap(PGConnection.class);
            while (open()) {
                var found = signals.getNotifications(PATIENCE_MILLIS);
                if (found != null && found.length > 0) {
                    heard.run();
                }
            }
            try (var statement = connection.createStatement()) {
                statement.execute("unlisten *");
            }
        }
    }

    private boolean open() {
        return closed.getCount() > 0;
    }

    /// @return whether it has been closed
    private boolean pause() {
        try {
            return closed.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
