package io.sluice.db.policy;

import io.sluice.db.Database;
import io.sluice.db.Micros;
import io.sluice.db.Texts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is told of policies, and how far each receiver is told: one process at a time sends to one
/// receiver, until its lease is over.
public final class PolicyEvents {
    private static final String UNNUMBERED =
            """
            select id from crs_policy_event where seq is null order by id limit ?
            """;

    private static final String HEAD =
            "select seq from crs_policy_event_head where id = 1 for update";

    private static final String ADVANCE = "update crs_policy_event_head set seq = ? where id = 1";

    private static final String NUMBER = "update crs_policy_event set seq = ? where id = ?";

    private static final String AFTER =
            """
            select seq, id, policy_id, at, event from crs_policy_event
            where project = :project and seq > :seq order by seq limit :limit
            """;

    private static final String CLAIM =
            """
            update crs_policy_event_receiver set leased_until = :until
            where project = :project and connection = :connection and leased_until <= :now
            """;

    private static final String SENT =
            """
            update crs_policy_event_receiver
            set seq = :seq, leased_until = :next, failures = 0, failure = ''
            where project = :project and connection = :connection and leased_until = :until
            """;

    private static final String FAILED =
            """
            update crs_policy_event_receiver
            set leased_until = :again, failures = failures + 1, failure = :why
            where project = :project and connection = :connection and leased_until = :until
            """;

    private final Database database;
    private final JdbcClient jdbc;

    public PolicyEvents(Database database) {
        this.database = database;
        jdbc = JdbcClient.create(database.dataSource());
    }

    /// A receiver by the name of its connection.
    public record Receiver(String project, String connection) {}

    /// An event with its place in the order.
    ///
    /// @param id never changes, and never comes twice
    /// @param event JSON
    public record Numbered(long seq, String id, Instant at, String event) {}

    /// How far a receiver is told.
    ///
    /// @param failures in a row
    public record Standing(long seq, Instant leasedUntil, int failures, String failure) {}

    /// Writes an event. Joins the caller's transaction.
    public void append(String project, String policy, Instant at, String event) {
        jdbc.sql(
                        """
                        insert into crs_policy_event (project, policy_id, at, event)
                        values (:project, :policy, :at, :event)
                        """)
                .param("project", project)
                .param("policy", policy)
                .param("at", Micros.of(at))
                .param("event", event)
                .update();
    }

    /// Gives numbers to what was committed since.
    ///
    /// @return the last number there is
    public long number(int limit) {
        return database.inTransaction(
                "number policy events",
                connection -> {
                    long head = head(connection);
                    var ids = unnumbered(connection, limit);
                    if (!ids.isEmpty()) {
                        number(connection, ids, head);
                        change(connection, ADVANCE, head + ids.size());
                    }
                    return head + ids.size();
                });
    }

    private static long head(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(HEAD);
                var result = statement.executeQuery()) {
            if (!result.next()) {
                throw new SQLException("Expected the row of the last number, found none");
            }
            return result.getLong(1);
        }
    }

    private static List<Long> unnumbered(Connection connection, int limit) throws SQLException {
        try (var statement = connection.prepareStatement(UNNUMBERED)) {
            statement.setInt(1, limit);
            try (var result = statement.executeQuery()) {
                var ids = new ArrayList<Long>();
                while (result.next()) {
                    ids.add(result.getLong(1));
                }
                return ids;
            }
        }
    }

    private static void number(Connection connection, List<Long> ids, long head)
            throws SQLException {
        try (var statement = connection.prepareStatement(NUMBER)) {
            long seq = head;
            for (var id : ids) {
                statement.setLong(1, ++seq);
                statement.setLong(2, id);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void change(Connection connection, String sql, long value) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, value);
            statement.executeUpdate();
        }
    }

    /// What comes after a number, in order.
    public List<Numbered> after(String project, long seq, int limit) {
        return jdbc.sql(AFTER)
                .param("project", project)
                .param("seq", seq)
                .param("limit", limit)
                .query((row, _) ->
                        new Numbered(
                                row.getLong(1),
                                row.getString(3) + ":" + row.getLong(2),
                                Micros.instant(row.getLong(4)),
                                row.getString(5)))
                .list();
    }

    public Optional<Standing> look(Receiver receiver) {
        return jdbc.sql(
                        """
                        select seq, leased_until, failures, failure from crs_policy_event_receiver
                        where project = :project and connection = :connection
                        """)
                .param("project", receiver.project())
                .param("connection", receiver.connection())
                .query((row, _) ->
                        new Standing(
                                row.getLong(1),
                                Micros.instant(row.getLong(2)),
                                row.getInt(3),
                                row.getString(4)))
                .optional();
    }

    /// A receiver that nobody has told anything: it is told what happens from now on.
    ///
    /// @param seq the last number there is
    public void begin(Receiver receiver, long seq) {
        try {
            jdbc.sql(
                            """
                            insert into crs_policy_event_receiver (
                                project, connection, seq, leased_until, failures, failure
                            ) values (:project, :connection, :seq, 0, 0, '')
                            """)
                    .param("project", receiver.project())
                    .param("connection", receiver.connection())
                    .param("seq", seq)
                    .update();
        } catch (DuplicateKeyException e) {
            // Another process has begun it at the same moment; it stands as that one says.
            return;
        }
    }

    /// Takes a receiver.
    ///
    /// @param until names the lease, and ends it
    /// @return empty while another process is at it, or a pause is not over
    public Optional<Standing> claim(Receiver receiver, Instant now, Instant until) {
        boolean claimed =
                jdbc.sql(CLAIM)
                                .param("until", Micros.of(until))
                                .param("project", receiver.project())
                                .param("connection", receiver.connection())
                                .param("now", Micros.of(now))
                                .update()
                        == 1;
        return claimed ? look(receiver) : Optional.empty();
    }

    /// Notes that everything up to a number has been taken, under a lease.
    ///
    /// @param next the lease from now on; a time that is over gives it back
    /// @return whether the lease still held
    public boolean sent(Receiver receiver, long seq, Instant until, Instant next) {
        return jdbc.sql(SENT)
                        .param("seq", seq)
                        .param("next", Micros.of(next))
                        .param("project", receiver.project())
                        .param("connection", receiver.connection())
                        .param("until", Micros.of(until))
                        .update()
                == 1;
    }

    /// Gives a lease back after a failure.
    ///
    /// @param again not before this is it tried again
    public void failed(Receiver receiver, Instant until, Instant again, String why) {
        jdbc.sql(FAILED)
                .param("again", Micros.of(again))
                .param("why", Texts.shown(why, 2_000))
                .param("project", receiver.project())
                .param("connection", receiver.connection())
                .param("until", Micros.of(until))
                .update();
    }

    /// Forgets receivers of a project that are none any more.
    ///
    /// @param kept names of connections
    public void keepOnly(String project, Collection<String> kept) {
        for (var connection :
                jdbc.sql(
                                """
                                select connection from crs_policy_event_receiver
                                where project = :project
                                """)
                        .param("project", project)
                        .query(String.class)
                        .list()) {
            if (!kept.contains(connection)) {
                jdbc.sql(
                                """
                                delete from crs_policy_event_receiver
                                where project = :project and connection = :connection
                                """)
                        .param("project", project)
                        .param("connection", connection)
                        .update();
            }
        }
    }

    /// Forgets what is old, whether it was told or not.
    public int forget(Instant before) {
        return jdbc.sql("delete from crs_policy_event where at < :before and seq is not null")
                .param("before", Micros.of(before))
                .update();
    }
}
