package io.sluice.db.policy;

import io.sluice.db.Database;
import io.sluice.db.Micros;
import io.sluice.db.Texts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// How far each poll has read, and which process is at it: one at a time, over however many
/// processes, until its lease is over.
public final class Polls {
    private static final String LOOK =
            """
            select watermark, done_tick, failure from cdr_poll
            where project = ? and workflow_id = ? and node = ?
            """;

    private static final String BEGIN =
            """
            insert into cdr_poll (
                project, workflow_id, node, claimed_tick, done_tick, leased_until, failure
            ) values (?, ?, ?, 0, 0, 0, '')
            """;

    private static final String CLAIM =
            """
            update cdr_poll set claimed_tick = ?, leased_until = ?
            where project = ? and workflow_id = ? and node = ?
                and done_tick < ? and leased_until <= ?
            """;

    private static final String DONE =
            """
            update cdr_poll set done_tick = ?, leased_until = 0, failure = '',
                watermark = case when watermark > ? then watermark else ? end
            where project = ? and workflow_id = ? and node = ?
            """;

    private static final String FAILED =
            """
            update cdr_poll set leased_until = ?, failure = ?
            where project = ? and workflow_id = ? and node = ?
            """;

    private final Database database;

    public Polls(Database database) {
        this.database = database;
    }

    /// A poll: a start node of a workflow.
    public record Place(String project, String workflow, String node) {}

    /// How a poll stands.
    ///
    /// @param watermark end of the last window that was taken in full
    /// @param failure why the last attempt failed; empty when it did not
    public record Standing(Optional<Instant> watermark, Instant doneTick, String failure) {}

    public Optional<Standing> look(Place place) {
        return database.inTransaction("look at a poll", connection -> look(connection, place));
    }

    /// Takes a tick.
    ///
    /// @param until when it may be taken by others
    /// @return how the poll stands; empty when the tick is done or another process is at it
    public Optional<Standing> claim(Place place, Instant tick, Instant now, Instant until) {
        return database.inTransaction(
                "claim a poll",
                connection -> {
                    var standing = look(connection, place);
                    if (standing.isEmpty()) {
                        try (var statement = connection.prepareStatement(BEGIN)) {
                            bind(statement, 1, place);
                            statement.executeUpdate();
                        }
                    }
                    try (var statement = connection.prepareStatement(CLAIM)) {
                        statement.setLong(1, Micros.of(tick));
                        statement.setLong(2, Micros.of(until));
                        bind(statement, 3, place);
                        statement.setLong(6, Micros.of(tick));
                        statement.setLong(7, Micros.of(now));
                        return statement.executeUpdate() == 1
                                ? look(connection, place)
                                : Optional.<Standing>empty();
                    }
                });
    }

    /// Everything up to the watermark is in the store. Joins the caller's transaction.
    public void done(Place place, Instant tick, Instant watermark) {
        database.inTransaction(
                "move a watermark",
                connection -> {
                    try (var statement = connection.prepareStatement(DONE)) {
                        statement.setLong(1, Micros.of(tick));
                        statement.setLong(2, Micros.of(watermark));
                        statement.setLong(3, Micros.of(watermark));
                        bind(statement, 4, place);
                        return statement.executeUpdate();
                    }
                });
    }

    /// The tick is to be tried again, not before a moment.
    public void failed(Place place, Instant again, String why) {
        database.inTransaction(
                "note that a poll failed",
                connection -> {
                    try (var statement = connection.prepareStatement(FAILED)) {
                        statement.setLong(1, Micros.of(again));
                        statement.setString(2, Texts.shown(why, 2_000));
                        bind(statement, 3, place);
                        return statement.executeUpdate();
                    }
                });
    }

    private static void bind(java.sql.PreparedStatement statement, int first, Place place)
            throws SQLException {
        statement.setString(first, place.project());
        statement.setString(first + 1, place.workflow());
        statement.setString(first + 2, place.node());
    }

    private static Optional<Standing> look(Connection connection, Place place) throws SQLException {
        try (var statement = connection.prepareStatement(LOOK)) {
            bind(statement, 1, place);
            try (var result = statement.executeQuery()) {
                if (!result.next()) {
                    return Optional.empty();
                }
                return Optional.of(
                        new Standing(
                                Micros.optional((Number) result.getObject(1)),
                                Micros.instant(result.getLong(2)),
                                result.getString(3)));
            }
        }
    }
}
