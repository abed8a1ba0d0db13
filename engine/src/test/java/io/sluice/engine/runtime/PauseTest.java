package io.sluice.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.port.InMemoryStore;
import io.sluice.engine.port.Waits;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What people pause stands still, and goes on as if nothing had been.
class PauseTest {
    private static final RunId RUN = new RunId("run1");

    private final Rig rig = new Rig();
    private final InMemoryStore store = rig.store;
    private final Outside outside = rig.outside;
    private final SettableClock clock = rig.clock;
    private final Commits commits = rig.commits;
    private Workflow workflow =
            Drawing.workflow()
                    .start("s")
                    .task("a", "PROBE")
                    .task("b", "PROBE")
                    .end("e")
                    .path("s", "a", "b", "e")
                    .draw();
    private final EngineRuntime runtime = rig.process("node-1", _ -> Optional.of(workflow));

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void whatBeginsDuringAnEmergencyStopIsStoredAndWaits() {
        stopEverything();
        runtime.tick();
        start();
        clock.move(Duration.ofMinutes(5));
        runtime.tick();

        assertThat(store.stored(RUN).lease()).isEmpty();
        assertThat(store.state(RUN).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(outside.applied()).isEmpty();

        resumeAll();
        runtime.tick();
        commits.await(RUN, state -> state.status() == RunStatus.COMPLETED);
        assertThat(outside.applied()).hasSize(2);
    }

    @Test
    void aChangeThatIsWrittenDownIsHeldBackRightBeforeItsCall() {
        commits.watch(event -> {
            if (event instanceof Event.EffectDeclared) {
                store.pause(false, List.of(), List.of(RUN));
            }
        });
        start();

        commits.await(RUN, state -> state.steps().values().stream().anyMatch(this::heldBack));
        assertThat(outside.applied()).isEmpty();
        assertThat(store.effectHistory().values()).containsExactly(List.of("declared", "released"));
        assertThat(step().attempt()).isEqualTo(1);

        commits.watch(_ -> {});
        resumeAll();
        commits.await(
                RUN,
                state -> state.status() == RunStatus.COMPLETED,
                () -> {
                    clock.move(Duration.ofSeconds(1));
                    runtime.tick();
                });
        assertThat(outside.applied()).hasSize(2);
    }

    private boolean heldBack(Step step) {
        return step.doing() instanceof Step.Doing.Work work
                && work.phase() == Step.Phase.EXECUTE
                && work.notBefore().isAfter(clock.instant());
    }

    @Test
    void whatIsUnderWayIsSettledAndRecorded() {
        outside.weather(() -> {
            stopEverything();
            runtime.tick();
            return Outside.Weather.FINE;
        });
        start();

        commits.await(RUN, state -> state.undoable().size() == 1);
        commits.await(RUN, _ -> store.stored(RUN).lease().isEmpty(), runtime::tick);
        assertThat(outside.applied()).hasSize(1);
        assertThat(step().node().value()).isEqualTo("b");

        outside.weather(() -> Outside.Weather.FINE);
        resumeAll();
        runtime.tick();
        commits.await(RUN, state -> state.status() == RunStatus.COMPLETED);
        assertThat(outside.applied()).hasSize(2);
    }

    @Test
    void timersThatFallDueMeanwhileFireAfterwards() {
        workflow =
                Drawing.workflow()
                        .start("s")
                        .timer("t", "PT1H")
                        .end("e")
                        .path("s", "t", "e")
                        .draw();
        start();
        store.pause(false, List.of("w"), List.of());

        clock.move(Duration.ofHours(2));
        runtime.tick();
        assertThat(store.state(RUN).status()).isEqualTo(RunStatus.RUNNING);

        resumeAll();
        runtime.tick();
        commits.await(RUN, state -> state.status() == RunStatus.COMPLETED);
    }

    @Test
    void whatComesInForAPausedRunIsRecorded() {
        workflow =
                Drawing.workflow()
                        .start("s")
                        .message("m", "patched", "'i-1'")
                        .task("a", "PROBE")
                        .end("e")
                        .path("s", "m", "a", "e")
                        .draw();
        start();
        store.pause(false, List.of(), List.of(RUN));
        runtime.tick();

        var message =
                new Waits.Message(
                        "m-1",
                        new Waits.Subscription("patched", "'i-1'"),
                        Map.of(),
                        clock.instant());
        assertThat(runtime.runs().deliver(message, Duration.ofDays(1)).delivered()).isEqualTo(1);
        runtime.tick();
        assertThat(step().node().value()).isEqualTo("a");
        assertThat(outside.applied()).isEmpty();

        resumeAll();
        runtime.tick();
        commits.await(RUN, state -> state.status() == RunStatus.COMPLETED);
    }

    private void stopEverything() {
        store.pause(true, List.of(), List.of());
    }

    private void resumeAll() {
        store.pause(false, List.of(), List.of());
    }

    private Step step() {
        return store.state(RUN).steps().values().stream().findFirst().orElseThrow();
    }

    private void start() {
        var outcome =
                runtime.runs()
                        .start(
                                Rig.start(runtime.runs().nextId(), workflow, Map.of()),
                                Optional.empty(),
                                List.of());
        assertThat(outcome).isEqualTo(new Outcome.Accepted(RUN));
    }
}
