package io.sluice.db.run;

import static io.sluice.db.port.Samples.START;
import static io.sluice.db.port.Samples.commit;
import static io.sluice.db.port.Samples.entered;
import static io.sluice.db.port.Samples.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.db.TestDatabase;
import io.sluice.db.port.Stores;
import io.sluice.engine.port.Claim;
import io.sluice.engine.port.Unreadable;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.WorkflowRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Processes that are upgraded one by one: what only the newer know, the older leave alone.
abstract class UpgradeContract {
    private TestDatabase database;
    private Stores stores;
    private Instant now = START;

    /// A database of its own.
    protected abstract TestDatabase database();

    @BeforeEach
    void open() {
        database = database();
        stores = database.stores();
        database.execute("delete from node");
        for (var id : List.of("r1", "r2")) {
            var run = new RunId(id);
            stores.runs()
                    .commit(
                            List.of(
                                    commit(
                                            RunState.fresh(run),
                                            0,
                                            1,
                                            null,
                                            started(run, Map.of()),
                                            entered(1, "A"))));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> claimed(String owner, Predicate<WorkflowRef> knows) {
        return stores
                .runs()
                .claim(
                        new Claim(
                                owner,
                                START.plusSeconds(1),
                                Duration.ofSeconds(30),
                                10,
                                _ -> 10,
                                knows))
                .stream()
                .map(one -> one.run().state().id().value())
                .toList();
    }

    @Test
    void leavesRunsOfWorkflowsItDoesNotKnowToOneThatDoes() {
        assertThat(claimed("older", ref -> !ref.id().equals("sweep"))).isEmpty();

        assertThat(claimed("newer", _ -> true)).containsExactlyInAnyOrder("r1", "r2");
    }

    /// A run whose state a newer release has written stays as it is, and stands in nobody's way.
    @Test
    void leavesARunWhoseStateItCannotReadAsItIs() {
        database.execute(
                "update run set state = '{\"newer\":1,' || substring(state, 2) where run_id = 'r1'");

        assertThat(claimed("older", _ -> true)).containsExactly("r2");
        assertThatThrownBy(() -> stores.runs().load(List.of(new RunId("r1"))))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("newer");

        database.execute("update run set state = '{' || substring(state, 12) where run_id = 'r1'");
        assertThat(claimed("newer", _ -> true)).containsExactly("r1");
    }

    @Test
    void processesKnowWhatTheOthersHave() {
        var older = new JdbcPeers(database.database(), "older", Set.of("a"), () -> now);
        var newer = new JdbcPeers(database.database(), "newer", Set.of("a", "b"), () -> now);
        older.meet();
        assertThat(older.know(Set.of("b"))).isFalse();
        assertThat(older.alone()).isTrue();

        newer.meet();
        older.meet();
        assertThat(older.alone()).isFalse();
        assertThat(older.others()).isEqualTo(1);
        assertThat(older.know(Set.of("b"))).isTrue();
        assertThat(older.know(Set.of("b", "c"))).isFalse();
        assertThat(newer.know(Set.of("b"))).isFalse();
        assertThat(older.alive())
                .extracting(JdbcPeers.Peer::name)
                .containsExactly("newer", "older");

        now = now.plusSeconds(60);
        older.meet();
        assertThat(older.know(Set.of("b"))).isFalse();
        newer.meet();
        newer.leave();
        older.meet();
        assertThat(older.alive()).extracting(JdbcPeers.Peer::name).containsExactly("older");
        assertThat(older.alone()).isTrue();
    }
}
