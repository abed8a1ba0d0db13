package io.sluice.db.port;

import static io.sluice.db.port.Samples.START;
import static io.sluice.db.port.Samples.commit;
import static io.sluice.db.port.Samples.completed;
import static io.sluice.db.port.Samples.entered;
import static io.sluice.db.port.Samples.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.port.CommitResult;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.port.StoredRun;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step.Doing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the engine counts on when it stores runs.
public abstract class RunStoreContract {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final CommitResult STORED = new CommitResult.Stored();
    private static final CommitResult CLASH = new CommitResult.Clash();

    private RunStore store;

    /// Empty stores.
    protected abstract Stores stores();

    @BeforeEach
    void open() {
        store = stores().runs();
    }

    private static RunCommit start(String id, @Nullable String owner) {
        var run = new RunId(id);
        return commit(
                RunState.fresh(run), 0, 1, owner, started(run, Map.of("vm", id)), entered(1, "A"));
    }

    private static RunCommit next(
            RunState before, long version, long epoch, @Nullable String owner) {
        return commit(before, version, epoch, owner, completed(1, "A"), entered(2, "B"));
    }

    private StoredRun stored(String id) {
        var run = store.load(List.of(new RunId(id))).get(new RunId(id));
        return Optional.ofNullable(run).orElseThrow();
    }

    @Test
    void loadsWhatWasCommitted() {
        var start = start("r1", "node-1");

        assertThat(store.commit(List.of(start))).containsExactly(STORED);

        var run = stored("r1");
        assertThat(run.state()).isEqualTo(start.state());
        assertThat(run.version()).isEqualTo(1);
        assertThat(run.epoch()).isEqualTo(1);
        assertThat(run.lease()).contains(new StoredRun.Lease("node-1", START.plusSeconds(30)));
    }

    @Test
    void loadsOnlyRunsThatExist() {
        store.commit(List.of(start("r1", null)));

        assertThat(store.load(List.of(new RunId("r1"), new RunId("nobody"))).keySet())
                .containsExactly(new RunId("r1"));
        assertThat(store.load(List.of())).isEmpty();
    }

    @Test
    void answersNothingForNothing() {
        assertThat(store.commit(List.of())).isEmpty();
    }

    @Test
    void goesOnFromTheStoredVersion() {
        var start = start("r1", "node-1");
        store.commit(List.of(start));

        var next = next(start.state(), 1, 1, "node-1");

        assertThat(store.commit(List.of(next))).containsExactly(STORED);
        assertThat(stored("r1").state()).isEqualTo(next.state());
        assertThat(stored("r1").version()).isEqualTo(2);
    }

    @Test
    void refusesAnOldVersion() {
        var start = start("r1", "node-1");
        store.commit(List.of(start));
        store.commit(List.of(next(start.state(), 1, 1, "node-1")));
        var before = stored("r1");

        assertThat(store.commit(List.of(next(start.state(), 1, 1, "node-1"))))
                .containsExactly(CLASH);
        assertThat(stored("r1")).isEqualTo(before);
    }

    @Test
    void refusesAVersionThatIsNotYet() {
        var start = start("r1", "node-1");
        store.commit(List.of(start));

        assertThat(store.commit(List.of(next(start.state(), 2, 1, "node-1"))))
                .containsExactly(CLASH);
        assertThat(stored("r1").version()).isEqualTo(1);
    }

    @Test
    void refusesAnOldEpoch() {
        var start = start("r1", "node-1");
        store.commit(List.of(start));
        store.commit(List.of(next(start.state(), 1, 2, "node-2")));
        var before = stored("r1");

        var late = next(start.state(), 2, 1, "node-1");

        assertThat(store.commit(List.of(late))).containsExactly(CLASH);
        assertThat(stored("r1")).isEqualTo(before);
    }

    @Test
    void refusesAnEpochThatSkipsOne() {
        var start = start("r1", "node-1");
        store.commit(List.of(start));

        assertThat(store.commit(List.of(next(start.state(), 1, 3, "node-1"))))
                .containsExactly(CLASH);
    }

    @Test
    void takesTheEpochOfANewHolder() {
        var start = start("r1", null);
        store.commit(List.of(start));

        assertThat(store.commit(List.of(next(start.state(), 1, 2, "node-2"))))
                .containsExactly(STORED);
        assertThat(stored("r1").epoch()).isEqualTo(2);
    }

    @Test
    void beginsARunOnce() {
        store.commit(List.of(start("r1", "node-1")));

        assertThat(store.commit(List.of(start("r1", "node-2")))).containsExactly(CLASH);
        assertThat(stored("r1").lease()).map(StoredRun.Lease::owner).contains("node-1");
    }

    @Test
    void makesNoRunOfAChangeToOneThatDoesNotExist() {
        var start = start("r1", "node-1");

        assertThat(store.commit(List.of(next(start.state(), 1, 1, "node-1"))))
                .containsExactly(CLASH);
        assertThat(store.load(List.of(new RunId("r1")))).isEmpty();
    }

    @Test
    void dropsOnlyTheShareOfTheRunThatClashes() {
        var first = start("r1", "node-1");
        var second = start("r2", "node-1");
        store.commit(List.of(first, second));
        store.commit(List.of(next(first.state(), 1, 1, "node-1")));

        var results =
                store.commit(
                        List.of(
                                next(second.state(), 1, 1, "node-1"),
                                next(first.state(), 1, 1, "node-1"),
                                start("r3", "node-1")));

        assertThat(results).containsExactly(STORED, CLASH, STORED);
        assertThat(stored("r2").version()).isEqualTo(2);
        assertThat(stored("r3").version()).isEqualTo(1);
    }

    @Test
    void writesTwoCommitsOfOneRunInTheirOrder() {
        var start = start("r1", "node-1");

        var results = store.commit(List.of(start, next(start.state(), 1, 1, "node-1")));

        assertThat(results).containsExactly(STORED, STORED);
        assertThat(stored("r1").version()).isEqualTo(2);
    }

    @Test
    void claimsWhatIsDueAndHeldByNobody() {
        store.commit(List.of(start("parked", null), start("held", "node-1")));

        var claimed = store.claim("node-2", START.plusSeconds(1), LEASE, 10);

        assertThat(claimed).hasSize(1);
        var run = claimed.getFirst().run();
        assertThat(run.state().id()).isEqualTo(new RunId("parked"));
        assertThat(run.version()).isEqualTo(2);
        assertThat(run.epoch()).isEqualTo(2);
        assertThat(claimed.getFirst().takenOver()).isFalse();
        assertThat(run.lease()).contains(new StoredRun.Lease("node-2", START.plusSeconds(31)));
        assertThat(stored("parked")).isEqualTo(run);
    }

    @Test
    void claimsNothingBeforeItIsDue() {
        var run = new RunId("r1");
        store.commit(
                List.of(
                        commit(
                                RunState.fresh(run),
                                0,
                                1,
                                null,
                                started(run, Map.of()),
                                entered(1, "A", new Doing.Sleep(START.plusNanos(1_500))))));

        assertThat(store.claim("node-2", START.plusNanos(1_400), LEASE, 10)).isEmpty();
        assertThat(store.claim("node-2", START.plusNanos(2_000), LEASE, 10)).hasSize(1);
    }

    @Test
    void claimsNothingThatOnlyTheOutsideCanMove() {
        var run = new RunId("r1");
        store.commit(
                List.of(
                        commit(
                                RunState.fresh(run),
                                0,
                                1,
                                null,
                                started(run, Map.of()),
                                entered(1, "A", new Doing.Listen("done", "r1")))));

        assertThat(store.claim("node-2", Instant.parse("2099-01-01T00:00:00Z"), LEASE, 10))
                .isEmpty();
    }

    @Test
    void takesOverWhenALeaseHasRunOut() {
        store.commit(List.of(start("r1", "node-1")));

        var claimed = store.claim("node-2", START.plusSeconds(30), LEASE, 10);

        assertThat(claimed).hasSize(1);
        assertThat(claimed.getFirst().takenOver()).isTrue();
    }

    @Test
    void fencesTheHolderWhoseRunWasTakenOver() {
        var start = start("r1", "node-1");
        store.commit(List.of(start));
        store.claim("node-2", START.plusSeconds(31), LEASE, 10);

        assertThat(store.commit(List.of(next(start.state(), 1, 1, "node-1"))))
                .containsExactly(CLASH);
        assertThat(store.commit(List.of(next(start.state(), 2, 2, "node-2"))))
                .containsExactly(STORED);
    }

    @Test
    void claimsNoMoreThanAskedAndNothingTwice() {
        store.commit(IntStream.range(0, 10).mapToObj(i -> start("r" + i, null)).toList());

        var first = store.claim("node-1", START.plusSeconds(1), LEASE, 6);
        var second = store.claim("node-2", START.plusSeconds(1), LEASE, 6);

        assertThat(first).hasSize(6);
        assertThat(second).hasSize(4);
        assertThat(store.claim("node-3", START.plusSeconds(1), LEASE, 6)).isEmpty();
    }

    @Test
    void bringsLargeValuesBack() {
        var run = new RunId("r1");
        var text = "x".repeat(100_000);
        var looksLikeOne = Map.<String, Object>of("$blob", "not a reference");
        var commit =
                commit(
                        RunState.fresh(run),
                        0,
                        1,
                        null,
                        started(run, Map.of("body", text)),
                        new Event.VariablesSet(looksLikeOne),
                        entered(1, "A"));

        store.commit(List.of(commit));

        assertThat(stored("r1").state()).isEqualTo(commit.state());
        assertThat(store.claim("node-1", START.plusSeconds(1), LEASE, 1).getFirst().run().state())
                .isEqualTo(commit.state());
    }

    /// Eight threads move the same runs; each move is counted in the state, so that a lost or a
    /// doubled one shows.
    @Test
    void losesNothingBetweenEightCommitters() throws Exception {
        int runs = 40;
        int moves = 15;
        for (int i = 0; i < runs; i++) {
            store.commit(List.of(start("r" + i, null)));
        }
        var work = new ArrayList<Callable<Integer>>();
        for (int t = 0; t < 8; t++) {
            int thread = t;
            work.add(() -> move(thread, runs, moves));
        }

        int stored = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> done : threads.invokeAll(work)) {
                stored += done.get();
            }
        }

        long versions = 0;
        long events = 0;
        for (int i = 0; i < runs; i++) {
            versions += stored("r" + i).version() - 1;
            events += stored("r" + i).state().eventCount() - 2;
        }
        assertThat(versions).isEqualTo(stored);
        assertThat(events).isEqualTo(stored);
        assertThat(stored).isGreaterThanOrEqualTo(moves * runs / 8);
    }

    private int move(int thread, int runs, int moves) {
        int stored = 0;
        for (int round = 0; round < moves; round++) {
            var ids = new ArrayList<RunId>();
            for (int i = 0; i < runs; i++) {
                if ((i + round + thread) % 3 != 0) {
                    ids.add(new RunId("r" + i));
                }
            }
            var loaded = new HashMap<>(store.load(ids));
            var commits =
                    loaded.values().stream()
                            .map(run ->
                                    commit(
                                            run.state(),
                                            run.version(),
                                            run.epoch(),
                                            null,
                                            new Event.VariablesSet(Map.of("by", (long) thread))))
                            .toList();
            stored += (int) store.commit(commits).stream().filter(STORED::equals).count();
        }
        return stored;
    }
}
