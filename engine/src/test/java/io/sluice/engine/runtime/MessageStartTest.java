package io.sluice.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import io.sluice.engine.definition.Node.Thrown;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.port.Starters;
import io.sluice.engine.port.Waits;
import io.sluice.engine.port.Waits.Sender;
import io.sluice.engine.port.Waits.Subscription;
import io.sluice.engine.port.WorkflowVersions;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.WorkflowRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Runs that begin by messages and signals: message start and signal start of BPMN.
class MessageStartTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Subscription ALERT = new Subscription("alert", "");
    private static final Subscription FREEZE = new Subscription(Doing.Listen.SIGNAL, "freeze");

    private final Rig rig = new Rig();
    private final Map<String, Workflow> workflows = new HashMap<>();
    private final Listeners listeners = new Listeners(workflows, this::runs);
    private EngineRuntime runtime = process("node-1");

    private RunService runs() {
        return runtime.runs();
    }

    private EngineRuntime process(String name) {
        var versions =
                new WorkflowVersions() {
                    @Override
                    public Optional<Workflow> find(WorkflowRef ref) {
                        return Optional.ofNullable(workflows.get(ref.id()));
                    }

                    @Override
                    public Optional<WorkflowRef> published(String project, String workflow) {
                        return Optional.of(new WorkflowRef(workflow, 1));
                    }
                };
        return rig.process(name, versions, rig::nextId, rig.restraints, listeners);
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    private void hears(Subscription what, String workflow, Drawing drawing) {
        workflows.put(workflow, drawing.draw());
        listeners.listening.merge(
                what,
                List.of(workflow),
                (one, two) -> Stream.concat(one.stream(), two.stream()).toList());
    }

    private static Drawing brief() {
        return Drawing.workflow().start("s").end("e").path("s", "e");
    }

    private static Drawing waiting() {
        return Drawing.workflow()
                .start("s")
                .message("m", "alert", "vm-1")
                .end("e")
                .path("s", "m", "e");
    }

    private RunId start(String workflow) {
        var start =
                new Command.StartRun(
                        rig.nextId(rig.clock.instant()),
                        "default",
                        new WorkflowRef(workflow, 1),
                        Objects.requireNonNull(workflows.get(workflow)).starts().getFirst().id(),
                        Map.of(),
                        Map.of(),
                        Mode.LIVE,
                        Actor.ENGINE);
        assertThat(runs().start(start, Optional.empty(), List.of()))
                .isInstanceOf(Outcome.Accepted.class);
        return start.run();
    }

    private Waits.Message alert(String id) {
        return message(id, new Subscription("alert", "vm-1"));
    }

    private Waits.Message message(String id, Subscription subscription) {
        return new Waits.Message(
                id,
                subscription,
                Map.of("score", 910L),
                rig.clock.instant(),
                new Sender(new Actor("token", "scanner"), 0, true));
    }

    private List<RunState> runsOf(String workflow) {
        return rig.store.states().stream()
                .filter(state -> state.workflow().id().equals(workflow))
                .toList();
    }

    /// Looks come and go until so many runs have ended.
    private void awaitEnded(String workflow, int many) {
        rig.commits.awaitAny(
                () -> runsOf(workflow).stream().filter(run -> run.status().ended()).count() == many,
                runtime::tick);
    }

    @Test
    void aMessageThatNobodyWaitsForBeginsARun() {
        hears(ALERT, "w", brief());

        var delivery = runs().deliver(alert("m-1"), DAY);

        assertThat(delivery.begun()).hasSize(1);
        assertThat(delivery.kept()).isFalse();
        var run = rig.store.state(delivery.begun().getFirst());
        assertThat(run.trigger()).containsEntry("score", 910L);
        assertThat(run.chain()).isEqualTo(1);
    }

    @Test
    void theSameMessageBeginsOneRun() {
        hears(ALERT, "w", brief());
        var first = runs().deliver(alert("m-1"), DAY).begun();

        assertThat(runs().deliver(alert("m-1"), DAY).begun()).isEqualTo(first);
        assertThat(runsOf("w")).hasSize(1);
    }

    @Test
    void whoWaitsForAMessageComesBeforeWhatBeginsByIt() {
        hears(ALERT, "w", brief());
        workflows.put("v", waiting().draw());
        var run = start("v");

        var delivery = runs().deliver(alert("m-1"), DAY);

        assertThat(delivery).isEqualTo(new RunService.Delivery(1, false));
        rig.commits.await(run, state -> state.status() == RunStatus.COMPLETED);
        assertThat(runsOf("w")).isEmpty();
    }

    @Test
    void aMessageIsForOneOfSeveralThatBeginByIt() {
        hears(ALERT, "w", brief());
        hears(ALERT, "v", brief());

        assertThat(runs().deliver(alert("m-1"), DAY).begun()).hasSize(1);
        assertThat(runsOf("v")).isEmpty();
    }

    @Test
    void aMessageOfSomebodyWhoMayNotBeginRunsBeginsNone() {
        hears(ALERT, "w", brief());
        var message =
                new Waits.Message(
                        "m-1", new Subscription("alert", "vm-1"), Map.of(), rig.clock.instant());

        assertThat(runs().deliver(message, DAY)).isEqualTo(new RunService.Delivery(0, true));
        runtime.tick();

        assertThat(rig.store.runCount()).isZero();
    }

    @Test
    void aMessageThatWasKeptBeginsWhatIsPublishedLater() {
        assertThat(runs().deliver(alert("m-1"), DAY).kept()).isTrue();
        runtime.tick();

        hears(ALERT, "w", brief());

        awaitEnded("w", 1);
        runtime.tick();
        assertThat(runsOf("w")).hasSize(1);
    }

    @Test
    void aMessageThatHasExpiredBeginsNothing() {
        runs().deliver(alert("m-1"), Duration.ofMinutes(1));
        rig.clock.move(Duration.ofMinutes(2));
        runtime.tick();

        hears(ALERT, "w", brief());
        runtime.tick();

        assertThat(rig.store.runCount()).isZero();
    }

    @Test
    void aRunBeginsAnotherByItsMessage() {
        hears(ALERT, "w", brief());
        workflows.put("v", throwing(new Thrown.Message("alert", "vm-1", Map.of("from", "v"))));

        start("v");

        awaitEnded("w", 1);
        assertThat(runsOf("w").getFirst().trigger()).containsEntry("from", "v");
    }

    @Test
    void aSignalGoesToAllWhoWaitAndBeginsAllThatHearIt() {
        hears(FREEZE, "w", brief());
        hears(FREEZE, "v", brief());
        workflows.put(
                "u",
                Drawing.workflow()
                        .start("s")
                        .signal("m", "freeze")
                        .end("e")
                        .path("s", "m", "e")
                        .draw());
        workflows.put("t", throwing(new Thrown.Signal("freeze", Map.of())));
        start("u");
        start("u");

        start("t");

        awaitEnded("w", 1);
        awaitEnded("v", 1);
        awaitEnded("u", 2);
    }

    @Test
    void aSignalBeginsRunsWhereNobodyWaits() {
        hears(FREEZE, "w", brief());
        workflows.put("t", throwing(new Thrown.Signal("freeze", Map.of())));

        start("t");
        awaitEnded("w", 1);
        runtime.tick();

        assertThat(runsOf("w")).hasSize(1);
    }

    /// Issue 5: a crash between handing out and beginning neither loses a start nor repeats it.
    @Test
    void whatAProcessLeavesUnbegunAnotherBegins() {
        hears(ALERT, "w", brief());
        rig.store.failCommits(1);
        assertThat(catchAll(() -> runs().deliver(alert("m-1"), DAY))).isTrue();
        assertThat(rig.store.runCount()).isZero();

        runtime.close();
        runtime = process("node-2");

        awaitEnded("w", 1);
    }

    @Test
    void aSignalThatWasHalfHandedOutBeginsTheRestOnce() {
        hears(FREEZE, "w", brief());
        hears(FREEZE, "v", brief());
        workflows.put("t", throwing(new Thrown.Signal("freeze", Map.of())));
        listeners.diesAfter.set(0);
        start("t");
        awaitEnded("w", 1);
        runtime.close();
        assertThat(runsOf("v")).isEmpty();

        listeners.diesAfter.set(Integer.MAX_VALUE);
        runtime = process("node-2");
        rig.clock.move(Duration.ofSeconds(20));

        awaitEnded("v", 1);
        assertThat(runsOf("w")).hasSize(1);
    }

    @Test
    void twoProcessesBeginOneRun() {
        runs().deliver(alert("m-1"), DAY);
        hears(ALERT, "w", brief());
        try (var other = process("node-2")) {
            runtime.tick();
            other.tick();
            awaitEnded("w", 1);
            other.tick();
        }

        assertThat(runsOf("w")).hasSize(1);
    }

    @Test
    void aMessageForWhichThereIsNoRoomBeginsItsRunLater() {
        hears(ALERT, "w", brief());
        listeners.full = true;
        assertThat(runs().deliver(alert("m-1"), DAY).kept()).isTrue();
        listeners.full = false;
        runtime.tick();
        assertThat(rig.store.runCount()).isZero();

        rig.clock.move(Duration.ofSeconds(5));

        awaitEnded("w", 1);
    }

    /// Issue 5: endless straight loops are stopped by a named limit.
    @Test
    void aWorkflowThatBeginsItselfEndsAtTheLimit() {
        hears(
                ALERT,
                "w",
                Drawing.workflow()
                        .start("s")
                        .call("c", "v", Map.of())
                        .end("e")
                        .path("s", "c", "e"));
        workflows.put("v", throwing(new Thrown.Message("alert", "vm-1", Map.of())));

        start("w");

        awaitEnded("w", Starters.LONGEST_CHAIN + 1);
        rig.commits.awaitAny(() -> !listeners.refusals.isEmpty(), runtime::tick);
        runtime.tick();
        assertThat(listeners.refusals).hasSize(1);
        assertThat(listeners.refusals.getFirst()).contains("at most 32");
        assertThat(runsOf("w")).hasSize(Starters.LONGEST_CHAIN + 1);
    }

    private static Workflow throwing(Thrown what) {
        return Drawing.workflow().start("s").tell("t", what).end("e").path("s", "t", "e").draw();
    }

    private static boolean catchAll(Runnable work) {
        try {
            work.run();
            return false;
        } catch (RuntimeException expected) {
            return true;
        }
    }
}
