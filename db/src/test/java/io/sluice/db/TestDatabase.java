package io.sluice.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.sluice.db.port.Samples;
import io.sluice.db.port.Stores;
import io.sluice.db.run.JdbcCommandQueue;
import io.sluice.db.run.JdbcEffectStore;
import io.sluice.db.run.JdbcPauses;
import io.sluice.db.run.JdbcPauses.Subject;
import io.sluice.db.run.JdbcQuotas;
import io.sluice.db.run.JdbcQuotas.WorkflowLimit;
import io.sluice.db.run.JdbcResourceLocks;
import io.sluice.db.run.JdbcRunStore;
import io.sluice.db.run.JdbcWaits;
import io.sluice.engine.run.Actor;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/// A migrated database of its own for a test class: an H2 file with the options that production
/// demands, or a database in a PostgreSQL server that all tests of the process share.
public final class TestDatabase implements AutoCloseable {
    private static final List<String> TABLES =
            List.of(
                    "object_grant",
                    "group_role",
                    "group_member",
                    "people_group",
                    "restricted_connection",
                    "version_connection",
                    "approval_vote",
                    "approval_notice",
                    "approval_delegation",
                    "absence",
                    "approval_plan",
                    "publish_request",
                    "draft_author",
                    "version_author",
                    "crs_block",
                    "crs_hit_feed",
                    "crs_policy_hit",
                    "crs_policy_transition",
                    "crs_policy_cluster",
                    "crs_policy",
                    "cdr_finding",
                    "cdr_batch",
                    "cdr_poll",
                    "incident",
                    "presence",
                    "pause",
                    "node",
                    "run_history",
                    "blob_use",
                    "workflow_limit",
                    "run_slot",
                    "resource_lock",
                    "run",
                    "part_item",
                    "part_outer",
                    "child_run",
                    "verdict",
                    "journal",
                    "effect",
                    "wait",
                    "approval",
                    "run_command",
                    "step_log",
                    "blob",
                    "trigger_event",
                    "message",
                    "audit",
                    "workflow_version",
                    "workflow",
                    "connection",
                    "user_role",
                    "user_account",
                    "api_token",
                    "setting");
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;

    private final HikariDataSource source;
    private final Database database;

    private TestDatabase(String url, String user, String schema) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setMaximumPoolSize(10);
        source = new HikariDataSource(config);
        database = Database.of(source);
        Migrations.configure(
                        Flyway.configure().dataSource(source).target(schema), database.dialect())
                .load()
                .migrate();
    }

    public static TestDatabase h2(Path folder) {
        return h2(folder, "latest");
    }

    /// As an older version has made it.
    ///
    /// @param schema its last migration
    public static TestDatabase h2(Path folder, String schema) {
        return new TestDatabase(H2Urls.of(folder), "sa", schema);
    }

    public static TestDatabase postgres() {
        return postgres("latest");
    }

    public static synchronized TestDatabase postgres(String schema) {
        try {
            if (server == null) {
                server = EmbeddedPostgres.builder().start();
            }
            var name = "test" + COUNT.incrementAndGet();
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
            return new TestDatabase(server.getJdbcUrl("postgres", name), "postgres", schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new StoreFailure("Could not make a database", e);
        }
    }

    public Database database() {
        return database;
    }

    /// All stores, emptied.
    public Stores stores() {
        clear();
        var pauses = new JdbcPauses(database);
        return new Stores(
                new JdbcRunStore(database),
                new JdbcEffectStore(database),
                new JdbcWaits(database),
                new JdbcCommandQueue(database),
                pauses,
                (everything, workflows, runs) -> {
                    pauses.all().forEach(one -> pauses.resume(one.subject()));
                    if (everything) {
                        pause(pauses, Subject.EVERYTHING);
                    }
                    workflows.forEach(id -> pause(pauses, Subject.workflow(id)));
                    runs.forEach(id -> pause(pauses, Subject.run(id)));
                },
                new JdbcResourceLocks(database),
                (workflow, runs, each) ->
                        new JdbcQuotas(database)
                                .put(
                                        workflow,
                                        new WorkflowLimit(
                                                some(runs), Optional.empty(), some(each))));
    }

    private static Optional<Integer> some(int limit) {
        return Optional.of(limit).filter(number -> number > 0);
    }

    private static void pause(JdbcPauses pauses, Subject subject) {
        pauses.pause(new JdbcPauses.Pause(subject, "default", "why", Samples.START, Actor.ENGINE));
    }

    public void clear() {
        for (var table : TABLES) {
            execute("delete from " + table);
        }
        execute("update project set audit_seq = 0, audit_hash = ''");
    }

    public void execute(String sql) {
        database.inTransaction(
                "run " + sql,
                connection -> {
                    try (var statement = connection.createStatement()) {
                        return statement.execute(sql);
                    }
                });
    }

    @Override
    public void close() {
        source.close();
    }
}
