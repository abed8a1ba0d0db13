package io.sluice.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.port.Waits;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.Refusal;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step;
import io.sluice.engine.runtime.Outside.Weather;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A process that stood still between its last look at the lease and its request.
class LateAnswersTest {
    private static final Duration LONG = Duration.ofMinutes(30);

    private final Rig rig = new Rig();
    private final CountDownLatch awake = new CountDownLatch(1);
    private final AtomicBoolean first = new AtomicBoolean(true);
    private Workflow workflow = drawn("PROBE");
    private final EngineRuntime asleep = rig.process("node-1", _ -> Optional.of(workflow));
    private final EngineRuntime other = rig.process("node-2", _ -> Optional.of(workflow));

    private static Workflow drawn(String type) {
        return Drawing.workflow()
                .start("s")
                .task("a", type)
                .message("m", "patched", "'i-1'")
                .end("e")
                .path("s", "a", "m", "e")
                .draw();
    }

    @AfterEach
    void stop() {
        awake.countDown();
        asleep.close();
        other.close();
    }

    @Test
    void whatWasMadeTwiceIsAnIncidentThatNamesBoth() {
        var run = madeByTheOther();
        assertThat(rig.outside.applied()).hasSize(1);

        var step = duplicate(run);

        assertThat(rig.outside.applied()).hasSize(2);
        assertThat(step.node().value()).isEqualTo("a");
        assertThat(incident(step))
                .hasValueSatisfying(incident ->
                        assertThat(incident.failure().message())
                                .contains("number=1")
                                .contains("number=2"));
    }

    @Test
    void aPersonSaysThatOneWasTakenBackAndNothingIsMadeAgain() {
        var run = madeByTheOther();
        var step = duplicate(run);

        assertThat(resolve(run, step, new Resolution.Retry()))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.refusal().code())
                                        .isEqualTo(Refusal.Code.WRONG_PHASE));
        assertThat(resolve(run, step, new Resolution.Skip(Map.of())))
                .isInstanceOf(Outcome.Accepted.class);
        goOn();

        rig.commits.await(run, state -> state.status() == RunStatus.COMPLETED);
        assertThat(rig.outside.applied()).hasSize(2);
    }

    /// The provider tells by the token that it is the same.
    @Test
    void whatIsMadeOnceHoweverOftenItIsAskedForIsNoDuplicate() {
        workflow = drawn("TOKEN");
        var run = madeByTheOther();

        awake.countDown();
        passUntil(run, asleep::idle);

        assertThat(rig.store.state(run).incidentCount()).isZero();
        assertThat(rig.store.audit()).isEmpty();
    }

    @Test
    void ofARunThatHasEndedItIsWrittenIntoTheAuditLog() {
        var run = madeByTheOther();
        goOn();
        rig.commits.await(run, state -> state.status() == RunStatus.COMPLETED);

        awake.countDown();

        passUntil(
                run,
                () ->
                        rig.store.audit().stream()
                                .anyMatch(entry ->
                                        entry.action().equals("effect.duplicate")
                                                && entry.subject().equals(run.value())));
        assertThat(rig.store.state(run).status()).isEqualTo(RunStatus.COMPLETED);
    }

    /// Begun by one process, which falls asleep with its request in hand; ended by the other.
    private RunId madeByTheOther() {
        rig.outside.weather(this::sleepOnce);
        var run = asleep.runs().nextId();
        asleep.runs().start(Rig.start(run, workflow, Map.of()), Optional.empty(), List.of());
        rig.commits.await(run, state -> state.steps().values().stream().anyMatch(Step::changing));
        rig.commits.await(
                run,
                state ->
                        state.steps().values().stream()
                                .anyMatch(step -> step.doing() instanceof Step.Doing.Listen),
                () -> {
                    rig.clock.move(LONG);
                    other.tick();
                });
        return run;
    }

    private Weather sleepOnce() {
        if (first.getAndSet(false)) {
            try {
                awake.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return Weather.FINE;
    }

    private Step duplicate(RunId run) {
        awake.countDown();
        passUntil(run, () -> found(run).isPresent());
        return found(run).orElseThrow();
    }

    private Optional<Step> found(RunId run) {
        return rig.store.state(run).steps().values().stream()
                .filter(step -> incident(step).isPresent())
                .findFirst();
    }

    private static Optional<Incident> incident(Step step) {
        return step.doing() instanceof Step.Doing.Stuck(Incident incident, var _)
                        && incident.kind() == Incident.Kind.DUPLICATE
                ? Optional.of(incident)
                : Optional.empty();
    }

    /// Time goes on for both.
    private void passUntil(RunId run, BooleanSupplier condition) {
        rig.commits.await(
                run,
                _ -> condition.getAsBoolean(),
                () -> {
                    rig.clock.move(Duration.ofSeconds(10));
                    asleep.tick();
                    other.tick();
                });
    }

    private void goOn() {
        other.runs()
                .deliver(
                        new Waits.Message(
                                "m-1",
                                new Waits.Subscription("patched", "'i-1'"),
                                Map.of(),
                                rig.clock.instant()),
                        Duration.ofDays(1));
    }

    private Outcome resolve(RunId run, Step step, Resolution resolution) {
        return other.runs()
                .submit(
                        run,
                        new Command.ResolveIncident(
                                step.id(), resolution, Actor.ENGINE, "seen", Optional.empty()),
                        List.of());
    }
}
