package io.sluice.db;

import static io.sluice.db.port.Samples.START;
import static io.sluice.db.port.Samples.commit;
import static io.sluice.db.port.Samples.started;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.sluice.db.run.JdbcRunStore;
import io.sluice.db.verify.Check;
import io.sluice.db.verify.Verification;
import io.sluice.engine.port.CommitResult;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2FileTest {
    @TempDir Path folder;

    private HikariDataSource source() {
        var source = new HikariDataSource();
        source.setJdbcUrl(H2Urls.of(folder));
        source.setUsername("sa");
        source.setMaximumPoolSize(4);
        return source;
    }

    @Test
    void hasNoFileInMemory() {
        try (var source = new HikariDataSource()) {
            source.setJdbcUrl("jdbc:h2:mem:" + System.nanoTime());

            assertThat(H2File.of(Database.of(source))).isEmpty();
        }
    }

    @Test
    void becomesSmallWhenItIsClosed() {
        long before;
        try (var source = source()) {
            var database = Database.of(source);
            Migrations.apply(database);
            move(new JdbcRunStore(database), "r", 300);
            var file = H2File.of(database).orElseThrow();
            assertThat(file.path()).isEqualTo(folder.resolve("sluice.mv.db"));
            before = file.size();

            file.close(Long.MAX_VALUE);
        }

        try (var source = source()) {
            var database = Database.of(source);
            assertThat(H2File.of(database).orElseThrow().size()).isLessThan(before / 4);
            assertSound(database);
        }
    }

    @Test
    void staysSoundWhileItIsTidied() throws Exception {
        try (var source = source();
                var threads = Executors.newFixedThreadPool(2)) {
            var database = Database.of(source);
            Migrations.apply(database);
            shortenRetention(database);
            var store = new JdbcRunStore(database);
            var file = H2File.of(database).orElseThrow();

            var moved =
                    List.of(
                            threads.submit(() -> move(store, "a", 200)),
                            threads.submit(() -> move(store, "b", 200)));
            int tidied = 0;
            while (moved.stream().anyMatch(done -> !done.isDone())) {
                tidied += file.tidy() ? 1 : 0;
            }
            for (var done : moved) {
                done.get();
            }

            assertThat(tidied).isPositive();
            assertSound(database);
        }
    }

    private static void assertSound(Database database) {
        assertThat(new Verification(database).run()).allMatch(Check::ok);
    }

    /// So that the test need not wait until H2 lets go of what was just written.
    private static void shortenRetention(Database database) {
        database.inTransaction(
                "shorten retention",
                connection -> {
                    try (var statement = connection.createStatement()) {
                        return statement.execute("set retention_time 0");
                    }
                });
    }

    private static int move(JdbcRunStore store, String id, int times) {
        var run = new RunId(id);
        var state = store(store, commit(RunState.fresh(run), 0, 1, null, started(run, Map.of())));
        for (int i = 1; i <= times; i++) {
            var change = new Event.VariablesSet(Map.of("at", START.plusSeconds(i).toString()));
            state = store(store, commit(state, i, 1, null, change));
        }
        return times;
    }

    private static RunState store(JdbcRunStore store, RunCommit commit) {
        assertThat(store.commit(List.of(commit))).containsExactly(new CommitResult.Stored());
        return commit.state();
    }
}
