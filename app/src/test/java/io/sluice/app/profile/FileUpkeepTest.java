package io.sluice.app.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.sluice.db.Database;
import io.sluice.db.H2File;
import io.sluice.db.H2Urls;
import io.sluice.db.Migrations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileUpkeepTest {
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private int hot;
    private int tidied;
    private int shrunk;
    private boolean sparse;
    private boolean more = true;
    private final FileUpkeep upkeep =
            new FileUpkeep(
                    () -> {
                        tidied++;
                        return more;
                    },
                    () -> {
                        shrunk++;
                        return sparse;
                    },
                    () -> hot,
                    clock());

    private InstantSource clock() {
        return () -> now;
    }

    private int after(Duration time) {
        now = now.plus(time);
        upkeep.run();
        return tidied;
    }

    @Test
    void tidiesInIdleMomentsUntilThereIsNothingToDo() {
        assertThat(after(FileUpkeep.EVERY)).isEqualTo(1);
        assertThat(after(FileUpkeep.EVERY)).isEqualTo(2);

        more = false;
        assertThat(after(FileUpkeep.EVERY)).isEqualTo(3);
        assertThat(after(FileUpkeep.EVERY)).isEqualTo(3);
        assertThat(after(FileUpkeep.REST)).isEqualTo(4);
    }

    @Test
    void givesRoomBackWhenNothingElseGoesOn() {
        more = false;
        sparse = true;
        hot = 1;
        after(FileUpkeep.EVERY);
        assertThat(shrunk).isZero();

        hot = 0;
        after(FileUpkeep.REST);
        after(FileUpkeep.EVERY);
        assertThat(shrunk).isEqualTo(2);

        sparse = false;
        after(FileUpkeep.EVERY);
        after(FileUpkeep.EVERY);
        assertThat(shrunk).isEqualTo(3);
    }

    @Test
    void doesNotWaitForAnIdleMomentForEver() {
        hot = 500;

        assertThat(after(FileUpkeep.EVERY)).isZero();
        assertThat(after(FileUpkeep.PATIENCE)).isEqualTo(1);
        assertThat(after(FileUpkeep.EVERY)).isEqualTo(1);
        assertThat(after(FileUpkeep.PATIENCE)).isEqualTo(2);
    }

    @Test
    void closingTheSourceWritesTheFileAnew(@TempDir Path folder) throws Exception {
        var file = folder.resolve("sluice.mv.db");
        var source = source(folder);
        Migrations.apply(Database.of(source));
        churn(source);
        long before = Files.size(file);

        source.close();

        assertThat(Files.size(file)).isLessThan(before / 2);
        try (var again = source(folder)) {
            assertThat(H2File.of(Database.of(again))).isPresent();
        }
    }

    private static HikariDataSource source(Path folder) {
        var source = new EmbeddedSource();
        source.setJdbcUrl(H2Urls.of(folder));
        source.setUsername("sa");
        source.setMaximumPoolSize(2);
        return source;
    }

    private static void churn(HikariDataSource source) throws Exception {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table t (id integer primary key, v varchar)");
            statement.execute("insert into t values (1, '')");
            for (int i = 0; i < 300; i++) {
                statement.execute("update t set v = repeat('" + i + "', 10000) where id = 1");
            }
        }
    }
}
