package io.sluice.db.dashboard;

import static io.sluice.db.port.Samples.START;
import static io.sluice.db.port.Samples.commit;
import static io.sluice.db.port.Samples.entered;
import static io.sluice.db.port.Samples.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sluice.db.Micros;
import io.sluice.db.TestDatabase;
import io.sluice.db.port.Samples;
import io.sluice.db.presence.Presences;
import io.sluice.db.run.JdbcRunStore;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.port.CommitResult;
import io.sluice.engine.port.Intake;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.StepId;
import io.sluice.engine.run.WorkflowRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Figures and presence, the same on either database.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DashboardContract {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Offset<Double> EXACT = within(0.001);
    private static final Window WINDOW = window(Optional.empty());

    private TestDatabase database;
    private RunFigures runs;
    private ChangeFigures changes;
    private Attention attention;

    abstract TestDatabase open();

    private static Window window(Optional<String> workflow) {
        return new Window(
                "default", workflow, START.minus(DAY), START.plus(DAY), Duration.ofHours(1));
    }

    private static Window of(String workflow) {
        return window(Optional.of(workflow));
    }

    @BeforeAll
    void start() {
        database = open();
        runs = new RunFigures(database.database());
        changes = new ChangeFigures(database.database());
        attention = new Attention(database.database());
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    /// A live run that is over.
    private void completed(String id, Instant at, int seconds) {
        run(
                id,
                "sweep",
                "LIVE",
                at,
                "COMPLETED",
                0,
                Long.toString(Micros.of(at.plusSeconds(seconds))));
    }

    private void run(
            String id,
            String workflow,
            String mode,
            Instant at,
            String status,
            int incidents,
            String endedAt) {
        database.execute(
                """
                insert into run (run_id, project, workflow_id, workflow_version, mode, started_by_kind,
                    started_by, start_key, started_at, status, version, epoch, claims, incidents,
                    waits, waits_before, open_nodes, waiting_for, ended_at, updated_at, state)
                values ('%s', 'default', '%s', 1, '%s', 'trigger', 'begin', 'key-%s', %d, '%s', 1, 1, 0,
                    %d, 0, 0, '', '', %s, 0, '')
                """
                        .formatted(
                                id, workflow, mode, id, Micros.of(at), status, incidents, endedAt));
    }

    private void event(String run, int secondsBefore) {
        database.execute(
                """
                insert into trigger_event (project, workflow_id, event_key, occurrence, source,
                    received_at, happened_at, outcome, run_id, payload, detail)
                values ('default', 'sweep', 'key-%s', 0, 'eventbridge', %s, %s, 'started', '%s', '', '')
                """
                        .formatted(run, at(0), at(-secondsBefore), run));
    }

    private void effect(String run, String node, String status, int settled, String done) {
        database.execute(
                """
                insert into effect (effect_key, project, run_id, step, node, effect_class, status,
                    request, request_hash, changes, result, adopted, undoable, declared_at, deadline,
                    settled_at, done_at, settlements, epoch)
                values ('%s-%s', 'default', '%s', 1, '%s', 'TOKEN', '%s', '', '', '[]', '', false, true,
                    %s, 0, %s, %s, 1, 1)
                """
                        .formatted(run, node, run, node, status, at(0), at(settled), done));
    }

    private void approval(int step, String status, int asked, String decided, String deadline) {
        database.execute(
                """
                insert into approval (run_id, step, project, workflow_id, node, title, description,
                    approvers, requested_at, status, decided_at, deadline)
                values ('r1', %d, 'default', 'sweep', 'ask', '', '', '[]', %s, '%s', %s, %s)
                """
                        .formatted(step, at(asked), status, decided, deadline));
    }

    private static String at(int seconds) {
        return Long.toString(Micros.of(START.plusSeconds(seconds)));
    }

    private static ChangeFigures.Place place(String node) {
        return new ChangeFigures.Place(new WorkflowRef("sweep", 1), node);
    }

    private static ChangeFigures.Purposeful purposeful(String node, String purpose) {
        return new ChangeFigures.Purposeful(place(node), purpose);
    }

    @Test
    void countsLiveRunsByWhenTheyBegan() {
        completed("r1", START, 10);
        run("r2", "sweep", "LIVE", START.plusSeconds(60), "CANCELED", 0, at(70));
        run("r3", "sweep", "LIVE", START.plusSeconds(61), "RUNNING", 1, "null");
        run("r4", "other", "LIVE", START.plusSeconds(3_600), "RUNNING", 0, "null");
        run("r5", "sweep", "DRY_RUN", START, "COMPLETED", 0, at(10));
        completed("r6", START.minus(DAY).minusSeconds(1), 10);

        assertThat(runs.buckets(WINDOW))
                .containsExactly(
                        new RunFigures.Bucket(START, 3, 1, 1, 1),
                        new RunFigures.Bucket(START.plusSeconds(3_600), 1, 0, 0, 0));
        assertThat(runs.buckets(of("other"))).hasSize(1);
    }

    @Test
    void tellsHowLongCompletedRunsTook() {
        for (int i = 1; i <= 21; i++) {
            completed("r" + i, START, i);
        }
        run("r99", "sweep", "LIVE", START, "CANCELED", 0, at(900));

        var durations = runs.durations(WINDOW);

        assertThat(durations).hasSize(1);
        assertThat(durations.getFirst().count()).isEqualTo(21);
        assertThat(durations.getFirst().median()).isCloseTo(11, EXACT);
        assertThat(durations.getFirst().p95()).isCloseTo(20, EXACT);
    }

    @Test
    void measuresDetectionOnlyWhereTheEventSaysWhenItHappened() {
        completed("r1", START, 1);
        completed("r2", START, 1);
        completed("r3", START, 1);
        event("r1", 4);
        event("r2", 8);

        assertThat(runs.detection(WINDOW)).isEqualTo(Map.of("sweep", new Span(2, 12_000_000)));
    }

    @Test
    void measuresContainingPatchingAndResolving() {
        completed("r1", START, 600);
        run("r2", "sweep", "LIVE", START, "RUNNING", 0, "null");
        run("r3", "sweep", "DRY_RUN", START, "COMPLETED", 0, at(600));
        effect("r1", "isolate", "applied", 30, at(30));
        effect("r1", "patch", "applied", 60, at(300));
        effect("r2", "isolate", "undone", 10, "null");
        effect("r2", "patch", "applied", 60, "null");
        effect("r3", "isolate", "applied", 1, at(1));
        effect("r1", "tag", "applied", 1, at(1));
        effect("r1", "release", "doubted", 1, "null");

        var responses =
                changes.responses(
                        WINDOW,
                        List.of(purposeful("isolate", "CONTAIN"), purposeful("patch", "PATCH")));

        assertThat(responses)
                .containsExactly(
                        new ChangeFigures.Response(
                                "sweep",
                                START,
                                new Span(2, 40_000_000),
                                new Span(1, 300_000_000),
                                new Span(1, 600_000_000)));
        assertThat(changes.responses(WINDOW, List.of())).isEmpty();
        assertThat(changes.responses(of("other"), List.of(purposeful("isolate", "CONTAIN"))))
                .isEmpty();
        assertThat(changes.made(WINDOW))
                .containsExactlyInAnyOrder(
                        new ChangeFigures.Made(place("isolate"), 2, 1),
                        new ChangeFigures.Made(place("patch"), 2, 0),
                        new ChangeFigures.Made(place("tag"), 1, 0));
    }

    @Test
    void tellsHowApprovalsStand() {
        run("r1", "sweep", "LIVE", START, "RUNNING", 0, "null");
        approval(1, "open", 0, "null", at(10));
        approval(2, "open", 5, "null", "null");
        approval(3, "approved", 0, at(100), "null");
        approval(4, "rejected", 0, at(300), "null");
        approval(5, "expired", 0, at(9_000), "null");

        assertThat(attention.waiting(WINDOW, START.plusSeconds(60)))
                .isEqualTo(new Attention.Waiting(2, 1, Optional.of(START)));
        assertThat(attention.decisionTime(WINDOW)).contains(Duration.ofSeconds(200));
        assertThat(attention.waiting(of("other"), START))
                .isEqualTo(new Attention.Waiting(0, 0, Optional.empty()));
        assertThat(attention.decisionTime(of("other"))).isEmpty();
    }

    @Test
    void tellsTheRhythmOfTriggers() {
        for (int i = 0; i < 4; i++) {
            completed("a" + i, START.plusSeconds(i * 3_600L), 1);
            completed("b" + i, START.plusSeconds(i * 3_600L + 2), 1);
        }
        completed("c", START.plusSeconds(6 * 3_600L), 1);
        run("d", "once", "LIVE", START, "COMPLETED", 0, at(1));

        assertThat(attention.rhythms(WINDOW))
                .containsExactly(
                        new Attention.Rhythm(
                                "sweep",
                                "begin",
                                START.plusSeconds(6 * 3_600L),
                                4,
                                Duration.ofHours(1),
                                Duration.ofHours(3).minusSeconds(2)));
    }

    @Test
    void learnsFromCommitsWhatFailedAndWhenThingsWereDone() {
        var run = new RunId("r1");
        var first =
                stored(
                        commit(
                                RunState.fresh(run),
                                0,
                                1,
                                "p",
                                Optional.of(
                                        new Intake(
                                                "default",
                                                "sweep",
                                                "d-1",
                                                "eventbridge",
                                                Map.of(),
                                                START,
                                                Optional.of(START.minusSeconds(7)))),
                                started(run, Map.of()),
                                entered(1, "isolate"),
                                declared()));
        var second =
                stored(
                        commit(
                                first,
                                1,
                                1,
                                "p",
                                new Event.EffectApplied(
                                        new StepId(1), new EffectKey("k"), Map.of(), false, false),
                                Samples.completed(1, "isolate"),
                                entered(2, "look")));
        var failure = Failure.permanent("http.not-found", "USER", "gone");
        stored(
                commit(
                        second,
                        2,
                        1,
                        "p",
                        new Event.IncidentRaised(
                                new StepId(2),
                                new NodeId("look"),
                                new Incident(Incident.Kind.FAILED, failure, START))));

        assertThat(runs.detection(WINDOW).get("sweep")).isEqualTo(new Span(1, 7_000_000));
        assertThat(attention.failures(WINDOW))
                .containsExactly(
                        new Attention.Failure("sweep", "look", "http.not-found", 1, START, run));
        assertThat(attention.failures(of("other"))).isEmpty();
        assertThat(changes.responses(WINDOW, List.of(purposeful("isolate", "PATCH"))))
                .extracting(ChangeFigures.Response::patched)
                .containsExactly(new Span(1, 0));
        assertThat(runs.buckets(WINDOW)).containsExactly(new RunFigures.Bucket(START, 1, 0, 0, 1));
    }

    private static Event declared() {
        return new Event.EffectDeclared(
                new StepId(1),
                new NodeId("isolate"),
                new EffectKey("k"),
                "TOKEN",
                Map.of(),
                List.of(),
                true,
                START.plusSeconds(30),
                Optional.empty());
    }

    private RunState stored(RunCommit commit) {
        var store = new JdbcRunStore(database.database());
        assertThat(store.commit(List.of(commit))).containsExactly(new CommitResult.Stored());
        return commit.state();
    }

    @Test
    void knowsWhoIsThereUntilNothingIsHeardOfThem() {
        database.execute(
                """
                insert into workflow (id, project, name, description, document, revision, row_version,
                    enabled, created_at, created_by, updated_at, updated_by)
                values ('w', 'default', 'W', '', '{}', 1, 0, false, 0, '', 0, '')
                """);
        var presences = new Presences(database.database());
        var alice = new Presences.Tab("t1", "alice", false);
        var bob = new Presences.Tab("t2", "bob", true);

        assertThat(presences.seen("w", alice, START)).isEmpty();
        assertThat(presences.seen("w", bob, START.plusSeconds(30)))
                .containsExactly(new Presences.Present(alice, START));
        assertThat(presences.seen("w", alice, START.plusSeconds(44)))
                .containsExactly(new Presences.Present(bob, START.plusSeconds(30)));
        assertThat(presences.seen("w", bob, START.plusSeconds(90))).isEmpty();

        presences.left("w", "t2", "alice");
        assertThat(presences.seen("w", alice, START.plusSeconds(91))).hasSize(1);
        presences.left("w", "t2", "bob");
        assertThat(presences.seen("w", alice, START.plusSeconds(92))).isEmpty();
    }
}
