package io.sluice.db;

import static io.sluice.db.port.Samples.START;
import static io.sluice.db.port.Samples.commit;
import static io.sluice.db.port.Samples.completed;
import static io.sluice.db.port.Samples.entered;
import static io.sluice.db.port.Samples.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.db.consent.ApprovalNotices;
import io.sluice.db.query.ApprovalItem;
import io.sluice.db.query.Approvals;
import io.sluice.db.query.EffectItem;
import io.sluice.db.query.RunFilter;
import io.sluice.db.query.RunItem;
import io.sluice.db.query.RunQueries;
import io.sluice.db.run.JdbcRunStore;
import io.sluice.db.run.RunHistory;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.node.Change;
import io.sluice.engine.port.CommitResult;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.StepId;
import io.sluice.engine.run.Trial;
import io.sluice.engine.run.Trial.Pin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What people read of runs, on either database.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DatabaseContract {
    private static final Actor ALICE = new Actor("user", "alice");

    private TestDatabase database;
    private JdbcRunStore store;
    private RunQueries queries;

    abstract TestDatabase open();

    @BeforeAll
    void start() {
        database = open();
        store = new JdbcRunStore(database.database());
        queries = new RunQueries(database.database());
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    private RunState begin(String id, Event... more) {
        return begin(id, Optional.empty(), more);
    }

    private RunState begin(String id, Optional<Trial> trial, Event... more) {
        var events = new ArrayList<Event>(List.of(started(new RunId(id), Map.of("vm", id), trial)));
        events.addAll(List.of(more));
        return store(RunState.fresh(new RunId(id)), 0, events.toArray(Event[]::new));
    }

    private RunState store(RunState before, long version, Event... events) {
        return store(commit(before, version, 1, null, events));
    }

    private RunState store(RunCommit commit) {
        assertThat(store.commit(List.of(commit))).containsExactly(new CommitResult.Stored());
        return commit.state();
    }

    private static Event complete() {
        return new Event.RunCompleted(START.plusSeconds(5));
    }

    private static Event incident() {
        return new Event.IncidentRaised(
                new StepId(1),
                new NodeId("A"),
                new io.sluice.engine.run.Incident(
                        io.sluice.engine.run.Incident.Kind.FAILED,
                        io.sluice.engine.run.Failure.permanent("x", "USER", "broken"),
                        START));
    }

    @Test
    void listsRunsTheNewestFirst() {
        begin("r1", entered(1, "A"));
        begin("r2", entered(1, "A"), complete());
        begin("r3", entered(1, "W", new Doing.Listen("done", "r3")));

        var items = queries.list(RunFilter.all("default"), Optional.empty(), 10).items();

        assertThat(items).extracting(item -> item.id().value()).containsExactly("r3", "r2", "r1");
        assertThat(items.getFirst().waitingFor()).isEqualTo("message done");
        assertThat(items.getFirst().openNodes()).containsExactly("W");
        assertThat(items.get(1).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(items.get(1).endedAt()).contains(START.plusSeconds(5));
        assertThat(items.getLast().endedAt()).isEmpty();
        assertThat(items.getLast().startedBy()).isEqualTo(new Actor("trigger", "begin"));
    }

    @Test
    void listsRunsInPieces() {
        IntStream.range(0, 5).forEach(i -> begin("r" + i));

        var first = queries.list(RunFilter.all("default"), Optional.empty(), 3);
        var second = queries.list(RunFilter.all("default"), first.next(), 3);

        assertThat(ids(first.items())).containsExactly("r4", "r3", "r2");
        assertThat(ids(second.items())).containsExactly("r1", "r0");
        assertThat(second.next()).isEmpty();
    }

    private static List<String> ids(List<RunItem> items) {
        return items.stream().map(item -> item.id().value()).toList();
    }

    private List<String> filtered(RunFilter filter) {
        return ids(queries.list(filter, Optional.empty(), 10).items());
    }

    @Test
    void filtersRuns() {
        begin("r1", entered(1, "A"), incident());
        begin("r2", complete());
        begin("r%3");
        var all = RunFilter.all("default");

        assertThat(filtered(with(all, Optional.of(RunStatus.COMPLETED), false, "")))
                .containsExactly("r2");
        assertThat(filtered(with(all, Optional.empty(), true, ""))).containsExactly("r1");
        assertThat(filtered(with(all, Optional.empty(), false, "r%"))).containsExactly("r%3");
        assertThat(filtered(RunFilter.all("elsewhere"))).isEmpty();
        assertThat(
                        filtered(
                                new RunFilter(
                                        "default",
                                        Optional.of("sweep"),
                                        Optional.empty(),
                                        false,
                                        Optional.of(Mode.LIVE),
                                        Optional.of(false),
                                        Optional.of(START),
                                        Optional.of(START.plusSeconds(1)),
                                        Optional.empty())))
                .hasSize(3);
    }

    private static RunFilter with(
            RunFilter all, Optional<RunStatus> status, boolean incident, String query) {
        return new RunFilter(
                all.project(),
                Optional.empty(),
                status,
                incident,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(query));
    }

    @Test
    void tellsTrialsFromRunsInEarnest() {
        var trial =
                new Trial(
                        Map.of(
                                new NodeId("a"),
                                new Pin.Gives(Map.of("big", "x".repeat(200_000))),
                                new NodeId("b"),
                                new Pin.Fails("x", "X.")),
                        Optional.of(new NodeId("c")),
                        Optional.empty());
        begin("r1");
        begin("r2", Optional.of(trial));

        assertThat(filtered(tried(Optional.of(true)))).containsExactly("r2");
        assertThat(filtered(tried(Optional.of(false)))).containsExactly("r1");
        assertThat(queries.find("default", new RunId("r2")).orElseThrow().trial())
                .contains(new Tried(List.of("a", "b"), Optional.of("c"), Optional.empty()));
        assertThat(queries.find("default", new RunId("r1")).orElseThrow().trial()).isEmpty();
        assertThat(store.load(List.of(new RunId("r2"))).get(new RunId("r2")))
                .satisfies(stored -> assertThat(stored.state().trial()).contains(trial));
    }

    private static RunFilter tried(Optional<Boolean> trial) {
        return new RunFilter(
                "default",
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                trial,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void tellsHowTheRunsOfAWorkflowStand() {
        database.execute(
                """
                insert into workflow (id, project, name, description, document, revision,
                    row_version, enabled, created_at, created_by, updated_at, updated_by)
                values ('sweep', 'default', 'Sweep', '', '{}', 1, 0, true, 0, 'a', 0, 'a')
                """);
        begin("r1", entered(1, "A"), incident());
        begin("r2", entered(1, "A"));
        begin("r3", complete());

        var standing = queries.standing(List.of("sweep", "other"));

        assertThat(standing)
                .containsExactly(
                        Map.entry(
                                "sweep",
                                new RunQueries.Standing(
                                        2,
                                        1,
                                        Optional.of(RunStatus.COMPLETED),
                                        Optional.of(START))));
        assertThat(queries.active())
                .isEqualTo(Map.of(RunStatus.RUNNING, new RunQueries.Active(2, 1)));
        assertThat(queries.find("default", new RunId("r1")).orElseThrow().workflowName())
                .isEqualTo("Sweep");
    }

    @Test
    void pagesThroughAJournal() {
        var large = Map.<String, @Nullable Object>of("text", "x".repeat(40_000));
        var state = begin("r1", entered(1, "A"));
        state = store(state, 1, new Event.VariablesSet(large));
        store(state, 2, completed(1, "A"));
        var history = new RunHistory(database.database());

        var first = history.journal(new RunId("r1"), 0, 2);
        var rest = history.journal(new RunId("r1"), Long.parseLong(first.next().orElseThrow()), 2);

        assertThat(first.items()).extracting(RunHistory.Entry::version).containsExactly(1L, 2L);
        assertThat(first.items().get(1).events()).containsExactly(new Event.VariablesSet(large));
        assertThat(rest.items()).extracting(RunHistory.Entry::version).containsExactly(3L);
        assertThat(rest.next()).isEmpty();
    }

    @Test
    void showsTheEffectsOfARun() {
        var key = EffectKey.of(new RunId("r1"), new NodeId("A"), 1);
        var state = begin("r1", entered(1, "A"));
        state = store(state, 1, declared(key, Optional.empty()));
        state =
                store(
                        state,
                        2,
                        new Event.EffectApplied(new StepId(1), key, Map.of("n", 1L), true, false));
        state = store(state, 3, new Event.CancelRequested(true, ALICE, ""));
        state = store(state, 4, declared(key.undo(), Optional.of(key)));
        store(state, 5, new Event.EffectApplied(new StepId(1), key.undo(), Map.of(), false, true));

        var effects = new RunHistory(database.database()).effects(new RunId("r1"));

        var original = effects.stream().filter(e -> e.key().equals(key)).findFirst().orElseThrow();
        assertThat(effects).hasSize(2);
        assertThat(original.status()).isEqualTo(EffectItem.Status.UNDONE);
        assertThat(original.undoneBy()).contains(key.undo());
        assertThat(original.adopted()).isTrue();
        assertThat(original.result()).isEqualTo(Map.of("n", 1L));
        assertThat(original.changes().getFirst()).containsEntry("summary", "Tag i-1");
    }

    private static Event declared(EffectKey key, Optional<EffectKey> undoes) {
        return new Event.EffectDeclared(
                new StepId(1),
                new NodeId("A"),
                key,
                "TOKEN",
                Map.of("tag", "external"),
                List.of(new Change("Tag", "i-1", "", null, "external", "Tag i-1")),
                true,
                START.plusSeconds(20),
                undoes);
    }

    @Test
    void keepsWhomPeopleAreToBeToldOnceForEachTimeTheRunSaysSo() {
        var step = new StepId(1);
        var node = new NodeId("A");
        var asked =
                new Event.ApprovalRequested(
                        step,
                        node,
                        "Patch?",
                        "",
                        List.of("bob"),
                        Optional.empty(),
                        Optional.of("chat"));
        var state = begin("r1", entered(1, "A", new Doing.Decide(Optional.empty())), asked);
        state = store(state, 1, new Event.ApprovalReminded(step, node, 1, Optional.of(START)));
        state = store(state, 2, new Event.ApprovalReminded(step, node, 2, Optional.empty()));
        store(state, 3, new Event.ApprovalEscalated(step, node, List.of("admin", "grace")));
        var silent =
                new Event.ApprovalRequested(
                        step, node, "Quiet?", "", List.of(), Optional.empty(), Optional.empty());
        begin("r2", entered(1, "A", new Doing.Decide(Optional.empty())), silent);
        var later = START.plusSeconds(3600);

        var notices = new ApprovalNotices(database.database());
        var due = notices.due(later, 10);
        var item =
                new Approvals(database.database())
                        .find("default", new RunId("r1"), step)
                        .orElseThrow();

        assertThat(due)
                .extracting(notice -> notice.key().text())
                .containsExactlyInAnyOrder(
                        "approval:r1:1:asked:1",
                        "approval:r1:1:reminder:1",
                        "approval:r1:1:reminder:2",
                        "approval:r1:1:escalated:1");
        assertThat(due)
                .allSatisfy(notice -> {
                    assertThat(notice.connection()).isEqualTo("chat");
                    assertThat(notice.subject().title()).isEqualTo("Patch?");
                    assertThat(notice.subject().approvers()).containsExactly("bob");
                    assertThat(notice.subject().escalatedTo()).containsExactly("admin", "grace");
                    assertThat(notice.subject().open()).isTrue();
                });
        assertThat(item.urged().reminders()).isEqualTo(2);
        assertThat(item.urged().escalatedTo()).containsExactly("admin", "grace");
        assertThat(item.urged().escalatedAt()).isPresent();
        assertThat(notices.due(START.minusSeconds(3600), 10)).isEmpty();
    }

    @Test
    void aNoticeIsSentByOneAtATimeAndOnce() {
        begin(
                "r1",
                entered(1, "A", new Doing.Decide(Optional.empty())),
                new Event.ApprovalRequested(
                        new StepId(1),
                        new NodeId("A"),
                        "Patch?",
                        "",
                        List.of(),
                        Optional.empty(),
                        Optional.of("chat")));
        var notices = new ApprovalNotices(database.database());
        var now = START.plusSeconds(3600);
        var seen = notices.due(now, 10).getFirst();

        var claimed = notices.claim(seen, now.plusSeconds(60)).orElseThrow();
        assertThat(notices.claim(seen, now.plusSeconds(61))).isEmpty();
        assertThat(notices.due(now, 10)).isEmpty();

        notices.failed(claimed, now.plusSeconds(5), "It did not answer.");
        var again = notices.due(now.plusSeconds(5), 10).getFirst();
        assertThat(again.failures()).isEqualTo(1);
        assertThat(again.key()).isEqualTo(seen.key());

        var dead = notices.claim(again, now.plusSeconds(65)).orElseThrow();
        var taken = notices.due(now.plusSeconds(65), 10).getFirst();
        var last = notices.claim(taken, now.plusSeconds(200)).orElseThrow();
        notices.sent(dead);
        assertThat(notices.due(now.plusSeconds(300), 10)).hasSize(1);
        notices.sent(last);
        assertThat(notices.due(now.plusSeconds(300), 10)).isEmpty();
    }

    @Test
    void showsOpenAndDecidedApprovals() {
        var asked =
                new Event.ApprovalRequested(
                        new StepId(1),
                        new NodeId("A"),
                        "Patch?",
                        "it is serious",
                        List.of("approver"),
                        Optional.of(START.plusSeconds(60)));
        var first = begin("r1", entered(1, "A", new Doing.Decide(Optional.empty())), asked);
        var begun = begin("r2", entered(1, "A", new Doing.Decide(Optional.empty())), asked);
        var third = begin("r3", entered(1, "A", new Doing.Decide(Optional.empty())), asked);
        store(first, 1, new Event.ApprovalDecided(new StepId(1), "approved", ALICE, "go"));
        store(third, 1, new Event.StepEnded(new StepId(1), new NodeId("A"), "canceled"));
        var approvals = new Approvals(database.database());

        var open = approvals.open("default", Optional.empty(), 10);
        var decided = approvals.decided("default", Optional.empty(), 1);
        var more = approvals.decided("default", decided.next(), 1);

        assertThat(open.items()).extracting(item -> item.run().value()).containsExactly("r2");
        assertThat(open.items().getFirst().approvers()).containsExactly("approver");
        assertThat(open.items().getFirst().version()).contains(begun.workflow());
        assertThat(open.items().getFirst().deadline()).contains(START.plusSeconds(60));
        assertThat(decided.items().getFirst().status()).isEqualTo(ApprovalItem.Status.ENDED);
        assertThat(more.items().getFirst().status()).isEqualTo(ApprovalItem.Status.APPROVED);
        assertThat(more.items().getFirst().decidedBy()).contains(ALICE);
        assertThat(more.items().getFirst().comment()).isEqualTo("go");
        assertThat(approvals.find("default", new RunId("r1"), new StepId(1))).isPresent();
        assertThat(approvals.ofRun(new RunId("r3"))).hasSize(1);
    }
}
