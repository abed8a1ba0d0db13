package io.sluice.db;

import java.sql.Connection;
import java.sql.SQLException;

/// Tells the other processes over a database that there is something to look at. They would find it
/// by themselves a little later: losing a signal loses nothing.
public final class Signals {
    static final String CHANNEL = "sluice";

    private static final String SEND = "select pg_notify('sluice', '')";

    private Signals() {}

    /// Sent when the transaction commits; the same signal twice in it is sent once.
    public static void send(Connection connection, Dialect dialect) throws SQLException {
        switch (dialect) {
            case POSTGRESQL -> {
                try (var statement = connection.prepareStatement(SEND)) {
                    statement.execute();
                }
            }
            // One process has the file; it wakes itself.
            case H2 -> {}
        }
    }
}
