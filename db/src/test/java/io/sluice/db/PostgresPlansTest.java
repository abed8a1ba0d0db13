package io.sluice.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.db.dashboard.RunFigures;
import io.sluice.db.dashboard.Window;
import io.sluice.db.query.RunFilter;
import io.sluice.db.query.RunQueries;
import io.sluice.engine.run.RunStatus;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What PostgreSQL plans: for the statements of the engine while its tables are still empty, and
/// then keeps; and for lists of runs when there are many.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresPlansTest {
    /// Of 10,000: the open runs are counted, and a page or two of others is read.
    private static final long FEW = 500;

    private TestDatabase database;

    @BeforeAll
    void open() {
        database = TestDatabase.postgres();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aPlanMadeForEmptyTablesUsesTheIndexThatLargeOnesNeed() {
        var greeting = Dialect.greeting("jdbc:postgresql://127.0.0.1/sluice").orElseThrow();

        assertThat(plan(greeting))
                .anyMatch(line -> line.contains("wait_pkey"))
                .noneMatch(line -> line.contains("Seq Scan"));
    }

    @Test
    void withoutTheGreetingItWouldReadTheWholeTable() {
        assertThat(plan("set enable_seqscan = on")).anyMatch(line -> line.contains("Seq Scan"));
    }

    @Test
    void theEmbeddedDatabaseIsToldNothing() {
        assertThat(Dialect.greeting("jdbc:h2:./data/sluice")).isEmpty();
    }

    @Test
    void theNewestRunsOfAWorkflowAreReadByTheIndexesOfEndedAndOpenOnes() {
        many();
        var queries = new RunQueries(database.database());
        var rare = filter(Optional.of("rare"), Optional.empty(), Optional.empty());
        var common = filter(Optional.of("common"), Optional.empty(), Optional.empty());
        var running = filter(Optional.empty(), Optional.of(RunStatus.RUNNING), Optional.empty());
        var early = filter(Optional.empty(), Optional.empty(), Optional.of(Micros.instant(40)));

        assertThat(rowsRead(() -> queries.list(rare, Optional.empty(), 20))).isLessThan(FEW);
        assertThat(rowsRead(() -> queries.list(common, Optional.empty(), 20))).isLessThan(FEW);
        assertThat(rowsRead(() -> queries.list(early, Optional.empty(), 20))).isLessThan(FEW);
        assertThat(rowsRead(() -> queries.list(running, Optional.empty(), 20))).isLessThan(FEW);
        assertThat(rowsRead(() -> queries.standing(List.of("rare", "common")))).isLessThan(FEW);
        assertThat(queries.list(rare, Optional.empty(), 20).items())
                .extracting(item -> item.id().value())
                .containsExactly("r08200", "r06150", "r04100", "r02050", "r00000");
    }

    @Test
    void theFiguresOfAWindowReadItsRunsByTheIndexesOfEndedAndOpenOnes() {
        many();
        var figures = new RunFigures(database.database());
        var window =
                new Window(
                        "default",
                        Optional.empty(),
                        Micros.instant(2_400),
                        Micros.instant(2_600),
                        Duration.ofSeconds(1));

        assertThat(rowsRead(() -> figures.buckets(window))).isLessThan(FEW);
        assertThat(rowsRead(() -> figures.durations(window))).isLessThan(FEW);
        assertThat(figures.buckets(window))
                .singleElement()
                .satisfies(bucket -> {
                    assertThat(bucket.started()).isEqualTo(200);
                    assertThat(bucket.completed()).isEqualTo(200);
                });
    }

    /// 10,000 runs, of which the first hundred have not ended and five are of a rare workflow.
    private void many() {
        database.clear();
        database.database()
                .inTransaction(
                        "make runs",
                        connection -> {
                            try (var statement = connection.createStatement()) {
                                statement.execute(
                                        """
                                        insert into run (
                                            run_id, project, workflow_id, workflow_version, mode,
                                            started_by_kind, started_by, started_at, status, version,
                                            epoch, claims, incidents, waits, waits_before, open_nodes,
                                            waiting_for, ended_at, updated_at, state
                                        )
                                        select 'r' || lpad(i::text, 5, '0'), 'default',
                                            case when i % 2050 = 0 then 'rare' else 'common' end, 1,
                                            'LIVE', 'user', 'ana', i,
                                            case when i < 100 then 'RUNNING' else 'COMPLETED' end,
                                            1, 1, 0, 0, 0, 0, '', '',
                                            case when i < 100 then null else i end, i, '{}'
                                        from generate_series(0, 9999) i
                                        """);
                                return statement.execute("analyze run");
                            }
                        });
    }

    private static RunFilter filter(
            Optional<String> workflow, Optional<RunStatus> status, Optional<Instant> to) {
        return new RunFilter(
                "default",
                workflow,
                status,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                to,
                Optional.empty());
    }

    /// How many rows of runs PostgreSQL looks at for it, by its own counters.
    private long rowsRead(Runnable query) {
        var source = database.database().dataSource();
        return new TransactionTemplate(new DataSourceTransactionManager(source))
                .execute(_ -> {
                    long before = rowsRead();
                    query.run();
                    return rowsRead() - before;
                });
    }

    /// Of the transaction, and of those before it that it has not told the others yet.
    private long rowsRead() {
        return JdbcClient.create(database.database().dataSource())
                .sql(
                        """
                        select seq_tup_read + idx_tup_fetch
                        from pg_stat_xact_user_tables where relname = 'run'
                        """)
                .query(Long.class)
                .single();
    }

    private List<String> plan(String greeting) {
        return database.database()
                .inTransaction(
                        "explain",
                        connection -> {
                            try (var statement = connection.createStatement()) {
                                statement.execute(greeting);
                                statement.execute("set plan_cache_mode = force_generic_plan");
                                statement.execute("analyze wait");
                                statement.execute(
                                        "prepare stop(varchar[]) as"
                                                + " delete from wait where run_id = any($1)");
                                return lines(statement);
                            } finally {
                                connection.rollback();
                            }
                        });
    }

    private static List<String> lines(Statement statement) throws SQLException {
        var lines = new ArrayList<String>();
        try (var rows = statement.executeQuery("explain execute stop(array['a', 'b'])")) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        statement.execute("deallocate stop");
        return lines;
    }
}
