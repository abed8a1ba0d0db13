package io.sluice.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// The same statement once a row, sent together: for what is rare enough not to need [Bulk].
public final class Batch {
    private final PreparedStatement statement;
    private int next;

    private Batch(PreparedStatement statement) {
        this.statement = statement;
    }

    /// Sets the parameters of one row, in their order.
    @FunctionalInterface
    public interface Row<R> {
        void set(R row, Batch parameters) throws SQLException;
    }

    /// Does nothing when there are no rows.
    ///
    /// @return how many rows each statement changed
    public static <R> int[] run(
            Connection connection, String sql, Collection<R> rows, Row<R> parameters)
            throws SQLException {
        if (rows.isEmpty()) {
            return new int[0];
        }
        try (var statement = connection.prepareStatement(sql)) {
            var batch = new Batch(statement);
            for (var row : rows) {
                batch.next = 1;
                parameters.set(row, batch);
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    public Batch text(@Nullable String value) throws SQLException {
        statement.setString(next++, value);
        return this;
    }

    public Batch number(long value) throws SQLException {
        statement.setLong(next++, value);
        return this;
    }

    public Batch nullableNumber(@Nullable Long value) throws SQLException {
        statement.setObject(next++, value, java.sql.Types.BIGINT);
        return this;
    }

    public Batch flag(boolean value) throws SQLException {
        statement.setBoolean(next++, value);
        return this;
    }
}
