package io.sluice.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.port.InMemoryStore;
import io.sluice.engine.port.ResourceLocks;
import io.sluice.engine.port.ResourceLocks.Answer;
import io.sluice.engine.port.Waits;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Runs that wait for a place, and changes that wait for a lock.
class RestraintsTest {
    private static final String VM = "aws:ec2:i-1";
    private static final Workflow WORKFLOW =
            Drawing.workflow()
                    .start("s")
                    .task("a", "PROBE")
                    .message("m", "patched", "=trigger.vm")
                    .end("e")
                    .path("s", "a", "m", "e")
                    .draw();

    private final Rig rig = new Rig();
    private final InMemoryStore store = rig.store;
    private final Outside outside = rig.outside;
    private final SettableClock clock = rig.clock;
    private final Commits commits = rig.commits;
    private final EngineRuntime runtime = rig.process("node-1", _ -> Optional.of(WORKFLOW));

    @AfterEach
    void stop() {
        runtime.close();
    }

    private RunId start(String vm) {
        var outcome =
                runtime.runs()
                        .start(
                                Rig.start(runtime.runs().nextId(), WORKFLOW, Map.of("vm", vm)),
                                Optional.empty(),
                                List.of());
        if (outcome instanceof Outcome.Accepted(RunId run)) {
            return run;
        }
        throw new AssertionError("Expected the run to begin: " + outcome);
    }

    private Answer take(String key, Instant now) {
        return store.take(
                new ResourceLocks.Request(
                        List.of(VM), new EffectKey(key), new RunId("other"), new StepId(1), now));
    }

    @Test
    void aChangeWaitsForTheLockOfWhatItChangesAndSaysSo() {
        outside.resources(VM);
        take("another change", clock.instant());
        var run = start("i-1");

        commits.await(run, state -> note(state.steps().values()).startsWith("Waits for " + VM));
        assertThat(note(store.state(run).steps().values())).contains("run other");
        assertThat(outside.applied()).isEmpty();
        assertThat(store.stored(run).lease()).isEmpty();

        store.release(new EffectKey("another change"), clock.instant());
        clock.move(Duration.ofSeconds(1));
        runtime.tick();
        commits.await(run, state -> !outside.applied().isEmpty() && state.lastStep() == 2);
    }

    private static String note(Iterable<Step> steps) {
        for (var step : steps) {
            if (step.doing() instanceof Step.Doing.Work work) {
                return work.note();
            }
        }
        return "";
    }

    @Test
    void aLockIsFreeWhenTheStepIsOver() {
        outside.resources(VM);
        var run = start("i-1");
        commits.await(run, state -> state.lastStep() == 2);

        assertThat(take("another change", clock.instant())).isInstanceOf(Answer.Taken.class);
    }

    /// What one run has read before another let go of the machine is read again.
    @Test
    void whatWasPlannedBeforeAnotherLetGoIsPlannedAgain() {
        outside.resources(VM);
        take("another change", clock.instant());
        store.release(new EffectKey("another change"), clock.instant());

        var run = start("i-1");

        commits.await(run, state -> state.lastStep() == 2);
        assertThat(outside.plans()).isEqualTo(2);
    }

    @Test
    void runsBeyondTheLimitWaitForAPlace() {
        store.limit("w", "", 1, 0);
        var one = start("i-1");
        var two = start("i-2");
        assertThat(store.stored(one).queued()).isTrue();

        runtime.tick();
        commits.await(one, state -> state.lastStep() == 2);
        runtime.tick();
        assertThat(outside.applied()).hasSize(1);
        assertThat(store.stored(two).queued()).isTrue();

        runtime.runs()
                .deliver(
                        new Waits.Message(
                                "x",
                                new Waits.Subscription("patched", "i-1"),
                                Map.of(),
                                clock.instant()),
                        Duration.ofDays(1));
        commits.await(one, state -> state.status() == RunStatus.COMPLETED);
        runtime.tick();
        commits.await(two, state -> state.lastStep() == 2);
        assertThat(outside.applied()).hasSize(2);
    }

    @Test
    void theKeyGroupsRunsByTheirEvent() {
        store.limit("w", "=trigger.vm", 0, 1);
        var one = start("i-1");
        var again = start("i-1");
        var two = start("i-2");

        runtime.tick();
        commits.await(one, state -> state.lastStep() == 2);
        commits.await(two, state -> state.lastStep() == 2);
        runtime.tick();

        assertThat(store.stored(again).queued()).isTrue();
        assertThat(outside.applied()).hasSize(2);
    }
}
