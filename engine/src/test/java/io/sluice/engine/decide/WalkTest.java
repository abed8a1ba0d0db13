package io.sluice.engine.decide;

import static io.sluice.engine.definition.Drawing.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.Refusal;
import io.sluice.engine.run.Resolution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Ways through a workflow: choices, forks and joins, waits.
class WalkTest {
    @Test
    void takesTheWayWhoseConditionHolds() {
        var scenario =
                Scenario.given(
                                workflow()
                                        .start("s")
                                        .choice("risky")
                                        .task("quarantine", "noop")
                                        .end("e")
                                        .edge("s", "risky")
                                        .when("risky", "trigger.score > 900", "quarantine")
                                        .otherwise("risky", "e")
                                        .edge("quarantine", "e"))
                        .started(Map.of("score", 901L));

        scenario.thenWaitsAt("quarantine").completes("quarantine").thenCompleted();
    }

    @Test
    void takesTheDefaultWhenNoConditionHolds() {
        Scenario.given(
                        workflow()
                                .start("s")
                                .choice("risky")
                                .task("quarantine", "noop")
                                .end("e")
                                .edge("s", "risky")
                                .when("risky", "trigger.score > 900", "quarantine")
                                .otherwise("risky", "e")
                                .edge("quarantine", "e"))
                .started(Map.of("score", 900L))
                .thenCompleted();
    }

    @Test
    void parksAtAChoiceWithoutAWayAndLetsAPersonChoose() {
        Scenario.given(
                        workflow()
                                .start("s")
                                .choice("triage")
                                .task("a", "noop")
                                .end("e")
                                .edge("s", "triage")
                                .when("triage", "1 > 2", "a")
                                .edge("a", "e"))
                .started()
                .thenIncident("triage", Incident.Kind.FAILED)
                .resolves("triage", new Resolution.Skip(Map.of("edge", "nowhere")))
                .thenRefused(Refusal.Code.BAD_INPUT)
                .resolves("triage", new Resolution.Skip(Map.of("edge", "triage_a")))
                .thenWaitsAt("a");
    }

    @Test
    void aConditionThatFailsIsAnIncidentAndCanBeTriedAgain() {
        Scenario.given(
                        workflow()
                                .start("s")
                                .choice("c")
                                .end("e")
                                .edge("s", "c")
                                .when("c", "trigger.missing == 1", "e"))
                .started()
                .thenIncident("c", Incident.Kind.FAILED)
                .resolves("c", new Resolution.Retry())
                .passes(Duration.ZERO)
                .thenIncident("c", Incident.Kind.FAILED);
    }

    @Test
    void forksRunAtOnceAndTheJoinWaitsForAll() {
        Scenario.given(
                        workflow()
                                .start("s")
                                .fork("f")
                                .task("a", "noop")
                                .task("b", "noop")
                                .join("j")
                                .task("c", "noop")
                                .end("e")
                                .path("s", "f", "a", "j", "c", "e")
                                .path("f", "b", "j"))
                .started()
                .thenWaitsAt("a", "b")
                .completes("b")
                .thenWaitsAt("a")
                .completes("a")
                .thenWaitsAt("c")
                .completes("c")
                .thenCompleted();
    }

    @Test
    void aStarvedJoinSaysSoAndCanBeSkipped() {
        var scenario =
                Scenario.given(
                                workflow()
                                        .start("s")
                                        .fork("f")
                                        .task("a", "noop")
                                        .choice("c")
                                        .end("gone")
                                        .join("j")
                                        .end("e")
                                        .path("s", "f", "a", "j", "e")
                                        .edge("f", "c")
                                        .when("c", "1 == 2", "j")
                                        .otherwise("c", "gone"))
                        .started()
                        .completes("a");

        scenario.thenIncident("j", Incident.Kind.FAILED)
                .resolves("j", new Resolution.Skip(Map.of()))
                .thenCompleted();
    }

    @Test
    void aTimerEndsWhenItsTimeHasCome() {
        Scenario.given(workflow().start("s").timer("t", "PT1H").end("e").path("s", "t", "e"))
                .started()
                .passes(Duration.ofMinutes(59))
                .thenWaitsAt("t")
                .passes(Duration.ofMinutes(1))
                .thenCompleted();
    }

    @Test
    void aMessageIsTakenOnlyWithItsKey() {
        Scenario.given(
                        workflow()
                                .start("s")
                                .message("m", "patched", "=trigger.vm")
                                .end("e")
                                .path("s", "m", "e"))
                .started(Map.of("vm", "i-1"))
                .when(message("patched", "i-2"))
                .thenRefused(Refusal.Code.NOT_AWAITED)
                .when(message("patched", "i-1"))
                .thenCompleted();
    }

    @Test
    void anApprovalHasItsDecisionAsOutput() {
        var scenario =
                Scenario.given(
                                workflow()
                                        .start("s")
                                        .approval("ask", null)
                                        .choice("c")
                                        .task("go", "noop")
                                        .end("e")
                                        .path("s", "ask", "c")
                                        .when("c", "nodes.ask.output.decision == 'approved'", "go")
                                        .otherwise("c", "e")
                                        .edge("go", "e"))
                        .started();

        scenario.when(decide(scenario, "maybe")).thenRefused(Refusal.Code.BAD_INPUT);
        scenario.when(decide(scenario, "approved")).thenWaitsAt("go");
    }

    @Test
    void anApprovalNobodyGivesExpires() {
        var scenario =
                Scenario.given(
                                workflow()
                                        .start("s")
                                        .approval("ask", "P1D")
                                        .end("e")
                                        .path("s", "ask", "e"))
                        .started()
                        .passes(Duration.ofDays(1))
                        .thenCompleted();

        assertThat(scenario.state().outputs().get(new NodeId("ask")))
                .containsEntry("decision", "expired");
    }

    @Test
    void aLoopIsBounded() {
        var scenario =
                Scenario.given(
                                workflow()
                                        .start("s")
                                        .task("a", "noop")
                                        .choice("c")
                                        .end("e")
                                        .path("s", "a", "c")
                                        .when("c", "1 == 1", "a")
                                        .otherwise("c", "e"),
                                new Limits(3, 1_000, 100, 100))
                        .started();

        scenario.completes("a").completes("a").completes("a");

        scenario.thenIncident("a", Incident.Kind.LIMIT)
                .when(new Command.CancelRun(false, Scenario.ANNA, "enough"))
                .thenCanceled();
    }

    @Test
    void aDryRunPlansAndDoesNotWait() {
        var scenario =
                Scenario.given(
                                workflow()
                                        .start("s")
                                        .timer("t", "P1D")
                                        .approval("ask", "P1D")
                                        .task("a", "noop")
                                        .end("e")
                                        .path("s", "t", "ask", "a", "e"))
                        .startedDry()
                        .thenWaitsAt("a");

        scenario.when(
                        new Command.PlanEffect(
                                scenario.step("a").id(),
                                List.of(),
                                Map.of(),
                                Optional.of(Map.of())))
                .thenCompleted();

        assertThat(scenario.journal()).anyMatch(Event.EffectPlanned.class::isInstance);
    }

    private static Command message(String name, String key) {
        return new Command.DeliverMessage("", name, key, Map.of());
    }

    private static Command decide(Scenario scenario, String decision) {
        return new Command.DecideApproval(scenario.step("ask").id(), decision, Scenario.ANNA, "");
    }

    @Test
    void aDisabledTaskIsPassedWithAnEmptyOutput() {
        var scenario =
                Scenario.given(
                                workflow()
                                        .start("s")
                                        .task("off", "noop")
                                        .disabled()
                                        .onTimer("late", "off", "PT1H", true)
                                        .task("on", "noop")
                                        .end("e")
                                        .path("s", "off", "on", "e")
                                        .edge("late", "e"))
                        .started();

        scenario.thenWaitsAt("on");
        assertThat(scenario.state().outputs()).containsEntry(new NodeId("off"), Map.of());
        assertThat(scenario.journal())
                .filteredOn(Event.OutcomeGiven.class::isInstance)
                .extracting(event -> ((Event.OutcomeGiven) event).by())
                .containsExactly("disabled");
        scenario.completes("on").thenCompleted();
    }
}
