package io.sluice.db.port;

import static io.sluice.db.port.Samples.START;
import static io.sluice.db.port.Samples.commit;
import static io.sluice.db.port.Samples.entered;
import static io.sluice.db.port.Samples.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.port.CommitResult;
import io.sluice.engine.port.Intake;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.port.Waits;
import io.sluice.engine.port.Waits.Message;
import io.sluice.engine.port.Waits.Sender;
import io.sluice.engine.port.Waits.Subscription;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.WorkflowRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the engine counts on when messages and signals begin runs.
public abstract class MessageStartContract {
    private static final Subscription HEARD = new Subscription("scan done", "");
    private static final Instant NOW = START.plusSeconds(2);
    private static final CommitResult STORED = new CommitResult.Stored();

    private RunStore runs;
    private Waits waits;

    /// Empty stores.
    protected abstract Stores stores();

    @BeforeEach
    void open() {
        var stores = stores();
        runs = stores.runs();
        waits = stores.waits();
    }

    private static Message message(String id, Subscription subscription, boolean begins) {
        return new Message(
                id,
                subscription,
                Map.of("score", 910L),
                START.plusSeconds(1),
                new Sender(new Actor("token", "scanner"), 3, begins));
    }

    private Message kept(String id, Subscription subscription) {
        var message = message(id, subscription, true);
        waits.keep(message, START.plusSeconds(60));
        return message;
    }

    private static RunCommit start(String id, String workflow, Optional<String> message) {
        var run = new RunId(id);
        var intake =
                new Intake(
                        "default",
                        workflow,
                        "message:m1",
                        "message",
                        Map.of(),
                        START,
                        Optional.empty(),
                        message);
        return commit(
                RunState.fresh(run),
                0,
                1,
                "node-1",
                Optional.of(intake),
                started(run, Map.of()),
                entered(1, "A"));
    }

    private List<Message> starting(Subscription... heard) {
        return waits.starting(List.of(heard), NOW, 10);
    }

    @Test
    void tellsOfKeptMessagesThatSomethingBeginsBy() {
        var message = kept("m1", new Subscription("scan done", "vm-1"));
        kept("m2", new Subscription("scan failed", "vm-1"));

        assertThat(starting()).isEmpty();
        assertThat(starting(HEARD)).containsExactly(message);
    }

    @Test
    void tellsNothingOfOtherProjects() {
        var elsewhere = kept("m1", new Subscription("scan done", "vm-1", "other"));

        assertThat(starting(HEARD)).isEmpty();
        assertThat(starting(new Subscription("scan done", "", "other"))).containsExactly(elsewhere);
    }

    @Test
    void tellsNothingOfAMessageThatMayBeginNothing() {
        waits.keep(
                message("m1", new Subscription("scan done", "vm-1"), false), START.plusSeconds(60));

        assertThat(starting(HEARD)).isEmpty();
    }

    @Test
    void whoWaitsComesFirst() {
        kept("m1", new Subscription("scan done", "vm-1"));
        listening(new Doing.Listen("scan done", "vm-1"));

        assertThat(starting(HEARD)).isEmpty();
    }

    private void listening(Doing what) {
        var run = new RunId("r1");
        runs.commit(
                List.of(
                        commit(
                                RunState.fresh(run),
                                0,
                                1,
                                null,
                                started(run, Map.of()),
                                entered(1, "W", what))));
    }

    @Test
    void aMessageIsDeliveredWithTheRunThatItBegins() {
        kept("m1", new Subscription("scan done", "vm-1"));

        assertThat(runs.commit(List.of(start("r1", "sweep", Optional.of("m1")))))
                .containsExactly(STORED);

        assertThat(starting(HEARD)).isEmpty();
        assertThat(
                        waits.keep(
                                message("m1", new Subscription("scan done", "vm-1"), true),
                                START.plusSeconds(60)))
                .isFalse();
    }

    @Test
    void aMessageBeginsOneRunOfOneWorkflow() {
        kept("m1", new Subscription("scan done", "vm-1"));
        runs.commit(List.of(start("r1", "sweep", Optional.of("m1"))));

        assertThat(runs.commit(List.of(start("r2", "sweep", Optional.of("m1")))))
                .containsExactly(new CommitResult.Duplicate(new RunId("r1")));
        assertThat(runs.commit(List.of(start("r3", "other", Optional.of("m1")))))
                .containsExactly(new CommitResult.Clash());
        assertThat(runs.load(List.of(new RunId("r2"), new RunId("r3")))).isEmpty();
    }

    @Test
    void twoWorkflowsAtOnceGetOneRun() {
        kept("m1", new Subscription("scan done", "vm-1"));

        var results =
                runs.commit(
                        List.of(
                                start("r1", "sweep", Optional.of("m1")),
                                start("r2", "other", Optional.of("m1"))));

        assertThat(results).containsExactly(STORED, new CommitResult.Clash());
        assertThat(runs.load(List.of(new RunId("r1"), new RunId("r2"))))
                .containsOnlyKeys(new RunId("r1"));
    }

    @Test
    void aRunThatDidNotBeginMayBeginByItsKeyLater() {
        kept("m1", new Subscription("scan done", "vm-1"));
        runs.commit(List.of(start("r1", "sweep", Optional.of("m1"))));
        runs.commit(List.of(start("r2", "other", Optional.of("m1"))));

        assertThat(runs.commit(List.of(start("r3", "other", Optional.empty()))))
                .containsExactly(STORED);
    }

    @Test
    void isNotToldAgainOfWhatIsSettledOrPutOff() {
        kept("m1", new Subscription("scan done", "vm-1"));
        var later = kept("m2", new Subscription("scan done", "vm-2"));

        waits.begun("m1", Optional.empty());
        waits.begun("m2", Optional.of(NOW.plusSeconds(5)));

        assertThat(starting(HEARD)).isEmpty();
        assertThat(waits.starting(List.of(HEARD), NOW.plusSeconds(5), 10)).containsExactly(later);
    }

    @Test
    void aSignalOutlivesItsWaitersUntilItIsSettled() {
        var signal = kept("s1", new Subscription(Doing.Listen.SIGNAL, "freeze"));
        waits.expire(START.plusSeconds(30));
        assertThat(starting()).containsExactly(signal);

        waits.begun("s1", Optional.empty());
        waits.expire(START.plusSeconds(12));

        listening(new Doing.Listen(Doing.Listen.SIGNAL, "freeze"));
        assertThat(waits.matched(START.plusSeconds(12), 10)).isEmpty();
    }

    @Test
    void aMessageOfARunTellsWhichOneAndHowFarItIs() {
        var run = new RunId("r1");
        var began =
                new Event.RunStarted(
                        run,
                        "default",
                        new WorkflowRef("sweep", 1),
                        new NodeId("begin"),
                        Map.of(),
                        Map.of(),
                        Mode.LIVE,
                        Actor.ENGINE,
                        START,
                        Optional.empty(),
                        Optional.empty(),
                        4);
        runs.commit(
                List.of(
                        commit(
                                RunState.fresh(run),
                                0,
                                1,
                                null,
                                began,
                                new Event.MessageThrown(
                                        new NodeId("T"), "m1", "scan done", "vm-1", Map.of()))));

        assertThat(waits.starting(List.of(HEARD), START.plusSeconds(90), 10))
                .extracting(Message::sender)
                .containsExactly(Sender.run(run, 4));
        assertThat(runs.load(List.of(run)).values())
                .extracting(stored -> stored.state().chain())
                .containsExactly(4);
    }
}
