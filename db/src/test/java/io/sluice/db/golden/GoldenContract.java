package io.sluice.db.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.db.Database;
import io.sluice.db.Migrations;
import io.sluice.db.TestDatabase;
import io.sluice.db.authored.JdbcWorkflowVersions;
import io.sluice.db.run.JdbcRunStore;
import io.sluice.db.run.JdbcWaits;
import io.sluice.db.verify.Check;
import io.sluice.db.verify.Verification;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunStatus;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A database that a build of 0.1.0 has left behind when it was killed is upgraded and sound: what
/// was parked, stuck, kept or in the middle of its work is there and goes on.
abstract class GoldenContract {
    private static final String RELEASE = "0.1.0";

    /// The last migration of that build.
    private static final String SCHEMA = "30";

    private TestDatabase opened;
    private Database database;

    abstract TestDatabase open(String schema);

    abstract boolean postgres();

    @BeforeEach
    void upgrade() throws SQLException, IOException {
        opened = open(SCHEMA);
        database = opened.database();
        try (var connection = database.dataSource().getConnection();
                var rows = golden()) {
            GoldenTables.read(rows, connection, postgres());
        }
        Migrations.apply(database);
    }

    private static InputStream golden() {
        return Objects.requireNonNull(
                GoldenContract.class.getResourceAsStream("/golden/" + RELEASE + ".jsonl.gz"));
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void keepsEveryPromiseThatIsChecked() {
        assertThat(new Verification(database).run()).allMatch(Check::ok);
    }

    @Test
    void everyRunAndEveryVersionCanBeRead() {
        var ids =
                JdbcClient.create(database.dataSource())
                        .sql("select run_id from run order by run_id")
                        .query(String.class)
                        .list()
                        .stream()
                        .map(RunId::new)
                        .toList();
        var runs = new JdbcRunStore(database).load(ids);
        var versions = new JdbcWorkflowVersions(database);

        assertThat(runs).hasSameSizeAs(ids);
        assertThat(runs.values())
                .extracting(run -> run.state().status())
                .contains(
                        RunStatus.RUNNING,
                        RunStatus.COMPLETED,
                        RunStatus.FAILED,
                        RunStatus.CANCELED);
        assertThat(runs.values())
                .allSatisfy(run -> assertThat(versions.find(run.state().workflow())).isPresent());
        assertThat(runs.values()).anyMatch(run -> run.state().child().isPresent());
        assertThat(runs.values()).anyMatch(run -> run.state().incidentCount() > 0);
    }

    @Test
    void whatIsDueIsTakenUp() {
        var later = Instant.parse("2036-01-01T00:00:00Z");

        var claimed = new JdbcRunStore(database).claim("node-1", later, Duration.ofSeconds(30), 50);

        assertThat(claimed).isNotEmpty();
        assertThat(new JdbcWaits(database).matched(later, 10)).isEqualTo(List.of());
    }
}
