package io.sluice.db;

import static io.sluice.db.port.Samples.commit;
import static io.sluice.db.port.Samples.entered;
import static io.sluice.db.port.Samples.started;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.sluice.db.run.JdbcRunStore;
import io.sluice.db.verify.Check;
import io.sluice.db.verify.Verification;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process is killed while it commits; every commit that it had been told of is there.
class H2KillTest {
    private static final int COMMITS_BEFORE_KILL = 150;

    @TempDir Path folder;

    /// The process that is killed: prints the id of each run when its commit is acknowledged.
    static final class Committer {
        private Committer() {}

        public static void main(String[] arguments) {
            try (var source = source(Path.of(arguments[0]))) {
                var database = Database.of(source);
                Migrations.apply(database);
                var store = new JdbcRunStore(database);
                for (int i = 0; ; i++) {
                    var run = new RunId("run-%08d".formatted(i));
                    store.commit(
                            List.of(
                                    commit(
                                            RunState.fresh(run),
                                            0,
                                            1,
                                            null,
                                            started(run, Map.of()),
                                            entered(1, "A"))));
                    System.out.println(run);
                }
            }
        }
    }

    private static HikariDataSource source(Path folder) {
        var source = new HikariDataSource();
        source.setJdbcUrl(H2Urls.of(folder));
        source.setUsername("sa");
        source.setMaximumPoolSize(2);
        return source;
    }

    @Test
    void keepsEveryAcknowledgedCommitWhenTheProcessIsKilled() throws Exception {
        var acknowledged = commitUntilKilled();

        try (var source = source(folder)) {
            var database = Database.of(source);
            assertThat(new JdbcRunStore(database).load(acknowledged).keySet())
                    .containsAll(acknowledged);
            assertThat(new Verification(database).run()).allMatch(Check::ok);
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(COMMITS_BEFORE_KILL);
    }

    private List<RunId> commitUntilKilled() throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Committer.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var acknowledged = new ArrayList<RunId>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("run-")) {
                    acknowledged.add(new RunId(line));
                }
                if (acknowledged.size() == COMMITS_BEFORE_KILL) {
                    // Through its handle: what it has printed can then still be read.
                    process.toHandle().destroyForcibly();
                }
            }
            return acknowledged;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
