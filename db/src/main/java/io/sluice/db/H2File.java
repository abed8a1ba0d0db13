package io.sluice.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;

/// The file of an embedded H2 database, kept from growing without end.
///
/// H2 writes every commit to a new place and leaves the old one; its own clearing up is done by a
/// thread that does not run when commits are written at once, as ours are. So somebody has to call
/// [#tidy()] now and then, [#shrink()] when nothing else is to be done, and [#close(long)] at the
/// end.
public final class H2File {
    private static final int TARGET_FILL_PERCENT = 80;
    private static final int WRITE_AT_ONCE = 16 * 1024 * 1024;
    private static final long SMALL = 16L * 1024 * 1024;

    /// A file with more in use than this, in percent, stays as large as it is.
    private static final int DENSE_PERCENT = 75;

    private static final String SUFFIX = ".mv.db";

    private final Database database;
    private final Path path;

    private H2File(Database database, Path path) {
        this.database = database;
        this.path = path;
    }

    /// The file of this database, if it is an embedded H2 one with a file.
    public static Optional<H2File> of(Database database) {
        if (database.dialect() != Dialect.H2) {
            return Optional.empty();
        }
        return database.inTransaction(
                "look for the database's file",
                connection -> {
                    var store = store(connection).getFileStore();
                    return store == null
                            ? Optional.empty()
                            : Optional.of(new H2File(database, path(store.getFileName())));
                });
    }

    private static Path path(String name) {
        var plain = name.replaceFirst("^([a-zA-Z]{2,}:)+", "");
        return Path.of(plain.endsWith(SUFFIX) ? plain : plain + SUFFIX);
    }

    public Path path() {
        return path;
    }

    /// In bytes.
    public long size() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new StoreFailure("Could not look at " + path + ": " + e.getMessage(), e);
        }
    }

    /// Moves some of what is alive out of stretches of the file that are mostly dead, so that later
    /// commits find room in them. Takes a few hundred milliseconds at most, while which commits may
    /// wait. What was written in the last 45 seconds is left alone: that is H2's safety against
    /// power failures.
    ///
    /// @return whether there was anything to do; call again soon if so
    public boolean tidy() {
        return database.inTransaction(
                "tidy the database's file",
                connection -> {
                    OneWriter.write(connection);
                    return store(connection).compact(TARGET_FILL_PERCENT, WRITE_AT_ONCE);
                });
    }

    /// Moves what is alive from the end of the file into room nearer to its beginning, and gives
    /// the end back to the disk; does nothing when the file has little room in it. For idle
    /// moments: commits may wait for a few hundred milliseconds.
    ///
    /// @return whether there is still much room: call again soon if so, for what was moved leaves
    ///   its old place only a few calls later
    public boolean shrink() {
        return database.inTransaction(
                "shrink the database's file",
                connection -> {
                    OneWriter.write(connection);
                    var store = store(connection);
                    if (size() <= SMALL
                            || !(store.getFileStore() instanceof RandomAccessStore file)) {
                        return false;
                    }
                    // It first frees what is dead and old enough; the figure is right only then.
                    file.compactMoveChunks(DENSE_PERCENT, WRITE_AT_ONCE, store);
                    return file.getFillRate() < DENSE_PERCENT;
                });
    }

    /// Closes the database for everybody, and writes the file anew without what is dead if what is
    /// alive is not too much for that (a few megabytes a second).
    ///
    /// @param compactUpTo how much may be alive, in bytes; with more the file is left as it is
    public void close(long compactUpTo) {
        var how = alive() <= compactUpTo ? "shutdown compact" : "shutdown";
        boolean closed = false;
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(how);
            closed = true;
        } catch (SQLException e) {
            // A connection cannot be given back properly when its database is closed.
            if (closed) {
                return;
            }
            throw new StoreFailure("Could not close the database: " + e.getMessage(), e);
        }
    }

    private long alive() {
        return database.inTransaction(
                "look into the database's file",
                connection -> size() / 100 * store(connection).getFileStore().getFillRate());
    }

    private static MVStore store(Connection connection) throws SQLException {
        var h2 = connection.unwrap(JdbcConnection.class);
        if (h2.getSession() instanceof SessionLocal session) {
            return session.getDatabase().getStore().getMvStore();
        }
        throw new SQLException("Expected an embedded H2 database, found a connection to a server.");
    }
}
