package io.sluice.db.port;

import static io.sluice.db.port.Samples.START;
import static io.sluice.db.port.Samples.commit;
import static io.sluice.db.port.Samples.entered;
import static io.sluice.db.port.Samples.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.port.Waits;
import io.sluice.engine.port.Waits.Message;
import io.sluice.engine.port.Waits.Subscription;
import io.sluice.engine.port.Waits.Waiting;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.StepId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the engine counts on when runs wait for messages.
public abstract class WaitsContract {
    private static final Subscription DONE_1 = new Subscription("scan done", "vm-1");
    private static final RunId RUN = new RunId("r1");

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

    private RunState listening(RunId run, String key) {
        var commit =
                commit(
                        RunState.fresh(run),
                        0,
                        1,
                        null,
                        started(run, Map.of()),
                        entered(1, "W", new Doing.Listen("scan done", key)));
        runs.commit(List.of(commit));
        return commit.state();
    }

    private static Message message(String id, String key) {
        return new Message(
                id,
                new Subscription("scan done", key),
                Map.of("score", 910L),
                START.plusSeconds(1));
    }

    @Test
    void hearsNothingOfOtherProjects() {
        listening(RUN, "vm-1");

        var elsewhere = new Subscription("scan done", "vm-1", "other");

        assertThat(waits.find(List.of(elsewhere))).isEmpty();
        assertThat(waits.find(List.of(DONE_1))).containsOnlyKeys(DONE_1);
    }

    @Test
    void findsWhoWaits() {
        listening(RUN, "vm-1");
        listening(new RunId("r2"), "vm-1");
        listening(new RunId("r3"), "vm-3");

        var found = waits.find(List.of(DONE_1, new Subscription("scan done", "vm-9")));

        assertThat(found.keySet()).containsExactly(DONE_1);
        assertThat(found.get(DONE_1))
                .containsExactlyInAnyOrder(
                        new Waiting(RUN, new StepId(1)),
                        new Waiting(new RunId("r2"), new StepId(1)));
        assertThat(waits.find(List.of())).isEmpty();
    }

    @Test
    void forgetsAWaitWithTheCommitThatAnswersIt() {
        var state = listening(RUN, "vm-1");

        runs.commit(
                List.of(
                        commit(
                                state,
                                1,
                                2,
                                null,
                                new Event.MessageReceived(new StepId(1), "m1", "scan done", "vm-1"),
                                new Event.StepCompleted(
                                        new StepId(1), new NodeId("W"), Map.of()))));

        assertThat(waits.find(List.of(DONE_1))).isEmpty();
    }

    @Test
    void findsStepsToWake() {
        var state =
                Samples.after(
                        RunState.fresh(RUN), List.of(started(RUN, Map.of()), entered(1, "A")));
        var awaiting =
                new Event.StepAwaiting(
                        new StepId(1), START.plusSeconds(60), Optional.of("change/CHG1"), "");
        runs.commit(
                List.of(
                        commit(
                                RunState.fresh(RUN),
                                0,
                                1,
                                null,
                                started(RUN, Map.of()),
                                entered(1, "A"),
                                awaiting)));

        assertThat(state.apply(awaiting).steps()).hasSize(1);
        assertThat(waits.find(List.of(new Subscription(Waits.WAKE, "change/CHG1")))).hasSize(1);
    }

    @Test
    void keepsAMessageOnce() {
        assertThat(waits.keep(message("m1", "vm-1"), START.plusSeconds(60))).isTrue();
        assertThat(waits.keep(message("m1", "vm-1"), START.plusSeconds(60))).isFalse();
    }

    @Test
    void offersAKeptMessageToALaterWait() {
        var message = message("m1", "vm-1");
        waits.keep(message, START.plusSeconds(60));
        assertThat(waits.matched(START.plusSeconds(2), 10)).isEmpty();

        listening(RUN, "vm-1");

        assertThat(waits.matched(START.plusSeconds(2), 10)).containsExactly(message);
    }

    @Test
    void offersAMessageNoMoreOnceItIsDelivered() {
        waits.keep(message("m1", "vm-1"), START.plusSeconds(60));
        var state = listening(RUN, "vm-1");
        listening(new RunId("r2"), "vm-1");

        deliver(state, "m1");

        assertThat(waits.matched(START.plusSeconds(2), 10)).isEmpty();
        assertThat(waits.keep(message("m1", "vm-1"), START.plusSeconds(60))).isFalse();
    }

    @Test
    void knowsAMessageThatWasDeliveredWithoutBeingKept() {
        deliver(listening(RUN, "vm-1"), "m1");

        assertThat(waits.keep(message("m1", "vm-1"), START.plusSeconds(60))).isFalse();
    }

    private void deliver(RunState state, String id) {
        runs.commit(
                List.of(
                        commit(
                                state,
                                1,
                                2,
                                null,
                                new Event.MessageReceived(new StepId(1), id, "scan done", "vm-1"),
                                new Event.StepCompleted(
                                        new StepId(1), new NodeId("W"), Map.of()))));
    }

    @Test
    void dropsWhatHasExpired() {
        waits.keep(message("m1", "vm-1"), START.plusSeconds(60));
        listening(RUN, "vm-1");

        waits.expire(START.plusSeconds(60));

        assertThat(waits.matched(START.plusSeconds(61), 10)).isEmpty();
    }
}
