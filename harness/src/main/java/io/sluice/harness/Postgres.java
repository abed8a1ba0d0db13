package io.sluice.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/// A PostgreSQL of our own, as durable as one in earnest, that can be treated badly.
final class Postgres implements AutoCloseable {
    private final Path folder;
    private final int port;
    private EmbeddedPostgres running;

    Postgres(Path folder) throws IOException {
        this.folder = folder;
        port = Program.freePort();
        running = start();
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .start();
    }

    String url() {
        return running.getJdbcUrl("postgres", "postgres");
    }

    /// Terminates every connection but its own.
    void disconnectAll() throws IOException {
        try (var connection = running.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid()
                    """);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    void restart() throws IOException {
        running.close();
        running = start();
    }

    @Override
    public void close() throws IOException {
        running.close();
    }
}
