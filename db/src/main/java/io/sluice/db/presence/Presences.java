package io.sluice.db.presence;

import io.sluice.db.Database;
import io.sluice.db.Micros;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Who has a workflow open, in which browser tab. A tab that is not heard of for [#KEPT] has left.
/// It is kept in the database, so that all processes know the same.
public final class Presences {
    public static final Duration KEPT = Duration.ofSeconds(45);

    private static final String FORGET = "delete from presence where seen_at < ?";

    private static final String SEEN =
            """
            update presence set user_name = ?, editing = ?, seen_at = ?
            where workflow_id = ? and tab = ?
            """;

    private static final String ARRIVED =
            """
            insert into presence (user_name, editing, seen_at, workflow_id, tab, since)
            values (?, ?, ?, ?, ?, ?)
            """;

    private static final String OTHERS =
            """
            select tab, user_name, editing, since from presence
            where workflow_id = ? and tab <> ? order by since, tab
            """;

    private static final String LEAVE =
            "delete from presence where workflow_id = ? and tab = ? and user_name = ?";

    private final Database database;

    public Presences(Database database) {
        this.database = database;
    }

    /// One browser tab on a workflow.
    ///
    /// @param editing whether there are changes in it, and not only looks
    public record Tab(String id, String user, boolean editing) {}

    /// A tab, and since when it has been there.
    public record Present(Tab tab, Instant since) {}

    /// Notes that this tab is there.
    ///
    /// @return the others, the longest there first
    public List<Present> seen(String workflow, Tab tab, Instant now) {
        return database.inTransaction(
                "note who is there",
                connection -> {
                    forget(connection, now.minus(KEPT));
                    if (!seen(connection, workflow, tab, now)) {
                        arrived(connection, workflow, tab, now);
                    }
                    return others(connection, workflow, tab);
                });
    }

    private static void forget(Connection connection, Instant before) throws SQLException {
        try (var statement = connection.prepareStatement(FORGET)) {
            statement.setLong(1, Micros.of(before));
            statement.executeUpdate();
        }
    }

    private static boolean seen(Connection connection, String workflow, Tab tab, Instant now)
            throws SQLException {
        try (var statement = connection.prepareStatement(SEEN)) {
            statement.setString(1, tab.user());
            statement.setBoolean(2, tab.editing());
            statement.setLong(3, Micros.of(now));
            statement.setString(4, workflow);
            statement.setString(5, tab.id());
            return statement.executeUpdate() > 0;
        }
    }

    private static void arrived(Connection connection, String workflow, Tab tab, Instant now)
            throws SQLException {
        try (var statement = connection.prepareStatement(ARRIVED)) {
            statement.setString(1, tab.user());
            statement.setBoolean(2, tab.editing());
            statement.setLong(3, Micros.of(now));
            statement.setString(4, workflow);
            statement.setString(5, tab.id());
            statement.setLong(6, Micros.of(now));
            statement.executeUpdate();
        }
    }

    private static List<Present> others(Connection connection, String workflow, Tab tab)
            throws SQLException {
        try (var statement = connection.prepareStatement(OTHERS)) {
            statement.setString(1, workflow);
            statement.setString(2, tab.id());
            try (var rows = statement.executeQuery()) {
                var others = new ArrayList<Present>();
                while (rows.next()) {
                    others.add(present(rows));
                }
                return others;
            }
        }
    }

    private static Present present(ResultSet row) throws SQLException {
        return new Present(
                new Tab(row.getString(1), row.getString(2), row.getBoolean(3)),
                Micros.instant(row.getLong(4)));
    }

    /// The tab is closed. Only its own user can say so.
    public void left(String workflow, String tab, String user) {
        database.inTransaction(
                "note who has left",
                connection -> {
                    try (var statement = connection.prepareStatement(LEAVE)) {
                        statement.setString(1, workflow);
                        statement.setString(2, tab);
                        statement.setString(3, user);
                        return statement.executeUpdate();
                    }
                });
    }
}
