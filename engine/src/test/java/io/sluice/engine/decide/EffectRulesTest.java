package io.sluice.engine.decide;

import static io.sluice.engine.definition.Drawing.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import io.sluice.engine.definition.RetryPolicy;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.Refusal;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.Step;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What happens to changes: retries, lost answers, crashes, incidents, undo.
class EffectRulesTest {
    private static Drawing oneTask() {
        return workflow().start("s").task("a", "effect").end("e").path("s", "a", "e");
    }

    private static Drawing twoTasks() {
        return workflow()
                .start("s")
                .task("a", "effect")
                .task("b", "effect")
                .end("e")
                .path("s", "a", "b", "e");
    }

    @Test
    void triesAgainWithGrowingWaitsThenAsksAPerson() {
        var scenario =
                Scenario.given(
                                workflow()
                                        .start("s")
                                        .task(
                                                "a",
                                                "read",
                                                Map.of(),
                                                new RetryPolicy(
                                                        3,
                                                        Duration.ofSeconds(2),
                                                        2,
                                                        Duration.ofMinutes(1)))
                                        .end("e")
                                        .path("s", "a", "e"))
                        .started();

        scenario.fails("a", "io.refused", true);
        assertThat(wait(scenario)).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_200));
        scenario.fails("a", "io.refused", true);
        assertThat(wait(scenario)).isBetween(Duration.ofSeconds(4), Duration.ofMillis(4_400));
        scenario.fails("a", "io.refused", true).thenIncident("a", Incident.Kind.FAILED);
    }

    private static Duration wait(Scenario scenario) {
        return Duration.between(scenario.now(), scenario.work("a").notBefore());
    }

    @Test
    void aProviderThatWantsToBeLeftAloneCostsNoTry() {
        var scenario = Scenario.given(oneTask()).started();

        scenario.when(
                new Command.FailStep(
                        scenario.step("a").id(),
                        new Failure(
                                "qualys.limit",
                                "Wait.",
                                "CAPACITY",
                                true,
                                false,
                                Optional.of(Duration.ofSeconds(57)))));

        assertThat(scenario.step("a").attempt()).isEqualTo(1);
        assertThat(wait(scenario)).isEqualTo(Duration.ofSeconds(57));
    }

    @Test
    void theErrorBoundaryTakesItsCodeOnly() {
        var drawing =
                oneTask()
                        .onError("broken", "a", "scan.error")
                        .task("mend", "noop")
                        .path("broken", "mend", "e");

        Scenario.given(drawing).started().fails("a", "scan.error", false).thenWaitsAt("mend");
        Scenario.given(drawing)
                .started()
                .fails("a", "other", false)
                .thenIncident("a", Incident.Kind.FAILED);
    }

    @Test
    void aTimeOutIsAFailureToo() {
        Scenario.given(
                        workflow()
                                .start("s")
                                .task("a", "await", Duration.ofMinutes(10))
                                .onError("late", "a", "step.timeout")
                                .end("e")
                                .path("s", "a", "e")
                                .edge("late", "e"))
                .started()
                .passes(Duration.ofMinutes(10))
                .thenCompleted();
    }

    @Test
    void aLostAnswerIsFoundOutNeverRepeated() {
        Scenario.given(oneTask())
                .started()
                .declares("a")
                .losesAnswer("a")
                .thenPhase("a", Step.Phase.RECONCILE)
                .applies("a")
                .thenPhase("a", Step.Phase.FOLLOW)
                .completes("a")
                .thenCompleted();
    }

    @Test
    void aCrashInTheCallIsFoundOut() {
        Scenario.given(oneTask())
                .started()
                .declares("a")
                .crashes()
                .thenPhase("a", Step.Phase.RECONCILE);
    }

    @Test
    void aCrashBeforeTheIntentCountsAsATry() {
        var scenario = Scenario.given(oneTask()).started().crashes();

        scenario.thenPhase("a", Step.Phase.BEGIN);
        assertThat(scenario.step("a").attempt()).isEqualTo(2);
    }

    @Test
    void aDeclaredChangeMustBeSettledBeforeTheStepGoesOn() {
        Scenario.given(oneTask())
                .started()
                .declares("a")
                .completes("a")
                .thenRefused(Refusal.Code.WRONG_PHASE);
    }

    @Test
    void anUnknownOutcomeAsksAPersonWhoCannotSkipIt() {
        var scenario = Scenario.given(oneTask()).started().declares("a").losesAnswer("a");
        scenario.when(
                new Command.DisputeStep(
                        scenario.step("a").id(),
                        Incident.Kind.UNKNOWN_OUTCOME,
                        Failure.permanent("effect.unknown", "PROVIDER", "Nobody knows.")));

        scenario.resolves("a", new Resolution.Skip(Map.of()))
                .thenRefused(Refusal.Code.WRONG_PHASE)
                .when(new Command.CancelRun(true, Scenario.ANNA, "stop"))
                .thenRefused(Refusal.Code.WRONG_PHASE)
                .resolves("a", new Resolution.Happened(Map.of("id", "x")))
                .thenCompleted();
        assertThat(scenario.journal())
                .anyMatch(e -> e instanceof Event.EffectApplied applied && applied.adopted());
    }

    @Test
    void whatDidNotHappenIsMadeAgain() {
        var scenario = Scenario.given(oneTask()).started().declares("a").losesAnswer("a");
        scenario.when(
                new Command.DisputeStep(
                        scenario.step("a").id(),
                        Incident.Kind.UNKNOWN_OUTCOME,
                        Failure.permanent("effect.unknown", "PROVIDER", "Nobody knows.")));

        scenario.resolves("a", new Resolution.DidNotHappen()).thenPhase("a", Step.Phase.EXECUTE);
    }

    @Test
    void whatFailedForGoodAfterTheChangeIsBegunAnewWithAKeyOfItsOwn() {
        var scenario =
                Scenario.given(oneTask())
                        .started()
                        .declares("a")
                        .applies("a")
                        .fails("a", "scan.error", false);

        scenario.resolves("a", new Resolution.Retry()).thenPhase("a", Step.Phase.BEGIN);

        assertThat(scenario.step("a").generation()).isEqualTo(2);
    }

    @Test
    void anInterruptedCallIsWaitedFor() {
        Scenario.given(
                        oneTask()
                                .onTimer("late", "a", "PT5M", true)
                                .task("escalate", "noop")
                                .path("late", "escalate", "e"))
                .started()
                .declares("a")
                .passes(Duration.ofMinutes(5))
                .thenWaitsAt("a", "escalate")
                .completes("escalate")
                .thenWaitsAt("a")
                .applies("a")
                .completes("a")
                .thenCompleted();
    }

    @Test
    void aReminderDoesNotInterrupt() {
        Scenario.given(
                        workflow()
                                .start("s")
                                .approval("ask", null)
                                .onTimer("late", "ask", "PT5M", false)
                                .task("remind", "noop")
                                .end("e")
                                .path("s", "ask", "e")
                                .path("late", "remind", "e"))
                .started()
                .passes(Duration.ofMinutes(5))
                .thenWaitsAt("ask", "remind")
                .completes("remind")
                .passes(Duration.ofMinutes(5))
                .thenWaitsAt("ask");
    }

    @Test
    void cancelingUndoesInReverseOrder() {
        var scenario =
                Scenario.given(twoTasks())
                        .started()
                        .declares("a")
                        .applies("a")
                        .completes("a")
                        .declares("b")
                        .applies("b")
                        .when(new Command.CancelRun(true, Scenario.ANNA, "wrong machine"));

        scenario.thenWaitsAt("b").declares("b").applies("b").completes("b");
        scenario.thenWaitsAt("a").declares("a").applies("a").completes("a").thenCanceled();

        assertThat(scenario.journal().stream().filter(Event.EffectDeclared.class::isInstance))
                .hasSize(4);
    }

    @Test
    void cancelingWaitsForTheCallUnderWayBeforeItUndoes() {
        Scenario.given(oneTask())
                .started()
                .declares("a")
                .when(new Command.CancelRun(true, Scenario.ANNA, "stop"))
                .thenWaitsAt("a")
                .applies("a")
                .completes("a")
                .thenWaitsAt("a")
                .declares("a")
                .applies("a")
                .completes("a")
                .thenCanceled();
    }

    @Test
    void anUndoThatFailsIsAnIncidentAndTheRunCanStillBeEnded() {
        Scenario.given(oneTask())
                .started()
                .declares("a")
                .applies("a")
                .when(new Command.CancelRun(true, Scenario.ANNA, "stop"))
                .fails("a", "aws.conflict", false)
                .thenIncident("a", Incident.Kind.FAILED)
                .when(new Command.CancelRun(false, Scenario.ANNA, "leave it"))
                .thenCanceled();
    }

    @Test
    void anEndedRunRefusesEverything() {
        Scenario.given(oneTask())
                .started()
                .completes("a")
                .thenCompleted()
                .when(new Command.CancelRun(false, Scenario.ANNA, "late"))
                .thenRefused(Refusal.Code.RUN_ENDED)
                .started()
                .thenRefused(Refusal.Code.ALREADY_STARTED);
    }
}
