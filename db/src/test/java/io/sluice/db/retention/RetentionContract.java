package io.sluice.db.retention;

import static io.sluice.db.port.Samples.START;
import static io.sluice.db.port.Samples.after;
import static io.sluice.db.port.Samples.completed;
import static io.sluice.db.port.Samples.entered;
import static io.sluice.db.port.Samples.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.db.TestDatabase;
import io.sluice.db.port.Stores;
import io.sluice.db.retention.Retention.Rule;
import io.sluice.db.verify.Verification;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.node.Change;
import io.sluice.engine.port.Intake;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// That ended runs go when their time is over, all of them and nothing else.
abstract class RetentionContract {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant NOW = START.plus(DAY.multipliedBy(100));

    private static final Failure FAILURE = Failure.permanent("x.y", "USER", "No.");

    private TestDatabase database;
    private Stores stores;
    private Purge purge;
    private History history;

    /// A database of its own.
    protected abstract TestDatabase database();

    @BeforeEach
    void open() {
        database = database();
        stores = database.stores();
        purge = new Purge(database.database());
        history = new History(database.database());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Event ended(RunStatus status, Instant at) {
        return switch (status) {
            case COMPLETED -> new Event.RunCompleted(at);
            case FAILED -> new Event.RunFailed(FAILURE, at);
            case CANCELED -> new Event.RunCanceled(at);
            case NEW, RUNNING, CANCELING -> new Event.VariablesSet(Map.of("still", true));
        };
    }

    /// A run with a change, that stands so since so many days.
    private RunCommit run(
            String id, RunStatus status, int days, Map<String, @Nullable Object> trigger) {
        var run = new RunId(id);
        var key = new EffectKey("key-" + id);
        var at = NOW.minus(DAY.multipliedBy(days));
        List<Event> events =
                List.of(
                        started(run, trigger),
                        entered(1, "A"),
                        new Event.EffectDeclared(
                                new StepId(1),
                                new NodeId("A"),
                                key,
                                "TOKEN",
                                Map.of("vm", "i-1"),
                                List.of(new Change("Stop", "i-1", "", null, null, "Stop it")),
                                true,
                                at,
                                Optional.empty()),
                        new Event.EffectApplied(new StepId(1), key, Map.of(), false, false),
                        completed(1, "A"),
                        status == RunStatus.FAILED
                                ? new Event.PathsStopped(
                                        new NodeId("A"), Optional.empty(), Optional.of(FAILURE))
                                : new Event.PathEnded(new NodeId("A"), ""),
                        ended(status, at));
        return new RunCommit(
                after(RunState.fresh(run), events),
                events,
                0,
                1,
                Optional.empty(),
                START,
                Optional.of(
                        new Intake("default", "sweep", "event-" + id, "webhook", trigger, START)),
                List.of(),
                List.of());
    }

    private void store(RunCommit... commits) {
        stores.runs().commit(List.of(commits));
    }

    private static Retention days(int completed, int failed) {
        return new Retention(
                new Rule(
                        Optional.of(DAY.multipliedBy(completed)),
                        Optional.of(DAY.multipliedBy(failed)),
                        Optional.empty()),
                Map.of(),
                Optional.empty());
    }

    private int pass(Retention retention) {
        return purge.pass("default", retention, NOW, () -> true);
    }

    private List<String> left() {
        var ids = List.of("a", "b", "c", "d", "e").stream().map(RunId::new).toList();
        return stores.runs().load(ids).keySet().stream().map(RunId::value).sorted().toList();
    }

    @Test
    void goesByHowARunEndedAndWhen() {
        store(
                run("a", RunStatus.COMPLETED, 40, Map.of()),
                run("b", RunStatus.COMPLETED, 20, Map.of()),
                run("c", RunStatus.FAILED, 40, Map.of()),
                run("d", RunStatus.CANCELED, 90, Map.of()),
                run("e", RunStatus.RUNNING, 90, Map.of()));

        assertThat(pass(days(30, 60))).isEqualTo(1);
        assertThat(left()).containsExactly("b", "c", "d", "e");

        assertThat(pass(days(30, 30))).isEqualTo(1);
        assertThat(left()).containsExactly("b", "d", "e");
    }

    @Test
    void aWorkflowMayHaveARuleOfItsOwn() {
        store(run("a", RunStatus.COMPLETED, 40, Map.of()));

        var kept =
                new Retention(days(30, 30).all(), Map.of("sweep", Rule.FOR_EVER), Optional.empty());
        assertThat(pass(kept)).isZero();

        var gone =
                new Retention(Rule.FOR_EVER, Map.of("sweep", days(30, 30).all()), Optional.empty());
        assertThat(pass(gone)).isEqualTo(1);
    }

    @Test
    void leavesALineThatSaysWhatItWas() {
        store(run("a", RunStatus.FAILED, 40, Map.of()));

        pass(days(30, 30));

        var line = history.find("default", new RunId("a")).orElseThrow();
        assertThat(line.status()).isEqualTo(RunStatus.FAILED);
        assertThat(line.failure()).isEqualTo("x.y: No.");
        assertThat(line.startedBy().name()).isEqualTo("begin");
        assertThat(line.startKey()).contains("event-a");
        assertThat(line.endedAt()).isEqualTo(NOW.minus(DAY.multipliedBy(40)));
        assertThat(line.steps()).isEqualTo(1);
        assertThat(line.changes()).isEqualTo(1);
        assertThat(line.undone()).isZero();
        assertThat(history.list("default", Optional.of("sweep"), Optional.empty(), 10).items())
                .containsExactly(line);
        assertThat(history.list("default", Optional.of("other"), Optional.empty(), 10).items())
                .isEmpty();
    }

    @Test
    void nothingOfItStaysAndTheStoreIsInOrder() {
        store(
                run("a", RunStatus.COMPLETED, 40, Map.of()),
                run("b", RunStatus.COMPLETED, 10, Map.of()));

        pass(days(30, 30));

        for (var table : List.of("run", "journal", "effect")) {
            assertThat(count(table)).as(table).isEqualTo(1);
        }
        assertThat(new Verification(database.database()).run())
                // Here a change is declared and made in one commit.
                .filteredOn(check -> !check.name().contains("older intent"))
                .allSatisfy(check -> assertThat(check.examples()).isEmpty());
    }

    private long count(String table) {
        return database.database()
                .inTransaction(
                        "count",
                        connection -> {
                            try (var statement = connection.createStatement();
                                    var result =
                                            statement.executeQuery(
                                                    "select count(*) from " + table)) {
                                result.next();
                                return result.getLong(1);
                            }
                        });
    }

    /// A large value goes with the last run that refers to it.
    @Test
    void aLargeValueGoesWithItsLastRun() {
        var large = Map.<String, @Nullable Object>of("text", "x".repeat(40_000));
        store(
                run("a", RunStatus.COMPLETED, 40, large),
                run("b", RunStatus.COMPLETED, 20, large),
                run("c", RunStatus.COMPLETED, 20, Map.of("text", "y".repeat(40_000))));
        assertThat(count("blob")).isEqualTo(2);

        pass(days(30, 30));
        assertThat(count("blob")).isEqualTo(2);
        var b = stores.runs().load(List.of(new RunId("b"))).values().iterator().next();
        assertThat(b.state().trigger()).isEqualTo(large);

        pass(days(10, 10));
        assertThat(count("blob")).isZero();
        assertThat(count("blob_use")).isZero();
    }

    @Test
    void manyGoInManyTransactions() {
        var commits = new ArrayList<RunCommit>();
        for (int i = 0; i < 1_450; i++) {
            commits.add(run("m" + i, RunStatus.COMPLETED, i % 2 == 0 ? 40 : 10, Map.of()));
        }
        stores.runs().commit(commits);

        assertThat(pass(days(30, 30))).isEqualTo(725);
        assertThat(count("run")).isEqualTo(725);
        assertThat(count("run_history")).isEqualTo(725);
        assertThat(pass(days(30, 30))).isZero();
    }

    @Test
    void theHistoryGoesInItsTurnAndWithItWhatItDeduplicated() {
        store(run("a", RunStatus.COMPLETED, 40, Map.of()));
        pass(days(30, 30));
        assertThat(count("run_history")).isEqualTo(1);

        pass(new Retention(Rule.FOR_EVER, Map.of(), Optional.of(DAY.multipliedBy(30))));

        assertThat(count("run_history")).isZero();
        assertThat(count("trigger_event")).isZero();
    }
}
