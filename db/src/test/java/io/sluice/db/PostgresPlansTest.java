package io.sluice.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What PostgreSQL plans for the statements of the engine while its tables are still empty, and
/// then keeps.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresPlansTest {
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
