package io.sluice.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;

/// A database and which kind it is. Work joins the caller's transaction if there is one, and has
/// one of its own otherwise.
public final class Database {
    /// Deadlock, serialization failure, concurrent update, and on H2 also a lock that took too long
    /// and a row that someone else inserted between our look and our insert.
    private static final Set<String> PASSING = Set.of("40001", "40P01", "90131", "HYT00", "23505");

    private static final int MAX_TRIES = 4;

    private final DataSource dataSource;
    private final Dialect dialect;

    public Database(DataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
    }

    /// Over an embedded database one transaction at a time writes, see [OneWriter].
    ///
    /// @throws StoreFailure if it cannot be reached or is of a kind that Sluice does not know
    public static Database of(DataSource dataSource) {
        var dialect = Dialect.of(dataSource);
        return new Database(
                dialect == Dialect.H2 && !(dataSource instanceof OneWriter)
                        ? new OneWriter(dataSource)
                        : dataSource,
                dialect);
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public Dialect dialect() {
        return dialect;
    }

    /// Something to do with a connection.
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /// Does the work as one transaction; begins it anew when the database says that others were in
    /// the way.
    ///
    /// @param what for the message when it fails: "commit runs"
    public <T> T inTransaction(String what, Work<T> work) {
        return tried(
                what,
                connection ->
                        DataSourceUtils.isConnectionTransactional(connection, dataSource)
                                ? work.with(connection)
                                : alone(connection, work));
    }

    /// Only reads, and spares the database the end of a transaction: each statement sees what is
    /// committed when it begins, which within a transaction is no different.
    ///
    /// @param what for the message when it fails: "load runs"
    public <T> T reading(String what, Work<T> work) {
        return tried(what, work);
    }

    private <T> T tried(String what, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            var connection = DataSourceUtils.getConnection(dataSource);
            try {
                return work.with(connection);
            } catch (SQLException e) {
                if (attempt == MAX_TRIES || !mayPass(connection, e)) {
                    throw new StoreFailure("Could not " + what + ": " + e.getMessage(), e);
                }
            } finally {
                DataSourceUtils.releaseConnection(connection, dataSource);
            }
        }
    }

    private boolean mayPass(Connection connection, SQLException e) {
        return PASSING.contains(String.valueOf(e.getSQLState()))
                && !DataSourceUtils.isConnectionTransactional(connection, dataSource);
    }

    private static <T> T alone(Connection connection, Work<T> work) throws SQLException {
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(false);
        T result;
        try {
            result = work.with(connection);
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            if (undone(connection, e)) {
                connection.setAutoCommit(before);
            }
            throw e;
        }
        connection.setAutoCommit(before);
        return result;
    }

    /// One that cannot be undone is left to the pool: to end it here in any other way would commit
    /// what is left of it.
    private static boolean undone(Connection connection, Exception why) {
        try {
            connection.rollback();
            return true;
        } catch (SQLException e) {
            why.addSuppressed(e);
            return false;
        }
    }
}
