package io.sluice.app.security;

import io.sluice.app.profile.AppTables;
import io.sluice.db.Database;
import io.sluice.db.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The stores of people over one database, at a time that the test says.
final class PeopleStores implements AutoCloseable, InstantSource {
    final Sessions sessions;
    final KnownDevices devices;
    final LoginThrottle throttle;
    private final Closeable database;
    private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

    private PeopleStores(DataSource source, Closeable database) {
        this.database = database;
        var made = Database.of(source);
        Migrations.apply(made);
        var tables = new AppTables(made);
        var jdbc = JdbcClient.create(source);
        sessions = new Sessions(jdbc, this, tables);
        devices = new KnownDevices(jdbc, this, tables);
        throttle = new LoginThrottle(jdbc, this, tables);
    }

    static PeopleStores h2() {
        var pool = JdbcConnectionPool.create("jdbc:h2:mem:people;DB_CLOSE_DELAY=-1", "sa", "");
        pool.setMaxConnections(20);
        return new PeopleStores(pool, pool::dispose);
    }

    static PeopleStores postgres() throws IOException {
        var server = EmbeddedPostgres.start();
        return new PeopleStores(server.getPostgresDatabase(), server);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
