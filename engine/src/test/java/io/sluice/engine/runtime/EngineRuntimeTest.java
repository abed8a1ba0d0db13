package io.sluice.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.port.InMemoryStore;
import io.sluice.engine.port.Intake;
import io.sluice.engine.port.Waits;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.Refusal;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The runtime with real threads over stores in memory.
class EngineRuntimeTest {
    private final Rig rig = new Rig();
    private final InMemoryStore store = rig.store;
    private final Outside outside = rig.outside;
    private final SettableClock clock = rig.clock;
    private final Map<String, Workflow> workflows = new HashMap<>();
    private final Commits commits = rig.commits;
    private EngineRuntime runtime = process("node-1");

    private EngineRuntime process(String name) {
        return rig.process(name, ref -> Optional.ofNullable(workflows.get(ref.id())));
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void drivesARunToItsEnd() {
        draw(
                Drawing.workflow()
                        .start("s")
                        .task("a", "noop")
                        .task("b", "PROBE")
                        .end("e")
                        .path("s", "a", "b", "e"));

        var run = start("");

        commits.await(run, state -> state.status() == RunStatus.COMPLETED);
        assertThat(outside.applied()).hasSize(1);
        assertThat(store.stored(run).lease()).isEmpty();
    }

    @Test
    void theSameIntakeBeginsOneRun() {
        draw(Drawing.workflow().start("s").timer("t", "PT1H").end("e").path("s", "t", "e"));
        var first = start("delivery-1");

        var second = runtime.runs().start(command(), Optional.of(intake("delivery-1")), List.of());

        assertThat(second).isEqualTo(new Outcome.Duplicate(first));
        assertThat(store.runCount()).isEqualTo(1);
    }

    @Test
    void parksWithoutALeaseAndGoesOnWhenTimeHasPassed() {
        draw(Drawing.workflow().start("s").timer("t", "PT1H").end("e").path("s", "t", "e"));
        var run = start("");
        assertThat(store.stored(run).lease()).isEmpty();

        clock.move(Duration.ofHours(1));
        runtime.tick();

        commits.await(run, state -> state.status() == RunStatus.COMPLETED);
    }

    @Test
    void aMessageThatComesBeforeItsWaitIsKept() {
        draw(
                Drawing.workflow()
                        .start("s")
                        .timer("t", "PT1H")
                        .message("m", "patched", "'i-1'")
                        .end("e")
                        .path("s", "t", "m", "e"));
        var run = start("");
        var message = message("m-1", "patched", "'i-1'");

        assertThat(runtime.runs().deliver(message, Duration.ofDays(1)).kept()).isTrue();
        assertThat(runtime.runs().deliver(message, Duration.ofDays(1)).kept()).isFalse();
        clock.move(Duration.ofHours(1));
        runtime.tick();
        commits.await(run, state -> state.status() == RunStatus.COMPLETED || state.lastStep() == 2);
        runtime.tick();

        commits.await(run, state -> state.status() == RunStatus.COMPLETED);
    }

    @Test
    void aMessageGoesToTheRunThatWaitsForIt() {
        draw(
                Drawing.workflow()
                        .start("s")
                        .message("m", "patched", "=trigger.vm")
                        .end("e")
                        .path("s", "m", "e"));
        var one = start("", Map.of("vm", "i-1"));
        var two = start("", Map.of("vm", "i-2"));

        var delivery = runtime.runs().deliver(message("x", "patched", "i-2"), Duration.ofDays(1));

        assertThat(delivery).isEqualTo(new RunService.Delivery(1, false));
        commits.await(two, state -> state.status() == RunStatus.COMPLETED);
        assertThat(store.state(one).status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void aMessageIsDeliveredToARunThatAnotherProcessChangesMeanwhile() {
        draw(
                Drawing.workflow()
                        .start("s")
                        .fork("f")
                        .message("m", "patched", "'i-1'")
                        .message("n", "tested", "'i-1'")
                        .join("j")
                        .end("e")
                        .path("s", "f", "m", "j", "e")
                        .path("f", "n", "j"));
        var run = start("");
        var first = message("x", "patched", "'i-1'");
        var second = message("y", "tested", "'i-1'");
        try (var other = process("node-2")) {
            rig.whenRunsAreRead(() ->
                    assertThat(other.runs().deliver(first, Duration.ofDays(1)).delivered())
                            .isEqualTo(1));

            assertThat(runtime.runs().deliver(second, Duration.ofDays(1)).delivered()).isEqualTo(1);
        }

        commits.await(run, state -> state.status() == RunStatus.COMPLETED);
    }

    @Test
    void refusesWhatTheRulesRefuseAndKnowsWhatItDoesNotKnow() {
        draw(Drawing.workflow().start("s").timer("t", "PT1H").end("e").path("s", "t", "e"));
        var run = start("");
        var cancel = new Command.CancelRun(false, Actor.ENGINE, "enough");

        assertThat(runtime.runs().submit(run, cancel, List.of()))
                .isEqualTo(new Outcome.Accepted(run));
        assertThat(runtime.runs().submit(run, cancel, List.of()))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.refusal().code())
                                        .isEqualTo(Refusal.Code.RUN_ENDED));
        assertThat(runtime.runs().submit(new RunId("nobody"), cancel, List.of()))
                .isEqualTo(new Outcome.Unknown(new RunId("nobody")));
    }

    @Test
    void anotherProcessTakesOverWhenTheLeaseEnds() {
        draw(Drawing.workflow().start("s").task("a", "PROBE").end("e").path("s", "a", "e"));
        var calls = new AtomicInteger();
        outside.weather(() -> {
            if (calls.incrementAndGet() == 1) {
                store.failCommits(1);
            }
            return Outside.Weather.FINE;
        });
        var run = start("");
        runtime.close();

        runtime = process("node-2");
        commits.await(
                run,
                state -> state.status() == RunStatus.COMPLETED,
                () -> {
                    clock.move(Duration.ofMinutes(1));
                    runtime.tick();
                });
        assertThat(outside.applied()).hasSize(1);
    }

    @Test
    void aCommandForARunHeldElsewhereIsCarriedOutThere() {
        draw(Drawing.workflow().start("s").timer("t", "PT1H").end("e").path("s", "t", "e"));
        var run = start("");
        store.claim("node-2", clock.instant().plus(Duration.ofHours(1)), Duration.ofHours(2), 1);

        var outcome =
                runtime.runs()
                        .submit(
                                run,
                                new Command.CancelRun(false, Actor.ENGINE, "enough"),
                                List.of());

        assertThat(outcome).isEqualTo(new Outcome.Queued(run));
        assertThat(store.pending(10)).hasSize(1);
        clock.move(Duration.ofHours(4));
        runtime.tick();
        commits.await(run, state -> state.status().ended());
        assertThat(store.state(run).status()).isIn(RunStatus.CANCELED, RunStatus.COMPLETED);
    }

    /// A change that was made in part must not be forgotten: a person says what became of it, and
    /// it can be undone.
    @Test
    void whatWasMadeInPartAsksAPersonAndCanBeUndone() {
        draw(
                Drawing.workflow()
                        .start("s")
                        .task("a", "CONVERGENT")
                        .timer("t", "PT1H")
                        .end("e")
                        .path("s", "a", "t", "e"));
        outside.weather(() -> Outside.Weather.HALF_REFUSED);
        var run = start("");
        commits.await(run, state -> stuck(state).isPresent());
        var step = stuck(store.stored(run).state()).orElseThrow();
        assertThat(((Step.Doing.Stuck) step.doing()).incident().kind())
                .isEqualTo(Incident.Kind.UNKNOWN_OUTCOME);

        outside.weather(() -> Outside.Weather.FINE);
        var output = Map.<String, @Nullable Object>of("key", outside.applied().getFirst());
        runtime.runs()
                .submit(
                        run,
                        new Command.ResolveIncident(
                                step.id(),
                                new Resolution.Happened(output),
                                Actor.ENGINE,
                                "finished by hand"),
                        List.of());
        runtime.runs().submit(run, new Command.CancelRun(true, Actor.ENGINE, "back"), List.of());

        commits.await(run, state -> state.status() == RunStatus.CANCELED);
        assertThat(outside.undone()).isEqualTo(outside.applied()).hasSize(1);
    }

    private static Optional<Step> stuck(RunState state) {
        return state.steps().values().stream()
                .filter(step -> step.doing() instanceof Step.Doing.Stuck)
                .findFirst();
    }

    @Test
    void cancelingUndoesWhatWasDone() {
        draw(
                Drawing.workflow()
                        .start("s")
                        .task("a", "CONVERGENT")
                        .timer("t", "PT1H")
                        .end("e")
                        .path("s", "a", "t", "e"));
        var run = start("");
        commits.await(run, state -> state.undoable().size() == 1 && state.lastStep() == 2);

        runtime.runs().submit(run, new Command.CancelRun(true, Actor.ENGINE, "wrong"), List.of());

        commits.await(run, state -> state.status() == RunStatus.CANCELED);
        assertThat(outside.undone()).isEqualTo(outside.applied());
    }

    private void draw(Drawing drawing) {
        workflows.put("w", drawing.draw());
    }

    private RunId start(String key) {
        return start(key, Map.of());
    }

    private RunId start(String key, Map<String, Object> trigger) {
        var outcome =
                runtime.runs()
                        .start(
                                command(trigger),
                                key.isEmpty() ? Optional.empty() : Optional.of(intake(key)),
                                List.of());
        if (outcome instanceof Outcome.Accepted(RunId run)) {
            return run;
        }
        throw new AssertionError("Expected the run to begin: " + outcome);
    }

    private Command.StartRun command() {
        return command(Map.of());
    }

    private Command.StartRun command(Map<String, Object> trigger) {
        var workflow = workflows.get("w");
        if (workflow == null) {
            throw new AssertionError("Draw first");
        }
        return Rig.start(runtime.runs().nextId(), workflow, trigger);
    }

    private Intake intake(String key) {
        return new Intake("default", "w", key, "manual", Map.of(), clock.instant());
    }

    private Waits.Message message(String id, String name, String key) {
        return new Waits.Message(id, new Waits.Subscription(name, key), Map.of(), clock.instant());
    }
}
