package io.sluice.db.verify;

import static io.sluice.db.port.Samples.START;
import static io.sluice.db.port.Samples.commit;
import static io.sluice.db.port.Samples.completed;
import static io.sluice.db.port.Samples.entered;
import static io.sluice.db.port.Samples.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.db.TestDatabase;
import io.sluice.db.run.JdbcRunStore;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.port.CommitResult;
import io.sluice.engine.port.Intake;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.StepId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What was stored as it should be passes; whatever is damaged shows, by the name of the check.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class VerificationContract {
    private static final RunId RUN = new RunId("r1");
    private static final EffectKey KEY = EffectKey.of(RUN, new NodeId("A"), 1);

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

    /// One run that changed something, was claimed, and completed; one that waits.
    @BeforeEach
    void story() {
        database.clear();
        var intake = new Intake("default", "sweep", "d-1", "webhook", Map.of(), START);
        var state =
                store(
                        commit(
                                RunState.fresh(RUN),
                                0,
                                1,
                                null,
                                Optional.of(intake),
                                started(RUN, Map.of()),
                                entered(1, "A")));
        store.claim("node-1", START.plusSeconds(1), Duration.ofSeconds(30), 10);
        state = store(commit(state, 2, 2, "node-1", declared()));
        state =
                store(
                        commit(
                                state,
                                3,
                                2,
                                "node-1",
                                new Event.EffectApplied(
                                        new StepId(1), KEY, Map.of(), false, false)));
        store(
                commit(
                        state,
                        4,
                        2,
                        null,
                        completed(1, "A"),
                        new Event.RunCompleted(START.plusSeconds(2))));
        sleeper();
        var other = new RunId("r2");
        store(
                commit(
                        RunState.fresh(other),
                        0,
                        1,
                        null,
                        started(other, Map.of("text", "x".repeat(30_000))),
                        entered(1, "W", new Doing.Listen("done", "r2"))));
    }

    /// A run with a timer that has fired, one that sleeps, and somebody who is asked.
    private void sleeper() {
        var run = new RunId("r3");
        var state =
                store(
                        commit(
                                RunState.fresh(run),
                                0,
                                1,
                                null,
                                started(run, Map.of()),
                                entered(1, "T", new Doing.Sleep(START)),
                                entered(2, "U", new Doing.Sleep(START.plusSeconds(3_600)))));
        store(
                commit(
                        state,
                        1,
                        2,
                        null,
                        completed(1, "T"),
                        entered(3, "Q", new Doing.Decide(Optional.empty())),
                        new Event.ApprovalRequested(
                                new StepId(3),
                                new NodeId("Q"),
                                "Go on?",
                                "",
                                List.of(),
                                Optional.empty())));
    }

    /// Whatever was written, by a hand that does not know the rules.
    private void plant(String run, long version, long epoch, Event... events) {
        var before = store.load(List.of(new RunId(run))).values().iterator().next().state();
        store(commit(before, version, epoch, null, events));
    }

    private static Event declared() {
        return new Event.EffectDeclared(
                new StepId(1),
                new NodeId("A"),
                KEY,
                "TOKEN",
                Map.of(),
                List.of(),
                true,
                START.plusSeconds(20),
                Optional.empty());
    }

    private RunState store(io.sluice.engine.port.RunCommit commit) {
        assertThat(store.commit(List.of(commit))).containsExactly(new CommitResult.Stored());
        return commit.state();
    }

    private List<String> broken() {
        return new Verification(database.database())
                .run().stream().filter(check -> !check.ok()).map(Check::name).toList();
    }

    private void findsAfter(String damage, String... names) {
        database.execute(damage);
        assertThat(broken()).contains(names);
    }

    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(broken()).isEmpty();
        assertThat(new Verification(database.database()).run()).hasSize(21);
    }

    @Test
    void findsALostRun() {
        findsAfter(
                "delete from run where run_id = 'r1'",
                "every event that began a run has its run",
                "every journal has its run");
    }

    @Test
    void findsARunWhoseEventIsMissing() {
        findsAfter("delete from trigger_event", "every run that an event began has its event");
    }

    @Test
    void findsAGapInAJournal() {
        findsAfter(
                "delete from journal where run_id = 'r1' and version = 4",
                "no version is missing from a journal",
                "the events of a journal add up to the state",
                "the effect ledger says what the journal says");
    }

    @Test
    void findsAMissingIntent() {
        findsAfter(
                "delete from journal where run_id = 'r1' and version = 3",
                "no change was made without an older intent");
    }

    @Test
    void findsAMissingEnd() {
        findsAfter(
                "delete from journal where run_id = 'r1' and version = 5",
                "every run that has ended did so once, and last");
    }

    @Test
    void findsAMissingBeginning() {
        findsAfter(
                "delete from journal where run_id = 'r1' and version = 1",
                "every run began once, and first");
    }

    @Test
    void findsAChangedLedger() {
        findsAfter(
                "update effect set settlements = 2",
                "the effect ledger says what the journal says");
    }

    @Test
    void findsAMissingWait() {
        findsAfter("delete from wait", "whoever waits is listed as waiting, and no other");
    }

    @Test
    void findsARunThatIsHeldAfterItsEnd() {
        findsAfter(
                "update run set owner = 'node-1', due_at = 1 where run_id = 'r1'",
                "no run is held or due after its end");
    }

    @Test
    void findsARunThatEndsTwice() {
        plant("r1", 5, 2, new Event.RunCompleted(START.plusSeconds(3)));

        assertThat(broken()).contains("every run that has ended did so once, and last");
    }

    @Test
    void findsAChangeThatIsSettledTwice() {
        plant("r1", 5, 2, new Event.EffectApplied(new StepId(1), KEY, Map.of(), false, false));

        assertThat(broken())
                .contains(
                        "every change was settled at most once",
                        "the effect ledger says what the journal says");
    }

    @Test
    void findsAStepThatSucceededWithoutItsChange() {
        var run = new RunId("r4");
        var key = EffectKey.of(run, new NodeId("A"), 1);
        var begun =
                store(
                        commit(
                                RunState.fresh(run),
                                0,
                                1,
                                null,
                                started(run, Map.of()),
                                entered(1, "A")));
        var declared =
                new Event.EffectDeclared(
                        new StepId(1),
                        new NodeId("A"),
                        key,
                        "TOKEN",
                        Map.of(),
                        List.of(),
                        true,
                        START.plusSeconds(20),
                        Optional.empty());
        var state = store(commit(begun, 1, 2, null, declared));
        assertThat(broken()).isEmpty();

        store(commit(state, 2, 3, null, completed(1, "A"), new Event.RunCompleted(START)));

        assertThat(broken())
                .contains(
                        "every step that succeeded has made its change",
                        "no change of a completed run is still open");
    }

    @Test
    void findsAWriteOfAnEpochThatWasOver() {
        findsAfter("update effect set epoch = 7", "nothing was written by an epoch that was over");
    }

    @Test
    void findsATimerThatFiresTwice() {
        plant("r3", 2, 3, completed(1, "T"));

        assertThat(broken()).contains("every step and every boundary timer ended once");
    }

    @Test
    void findsATimerThatFiredEarly() {
        plant("r3", 2, 3, completed(2, "U"));

        assertThat(broken()).contains("no timer fired before its time");
    }

    @Test
    void findsARunThatNobodyWouldEverLookAt() {
        findsAfter(
                "update run set due_at = null where run_id = 'r3'",
                "every run with something to do is due or held");
    }

    @Test
    void findsSomebodyWhoIsNotAsked() {
        findsAfter(
                "update approval set status = 'ended' where run_id = 'r3'",
                "whoever decides is listed as asked, and no other");
    }

    @Test
    void findsSomebodyWhoIsAskedByARunThatHasEnded() {
        findsAfter("update approval set run_id = 'r1'", "nobody is asked by a run that has ended");
    }

    @Test
    void findsAChangedState() {
        findsAfter(
                "update run set state = (select o.state from run o where o.run_id = 'r2')"
                        + " where run_id = 'r1'",
                "the events of a journal add up to the state");
    }

    @Test
    void findsAChangedAuditLog() {
        findsAfter(
                "update project set audit_seq = 1, audit_hash = 'x'",
                "the audit log is as it was written");
    }
}
