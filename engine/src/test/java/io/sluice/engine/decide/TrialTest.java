package io.sluice.engine.decide;

import static io.sluice.engine.definition.Drawing.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.Refusal;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.StepId;
import io.sluice.engine.run.Trial;
import io.sluice.engine.run.Trial.Pin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Drafts that are tried: pins, beginnings in the middle, early ends.
class TrialTest {
    @Test
    void pinnedNodesAreNotCarriedOut() {
        var scenario =
                Scenario.given(
                                workflow()
                                        .start("s")
                                        .task("scan", "effect")
                                        .message("answer", "m", "k")
                                        .approval("ask", "PT1H")
                                        .choice("c")
                                        .task("bad", "effect")
                                        .end("e")
                                        .path("s", "scan", "answer", "ask", "c")
                                        .when("c", "nodes.scan.output.score > 900", "bad")
                                        .otherwise("c", "e")
                                        .edge("bad", "e"))
                        .tried(
                                trial(
                                        Map.of(
                                                "scan", gives(Map.of("score", 950L)),
                                                "answer", gives(Map.of("text", "yes")),
                                                "ask", gives(Map.of("decision", "approved")))));

        scenario.thenWaitsAt("bad");
        assertThat(given(scenario.journal()))
                .containsExactly("scan by pin", "answer by pin", "ask by pin");
        assertThat(scenario.journal())
                .noneMatch(Event.ApprovalRequested.class::isInstance)
                .noneMatch(Event.EffectDeclared.class::isInstance);
        scenario.completes("bad").thenCompleted();
    }

    @Test
    void aPinnedErrorTakesTheErrorRoadAndIsNotTriedAgain() {
        var scenario =
                Scenario.given(
                                workflow()
                                        .start("s")
                                        .task("scan", "effect")
                                        .onError("failed", "scan", "qualys.busy")
                                        .task("tell", "noop")
                                        .end("e")
                                        .path("s", "scan", "e")
                                        .path("failed", "tell", "e"))
                        .tried(trial(Map.of("scan", new Pin.Fails("qualys.busy", "Busy."))));

        scenario.thenWaitsAt("tell");
        assertThat(scenario.journal()).noneMatch(Event.AttemptFailed.class::isInstance);
        assertThat(scenario.state().outputs().get(new NodeId("failed")))
                .containsEntry("code", "qualys.busy")
                .containsEntry("message", "Busy.");
    }

    @Test
    void aPinnedErrorWithoutARoadAsksAPerson() {
        Scenario.given(workflow().start("s").task("a", "noop").end("e").path("s", "a", "e"))
                .tried(trial(Map.of("a", new Pin.Fails("x", "X."))))
                .thenIncident("a", Incident.Kind.FAILED)
                .resolves("a", new Resolution.Retry())
                .passes(Duration.ZERO)
                .thenIncident("a", Incident.Kind.FAILED)
                .resolves("a", new Resolution.Skip(Map.of()))
                .thenCompleted();
    }

    @Test
    void aTrialMayBeginInTheMiddleWithWhatThePinsSayOfTheRest() {
        var scenario =
                Scenario.given(forked())
                        .tried(
                                new Trial(
                                        pins(Map.of("b", gives(Map.of("n", 7L)))),
                                        Optional.of(new NodeId("a")),
                                        Optional.empty()));

        scenario.thenWaitsAt("a");
        assertThat(scenario.state().outputs()).containsEntry(new NodeId("b"), Map.of("n", 7L));
        scenario.completes("a").thenWaitsAt("c").completes("c").thenCompleted();
        assertThat(scenario.journal())
                .noneMatch(event -> event.equals(new Event.NodePassed(new NodeId("s"), "")));
    }

    @Test
    void pinsOfWhatTheTrialItselfComesToAreNotUsedBefore() {
        var scenario =
                Scenario.given(forked())
                        .tried(
                                new Trial(
                                        pins(Map.of("c", gives(Map.of("late", true)))),
                                        Optional.of(new NodeId("a")),
                                        Optional.empty()));

        assertThat(scenario.state().outputs()).doesNotContainKey(new NodeId("c"));
        scenario.completes("a").thenCompleted();
        assertThat(scenario.state().outputs()).containsKey(new NodeId("c"));
    }

    @Test
    void aTrialEndsWhenItsLastNodeIsLeft() {
        var scenario =
                Scenario.given(forked()).tried(until("a")).completes("a", Map.of("done", true));

        scenario.thenCompleted();
        assertThat(scenario.state().outputs()).containsOnlyKeys(new NodeId("a"));
        assertThat(scenario.journal())
                .contains(
                        new Event.StepEnded(
                                new StepId(2), new NodeId("b"), "The trial ends at 'a'."));
    }

    @Test
    void aTrialMayEndAtANodeThatIsPassed() {
        Scenario.given(forked()).tried(until("f")).thenCompleted();
        Scenario.given(forked())
                .tried(until("j"))
                .completes("a")
                .thenWaitsAt("b")
                .completes("b")
                .thenCompleted();
        Scenario.given(forked())
                .tried(
                        new Trial(
                                Map.of(),
                                Optional.of(new NodeId("c")),
                                Optional.of(new NodeId("c"))))
                .thenWaitsAt("c")
                .completes("c")
                .thenCompleted();
    }

    @Test
    void aTrialEndsTooWhenItsLastNodeIsLeftByItsErrorRoad() {
        Scenario.given(
                        workflow()
                                .start("s")
                                .task("a", "effect")
                                .onError("failed", "a")
                                .task("after", "effect")
                                .end("e")
                                .path("s", "a", "e")
                                .path("failed", "after", "e"))
                .tried(until("a"))
                .fails("a", "x", false)
                .thenCompleted();
    }

    @Test
    void aChangeUnderWayIsSettledBeforeTheTrialEnds() {
        Scenario.given(forked())
                .tried(until("a"))
                .declares("b")
                .completes("a")
                .thenWaitsAt("b")
                .crashes()
                .thenPhase("b", Step.Phase.RECONCILE)
                .applies("b")
                .completes("b")
                .thenCompleted();
    }

    @Test
    void aChangeThatWaitsForItsNextTryIsNotMadeAfterTheEnd() {
        var scenario =
                Scenario.given(forked())
                        .tried(until("a"))
                        .declares("b")
                        .when(
                                new Command.FailStep(
                                        new StepId(2),
                                        new Failure(
                                                "io.refused",
                                                "",
                                                "PROVIDER",
                                                true,
                                                false,
                                                Optional.empty())))
                        .completes("a");

        scenario.thenCompleted();
        assertThat(scenario.journal())
                .filteredOn(Event.EffectReleased.class::isInstance)
                .hasSize(2);
    }

    @Test
    void aPersonSaysWhatBecameOfAChangeBeforeTheTrialEnds() {
        var scenario =
                Scenario.given(forked())
                        .tried(until("a"))
                        .declares("b")
                        .when(
                                new Command.DisputeStep(
                                        new StepId(2),
                                        Incident.Kind.UNKNOWN_OUTCOME,
                                        Failure.permanent("x", "PROVIDER", "Who knows?")))
                        .completes("a");

        scenario.thenWaitsAt("b").resolves("b", new Resolution.DidNotHappen()).thenCompleted();
    }

    @Test
    void aTrialCanBeCanceled() {
        Scenario.given(forked())
                .tried(until("c"))
                .when(new Command.CancelRun(true, Scenario.ANNA, "enough"))
                .thenCanceled();
    }

    @Test
    void onlyDraftsAreTriedAndOnlyWithNodesTheyHave() {
        Scenario.given(forked()).triedPublished(until("a")).thenRefused(Refusal.Code.BAD_INPUT);
        Scenario.given(forked()).tried(until("ghost")).thenRefused(Refusal.Code.BAD_INPUT);
        Scenario.given(forked())
                .tried(trial(Map.of("ghost", gives(Map.of()))))
                .thenRefused(Refusal.Code.BAD_INPUT);
    }

    private static Drawing forked() {
        return workflow()
                .start("s")
                .fork("f")
                .task("a", "effect")
                .task("b", "effect")
                .join("j")
                .task("c", "effect")
                .end("e")
                .path("s", "f", "a", "j", "c", "e")
                .path("f", "b", "j");
    }

    private static Pin gives(Map<String, @Nullable Object> output) {
        return new Pin.Gives(output);
    }

    private static Trial trial(Map<String, Pin> pins) {
        return new Trial(pins(pins), Optional.empty(), Optional.empty());
    }

    private static Trial until(String node) {
        return new Trial(Map.of(), Optional.empty(), Optional.of(new NodeId(node)));
    }

    private static Map<NodeId, Pin> pins(Map<String, Pin> pins) {
        var byId = new java.util.HashMap<NodeId, Pin>();
        pins.forEach((id, pin) -> byId.put(new NodeId(id), pin));
        return byId;
    }

    private static List<String> given(List<Event> journal) {
        return journal.stream()
                .filter(Event.OutcomeGiven.class::isInstance)
                .map(Event.OutcomeGiven.class::cast)
                .map(event -> event.node() + " by " + event.by())
                .toList();
    }
}
