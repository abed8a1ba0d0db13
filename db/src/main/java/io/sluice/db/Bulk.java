package io.sluice.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// One statement for many rows: each parameter is an array, a column of them.
public final class Bulk implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement statement;
    private int next = 1;

    public Bulk(Connection connection, String sql) throws SQLException {
        this.connection = connection;
        statement = connection.prepareStatement(sql);
    }

    public <R> Bulk texts(Collection<R> rows, Function<R, @Nullable String> column)
            throws SQLException {
        var values = new String[rows.size()];
        int i = 0;
        for (var row : rows) {
            values[i++] = column.apply(row);
        }
        return bind("varchar", values);
    }

    public <R> Bulk longs(Collection<R> rows, ToLongFunction<R> column) throws SQLException {
        return nullableLongs(rows, column::applyAsLong);
    }

    public <R> Bulk nullableLongs(Collection<R> rows, Function<R, @Nullable Long> column)
            throws SQLException {
        var values = new Long[rows.size()];
        int i = 0;
        for (var row : rows) {
            values[i++] = column.apply(row);
        }
        return bind("bigint", values);
    }

    public <R> Bulk flags(Collection<R> rows, Function<R, Boolean> column) throws SQLException {
        var values = new Boolean[rows.size()];
        int i = 0;
        for (var row : rows) {
            values[i++] = column.apply(row);
        }
        return bind("boolean", values);
    }

    /// One number that is the same for all rows.
    public Bulk number(long value) throws SQLException {
        statement.setLong(next++, value);
        return this;
    }

    /// One text that is the same for all rows.
    public Bulk text(@Nullable String value) throws SQLException {
        statement.setString(next++, value);
        return this;
    }

    /// One truth that is the same for all rows.
    public Bulk flag(boolean value) throws SQLException {
        statement.setBoolean(next++, value);
        return this;
    }

    public int update() throws SQLException {
        return statement.executeUpdate();
    }

    public ResultSet query() throws SQLException {
        return statement.executeQuery();
    }

    private Bulk bind(String type, Object[] values) throws SQLException {
        statement.setArray(next++, connection.createArrayOf(type, values));
        return this;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
