package io.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.sluice.db.Database;
import io.sluice.db.H2Urls;
import io.sluice.db.Migrations;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// `verify --stopped`: no server runs, the database is looked into.
class StoppedVerifyTest {
    @TempDir Path folder;

    private void database(String... statements) {
        try (var source = new HikariDataSource()) {
            source.setJdbcUrl(H2Urls.of(folder));
            source.setUsername("sa");
            source.setPassword("");
            Migrations.apply(Database.of(source));
            for (var statement : statements) {
                JdbcClient.create(source).sql(statement).update();
            }
        }
    }

    private Shell.Result verify() {
        return new Shell().with("SLUICE_DATA", folder.toString()).run("verify", "--stopped");
    }

    @Test
    void findsNothingWhereAllIsWell() {
        database();

        var result = verify();

        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("✓ no version is missing from a journal");
    }

    @Test
    void findsWhatIsBroken() {
        database("insert into journal (run_id, version, at, events) values ('r1', 1, 0, '[]')");

        var result = verify();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("✗ every journal has its run: 1 found", "run r1");
    }

    @Test
    void saysThatThereIsNoDatabase() {
        var result = verify();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("Expected a database in", "SLUICE_DATA");
    }
}
