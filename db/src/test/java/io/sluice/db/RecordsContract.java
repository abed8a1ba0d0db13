package io.sluice.db;

import static io.sluice.db.port.Samples.START;
import static io.sluice.db.port.Samples.commit;
import static io.sluice.db.port.Samples.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.db.audit.AuditLog;
import io.sluice.db.intake.Inbox;
import io.sluice.db.port.Samples;
import io.sluice.db.run.JdbcRunStore;
import io.sluice.db.run.RunHistory;
import io.sluice.db.run.StepLogs;
import io.sluice.engine.port.AuditEntry;
import io.sluice.engine.port.CommitResult;
import io.sluice.engine.port.Intake;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.StepId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What is kept beside the runs: what came in, ticks, logs and the audit log, on either database.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RecordsContract {
    private static final Actor ALICE = new Actor("user", "alice");

    private TestDatabase database;
    private JdbcRunStore store;

    abstract TestDatabase open();

    @BeforeAll
    void start() {
        database = open();
        store = new JdbcRunStore(database.database());
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    private RunState store(RunCommit commit) {
        assertThat(store.commit(List.of(commit))).containsExactly(new CommitResult.Stored());
        return commit.state();
    }

    @Test
    void listsWhatCameIn() {
        var inbox = new Inbox(database.database());
        var run = new RunId("r1");
        store(
                commit(
                        RunState.fresh(run),
                        0,
                        1,
                        null,
                        Optional.of(
                                new Intake("default", "sweep", "d-1", "webhook", Map.of(), START)),
                        started(run, Map.of())));
        inbox.note(
                List.of(
                        note("d-1", Inbox.Outcome.DUPLICATE, Optional.of(run)),
                        note("d-1", Inbox.Outcome.DUPLICATE, Optional.of(run)),
                        note("d-2", Inbox.Outcome.REFUSED, Optional.empty())));

        var all = inbox.list("default", Inbox.Filter.ALL, Optional.empty(), 10).items();
        var first = inbox.list("default", Inbox.Filter.ALL, Optional.empty(), 3);
        var refused =
                inbox.list("default", filter(Inbox.Outcome.REFUSED, null), Optional.empty(), 10);

        assertThat(all)
                .extracting(Inbox.Item::outcome)
                .containsExactly(
                        Inbox.Outcome.REFUSED,
                        Inbox.Outcome.DUPLICATE,
                        Inbox.Outcome.DUPLICATE,
                        Inbox.Outcome.STARTED);
        assertThat(inbox.list("default", Inbox.Filter.ALL, first.next(), 3).items()).hasSize(1);
        assertThat(refused.items()).hasSize(1);
        assertThat(refused.items().getFirst().detail()).isEqualTo("why");
        assertThat(inbox.list("default", filter(null, "sweep"), Optional.empty(), 10).items())
                .hasSize(4);
        assertThat(
                        inbox.list(
                                        "default",
                                        filter(Inbox.Outcome.DUPLICATE, "sweep"),
                                        Optional.empty(),
                                        10)
                                .items())
                .hasSize(2);
        assertThat(inbox.list("default", filter(null, "other"), Optional.empty(), 10).items())
                .isEmpty();
        var one = inbox.find("default", refused.items().getFirst().id()).orElseThrow();
        assertThat(one).isEqualTo(refused.items().getFirst());
        assertThat(one.payload()).isEqualTo("{\"a\":1}");
        assertThat(inbox.find("other", one.id())).isEmpty();
        assertThat(inbox.find("default", "none")).isEmpty();
        assertThat(inbox.runOf("default", "sweep", "d-1")).contains(run);
        assertThat(inbox.runOf("default", "sweep", "d-2")).isEmpty();
    }

    private static Inbox.Filter filter(Inbox.@Nullable Outcome outcome, @Nullable String workflow) {
        return new Inbox.Filter(Optional.ofNullable(outcome), Optional.ofNullable(workflow));
    }

    private static Inbox.Note note(String key, Inbox.Outcome outcome, Optional<RunId> run) {
        return new Inbox.Note(
                "default", "sweep", key, "webhook", Map.of("a", 1L), START, outcome, run, "why");
    }

    @Test
    void storesStepLogsTogether() {
        try (var logs = new StepLogs(database.database())) {
            var run = new RunId("r1");
            IntStream.range(0, 5)
                    .forEach(i -> logs.append(run, new StepId(1), START, "line\0 " + i));
            var history = new RunHistory(database.database());
            assertThat(history.log(run, 0, 10).items()).isEmpty();

            logs.flush();

            var lines = history.log(run, 0, 3);
            assertThat(lines.items()).hasSize(3);
            assertThat(lines.items().getFirst().message()).isEqualTo("line\uFFFD 0");
            assertThat(history.log(run, Long.parseLong(lines.next().orElseThrow()), 3).items())
                    .hasSize(2);
        }
    }

    private static AuditEntry audit(int number) {
        return new AuditEntry(
                "default", START, ALICE, "run.cancel", "r" + number, Map.of("n", (long) number));
    }

    @Test
    void chainsTheAuditLogAcrossThreadsAndCommits() throws Exception {
        var log = new AuditLog(database.database());
        List<Callable<Integer>> work =
                IntStream.range(0, 6)
                        .<Callable<Integer>>mapToObj(i -> () -> audited(log, i))
                        .toList();

        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var done : threads.invokeAll(work)) {
                assertThat(done.get()).isEqualTo(10);
            }
        }

        assertThat(log.verify("default"))
                .isEqualTo(new AuditLog.Check(60, java.util.OptionalLong.empty()));
        var page = log.list("default", Optional.empty(), 7);
        assertThat(page.items().getFirst().seq()).isEqualTo(60);
        assertThat(log.list("default", page.next(), 7).items().getFirst().seq()).isEqualTo(53);
    }

    private int audited(AuditLog log, int thread) {
        for (int i = 0; i < 5; i++) {
            log.append(audit(i));
            var run = new RunId("r" + thread + i);
            var plain = commit(RunState.fresh(run), 0, 1, null, started(run, Map.of()));
            store(
                    new RunCommit(
                            plain.state(),
                            plain.events(),
                            0,
                            1,
                            plain.lease(),
                            START,
                            plain.intake(),
                            List.of(),
                            List.of(audit(thread))));
        }
        return 10;
    }

    @Test
    void noticesAChangedAuditEntry() {
        var log = new AuditLog(database.database());
        IntStream.range(0, 5).forEach(i -> log.append(audit(i)));

        database.execute("update audit set actor_name = 'mallory' where seq = 3");
        assertThat(log.verify("default").firstBroken()).hasValue(3);

        database.execute("update audit set actor_name = 'alice' where seq = 3");
        assertThat(log.verify("default").ok()).isTrue();

        database.execute("delete from audit where seq = 5");
        assertThat(log.verify("default").firstBroken()).hasValue(5);
    }

    @Test
    void noticesAnEndThatIsCutOffByWhatWasKeptElsewhere() {
        var log = new AuditLog(database.database());
        IntStream.range(0, 5).forEach(i -> log.append(audit(i)));
        var kept = log.heads();
        assertThat(kept).extracting(AuditLog.Head::seq).containsExactly(5L);
        assertThat(log.verify("default", kept).ok()).isTrue();
        var third = log.chain("default", 2).getFirst();

        database.execute("delete from audit where seq > 3");
        database.execute(
                "update project set audit_seq = 3, audit_hash = '"
                        + third.hash()
                        + "' where id = 'default'");

        assertThat(log.verify("default").ok()).as("the database agrees with itself").isTrue();
        assertThat(log.verify("default", kept).firstBroken()).hasValue(4);
        IntStream.range(0, 5).forEach(i -> log.append(audit(100 + i)));
        assertThat(log.verify("default", kept).firstBroken()).as("written anew").hasValue(5);
        assertThat(log.last("default", "run.cancel").orElseThrow().seq()).isEqualTo(8);
        assertThat(log.last("default", "nothing")).isEmpty();
    }

    @Test
    void storesTextsThatDoNotFit() {
        var run = new RunId("r1");
        var commit =
                commit(
                        RunState.fresh(run),
                        0,
                        1,
                        null,
                        Optional.of(
                                new Intake(
                                        "default",
                                        "sweep",
                                        "k\0".repeat(1_000),
                                        "webhook",
                                        Map.of("text", "\0"),
                                        START)),
                        started(run, Map.of("text", "\0")),
                        Samples.entered(1, "W", new Doing.Listen("m", "c".repeat(5_000))));

        assertThat(store(commit).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(new Inbox(database.database()).runOf("default", "sweep", "k\0".repeat(1_000)))
                .contains(run);
    }
}
