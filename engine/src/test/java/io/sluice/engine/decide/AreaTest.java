package io.sluice.engine.decide;

import static io.sluice.engine.definition.Drawing.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.Thrown;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Scopes, loops, handlers, what is thrown and caught, and undoing.
class AreaTest {
    /// s → [ b → a → i ] → after → e
    private static Drawing scope() {
        return scope(workflow().start("s").scope("part"));
    }

    private static Drawing scope(Drawing drawing) {
        return drawing.begin("b")
                .task("a", "noop")
                .end("i", Map.of("found", "=nodes.a.output.found"))
                .in("part", "b", "a", "i")
                .task("after", "noop")
                .end("e")
                .path("s", "part", "after", "e")
                .path("b", "a", "i");
    }

    @Test
    void aScopeIsGoneThroughAndItsEndGivesItsOutput() {
        var scenario =
                Scenario.given(scope())
                        .started()
                        .thenWaitsAt("part", "a")
                        .completes("a", Map.of("found", 3L))
                        .thenWaitsAt("after");

        assertThat(output(scenario, "part")).containsEntry("found", 3L).containsEntry("rounds", 1L);
        scenario.completes("after").thenCompleted();
    }

    @Test
    void aLoopGoesRoundWhileItsConditionHolds() {
        var scenario =
                Scenario.given(
                                scope(
                                        workflow()
                                                .start("s")
                                                .loop("part", "nodes.a.output.found < 3", 10)))
                        .started()
                        .completes("a", Map.of("found", 1L))
                        .thenWaitsAt("part", "a")
                        .completes("a", Map.of("found", 2L))
                        .completes("a", Map.of("found", 3L))
                        .thenWaitsAt("after");

        assertThat(output(scenario, "part")).containsEntry("rounds", 3L);
    }

    @Test
    void aLoopEndsAtItsMostRounds() {
        Scenario.given(scope(workflow().start("s").loop("part", "1 == 1", 2)))
                .started()
                .completes("a", Map.of("found", 1L))
                .completes("a", Map.of("found", 1L))
                .thenWaitsAt("after");
    }

    @Test
    void aTimerOnAScopeEndsAllInIt() {
        Scenario.given(
                        scope().onTimer("late", "part", "PT1H", true)
                                .task("tell", "noop")
                                .path("late", "tell", "e"))
                .started()
                .thenWaitsAt("part", "a")
                .passes(Duration.ofHours(1))
                .thenWaitsAt("tell")
                .completes("tell")
                .thenCompleted();
    }

    @Test
    void aChangeUnderWayInAnInterruptedScopeIsStillWaitedFor() {
        Scenario.given(scope().onTimer("late", "part", "PT1H", true).path("late", "e"))
                .started()
                .declares("a")
                .passes(Duration.ofHours(1))
                .thenWaitsAt("a")
                .applies("a")
                .completes("a", Map.of("found", 1L))
                .thenCompleted();
    }

    @Test
    void anErrorGoesOutToTheScopeAndNoFurther() {
        var drawing =
                workflow()
                        .start("s")
                        .scope("outer")
                        .begin("ob")
                        .scope("inner")
                        .begin("ib")
                        .task("a", "noop")
                        .end("ie")
                        .end("oe")
                        .end("e")
                        .onError("other", "inner", "some.other")
                        .onError("caught", "outer", "scan.failed")
                        .task("mend", "noop")
                        .end("x")
                        .in("outer", "ob", "inner", "oe", "other", "x")
                        .in("inner", "ib", "a", "ie")
                        .path("s", "outer", "e")
                        .path("ob", "inner", "oe")
                        .path("ib", "a", "ie")
                        .path("other", "x")
                        .path("caught", "mend", "e");

        var scenario =
                Scenario.given(drawing)
                        .started()
                        .thenWaitsAt("outer", "inner", "a")
                        .fails("a", "scan.failed", false)
                        .thenWaitsAt("mend");

        assertThat(output(scenario, "caught")).containsEntry("code", "scan.failed");
        scenario.completes("mend").thenCompleted();
    }

    @Test
    void anErrorThatNobodyTakesIsForAPerson() {
        Scenario.given(scope())
                .started()
                .fails("a", "scan.failed", false)
                .thenIncident("a", Incident.Kind.FAILED);
    }

    @Test
    void anErrorEndFailsItsScopeAndWhatIsAroundTakesIt() {
        var drawing =
                workflow()
                        .start("s")
                        .scope("part")
                        .begin("b")
                        .fork("f")
                        .task("a", "noop")
                        .task("c", "noop")
                        .failEnd("wrong", "gone.wrong", "It went wrong.")
                        .end("i")
                        .in("part", "b", "f", "a", "c", "wrong", "i")
                        .onError("caught", "part")
                        .task("mend", "noop")
                        .end("e")
                        .path("s", "part", "e")
                        .path("b", "f", "a", "wrong")
                        .path("f", "c", "i")
                        .path("caught", "mend", "e");

        Scenario.given(drawing)
                .started()
                .completes("a")
                .thenWaitsAt("mend")
                .completes("mend")
                .thenCompleted();
    }

    @Test
    void anErrorEndThatNobodyTakesFailsTheRun() {
        var drawing =
                workflow()
                        .start("s")
                        .scope("part")
                        .begin("b")
                        .failEnd("wrong", "gone.wrong", "It went wrong.")
                        .in("part", "b", "wrong")
                        .end("e")
                        .path("s", "part", "e")
                        .path("b", "wrong");

        Scenario.given(drawing).started().thenFailed("gone.wrong");
    }

    @Test
    void aTerminateEndEndsItsScopeOnly() {
        var drawing =
                workflow()
                        .start("s")
                        .scope("part")
                        .begin("b")
                        .fork("f")
                        .task("a", "noop")
                        .task("c", "noop")
                        .terminate("t")
                        .end("i")
                        .in("part", "b", "f", "a", "c", "t", "i")
                        .task("after", "noop")
                        .end("e")
                        .path("s", "part", "after", "e")
                        .path("b", "f", "a", "t")
                        .path("f", "c", "i");

        Scenario.given(drawing).started().completes("a").thenWaitsAt("after");
    }

    @Test
    void twoVisitsToOneScopeKeepTheirJoinsApart() {
        var drawing =
                workflow()
                        .start("s")
                        .fork("two")
                        .task("slow", "noop")
                        .scope("part")
                        .begin("b")
                        .fork("f")
                        .task("a", "noop")
                        .task("c", "noop")
                        .join("j")
                        .end("i")
                        .in("part", "b", "f", "a", "c", "j", "i")
                        .end("e")
                        .edge("s", "two")
                        .edge("two", "part")
                        .edge("two", "slow")
                        .edge("slow", "part")
                        .edge("part", "e")
                        .path("b", "f", "a", "j", "i")
                        .path("f", "c", "j");

        var scenario = Scenario.given(drawing).started().completes("slow");

        // The first visit brings a, the second c: neither join may pass.
        var steps = List.copyOf(scenario.state().steps().values());
        var first = steps.stream().filter(s -> is(s.node(), "a")).findFirst().orElseThrow();
        var second =
                steps.stream()
                        .filter(s -> is(s.node(), "c"))
                        .reduce((_, last) -> last)
                        .orElseThrow();
        scenario.when(new Command.CompleteStep(first.id(), Map.of(), Map.of()))
                .when(new Command.CompleteStep(second.id(), Map.of(), Map.of()));

        assertThat(scenario.state().arrivals().keySet())
                .extracting(RunState.Spot::within)
                .doesNotHaveDuplicates()
                .hasSize(2);
        scenario.completes("a").completes("c").thenCompleted();
    }

    @Test
    void aJoinInAScopeThatCanNoLongerPassIsForAPerson() {
        var drawing =
                workflow()
                        .start("s")
                        .scope("part")
                        .begin("b")
                        .choice("one")
                        .task("a", "noop")
                        .task("c", "noop")
                        .join("j")
                        .end("i")
                        .in("part", "b", "one", "a", "c", "j", "i")
                        .end("e")
                        .path("s", "part", "e")
                        .path("b", "one")
                        .when("one", "1 == 1", "a")
                        .otherwise("one", "c")
                        .path("a", "j", "i")
                        .path("c", "j");

        Scenario.given(drawing).started().completes("a").thenIncident("j", Incident.Kind.FAILED);
    }

    private static Drawing told(BoundaryEvent event, boolean interrupting) {
        return scope().on("heard", "part", event, interrupting)
                .task("tell", "noop")
                .path("heard", "tell", "e");
    }

    @Test
    void aMessageOnAScopeLeadsAwayFromIt() {
        Scenario.given(told(new BoundaryEvent.OnMessage("stop", "k"), true))
                .started()
                .thenWaitsAt("part", "a", "heard")
                .when(new Command.DeliverMessage("m1", "stop", "k", Map.of("why", "asked")))
                .thenWaitsAt("tell");
    }

    @Test
    void aMessageThatDoesNotInterruptIsHeardAgainAndAgain() {
        var message = new Command.DeliverMessage("", "stop", "k", Map.of());
        Scenario.given(told(new BoundaryEvent.OnMessage("stop", "k"), false))
                .started()
                .when(message)
                .when(message)
                .thenWaitsAt("part", "a", "heard", "tell", "tell")
                .completes("a", Map.of("found", 1L))
                .thenWaitsAt("after", "tell", "tell");
    }

    @Test
    void aSignalOnATaskLeadsAwayFromIt() {
        var drawing =
                workflow()
                        .start("s")
                        .task("a", "noop")
                        .on("freeze", "a", new BoundaryEvent.OnSignal("change.freeze"), true)
                        .end("e")
                        .path("s", "a", "e")
                        .path("freeze", "e");

        Scenario.given(drawing)
                .started()
                .thenWaitsAt("a", "freeze")
                .when(new Command.DeliverMessage("s1", "$signal", "change.freeze", Map.of()))
                .thenCompleted();
    }

    private static Drawing escalating(boolean interrupting) {
        return workflow()
                .start("s")
                .scope("part")
                .begin("b")
                .tell("up", new Thrown.Escalation("needs.manager"))
                .task("a", "noop")
                .end("i")
                .in("part", "b", "up", "a", "i")
                .on(
                        "raised",
                        "part",
                        new BoundaryEvent.OnEscalation(List.of("needs.manager")),
                        interrupting)
                .task("manager", "noop")
                .end("e")
                .path("s", "part", "e")
                .path("b", "up", "a", "i")
                .path("raised", "manager", "e");
    }

    @Test
    void anEscalationIsTakenByTheScopeWhichGoesOn() {
        Scenario.given(escalating(false)).started().thenWaitsAt("part", "a", "manager");
    }

    @Test
    void anEscalationMayInterruptTheScope() {
        Scenario.given(escalating(true)).started().thenWaitsAt("manager");
    }

    @Test
    void aThrownMessageIsWrittenDownWithAnIdOfItsOwn() {
        var drawing =
                workflow()
                        .start("s")
                        .tell(
                                "send",
                                new Thrown.Message("asset.done", "=trigger.id", Map.of("ok", true)))
                        .end("e")
                        .path("s", "send", "e");

        var scenario = Scenario.given(drawing).started(Map.of("id", "i-1")).thenCompleted();

        assertThat(scenario.journal())
                .filteredOn(Event.MessageThrown.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    var thrown = (Event.MessageThrown) event;
                    assertThat(thrown.key()).isEqualTo("i-1");
                    assertThat(thrown.id()).hasSize(32);
                    assertThat(thrown.payload()).containsEntry("ok", true);
                });
    }

    private static Drawing handled(BoundaryEvent event, boolean interrupting) {
        return scope().handler("h", event, interrupting)
                .begin("hb")
                .task("handle", "noop")
                .end("he")
                .in("h", "hb", "handle", "he")
                .in("part", "h")
                .path("hb", "handle", "he");
    }

    @Test
    void aHandlerThatInterruptsTakesThePlaceOfAllInItsArea() {
        Scenario.given(handled(new BoundaryEvent.OnError(List.of()), true))
                .started()
                .fails("a", "scan.failed", false)
                .thenWaitsAt("part", "h", "handle")
                .completes("handle")
                .thenWaitsAt("after");
    }

    @Test
    void aFailureInAHandlerIsNotForTheHandler() {
        Scenario.given(handled(new BoundaryEvent.OnError(List.of()), true))
                .started()
                .fails("a", "scan.failed", false)
                .fails("handle", "scan.failed", false)
                .thenIncident("handle", Incident.Kind.FAILED);
    }

    @Test
    void aHandlerBesideThePathRunsBesideIt() {
        Scenario.given(handled(new BoundaryEvent.OnTimer("PT1H"), false))
                .started()
                .thenWaitsAt("part", "a", "h")
                .passes(Duration.ofHours(1))
                .thenWaitsAt("part", "a", "h", "handle")
                .completes("a", Map.of("found", 1L))
                .thenWaitsAt("part", "h", "handle")
                .completes("handle")
                .thenWaitsAt("after");
    }

    @Test
    void aHandlerAtTheTopIsThereForTheWholeRunButHoldsItNot() {
        var drawing =
                workflow()
                        .start("s")
                        .task("a", "noop")
                        .end("e")
                        .handler("h", new BoundaryEvent.OnSignal("halt"), true)
                        .begin("hb")
                        .task("handle", "noop")
                        .end("he")
                        .in("h", "hb", "handle", "he")
                        .path("s", "a", "e")
                        .path("hb", "handle", "he");

        Scenario.given(drawing).started().thenWaitsAt("a", "h").completes("a").thenCompleted();
        Scenario.given(drawing)
                .started()
                .when(new Command.DeliverMessage("x", "$signal", "halt", Map.of()))
                .thenWaitsAt("h", "handle")
                .completes("handle")
                .thenCompleted();
    }

    /// a and c change something; c has a task of the author's own for it.
    private static Drawing undoing(@Nullable String of) {
        return workflow()
                .start("s")
                .task("a", "effect")
                .task("c", "effect")
                .on("sorry", "c", new BoundaryEvent.OnCompensation(), true)
                .task("apologise", "noop")
                .compensate("undo", of)
                .end("e")
                .path("s", "a", "c", "undo", "e")
                .path("sorry", "apologise");
    }

    private static Scenario changed(Drawing drawing) {
        return Scenario.given(drawing)
                .started()
                .declares("a")
                .applies("a")
                .completes("a")
                .declares("c")
                .applies("c")
                .completes("c");
    }

    @Test
    void undoesTheLatestFirstByTheAuthorsTaskOrByTheNodeType() {
        var scenario =
                changed(undoing(null))
                        .thenWaitsAt("undo", "apologise")
                        .completes("apologise")
                        .thenWaitsAt("undo", "a")
                        .declares("a")
                        .applies("a")
                        .completes("a")
                        .thenCompleted();

        assertThat(output(scenario, "undo")).containsEntry("undone", 2L);
        assertThat(scenario.state().undoable()).isEmpty();
    }

    @Test
    void undoesOneNodeAlone() {
        var scenario =
                changed(undoing("a"))
                        .thenWaitsAt("undo", "a")
                        .declares("a")
                        .applies("a")
                        .completes("a")
                        .thenCompleted();

        assertThat(scenario.state().undoable())
                .extracting(one -> one.node().value())
                .containsExactly("c");
    }

    @Test
    void cancelingWithUndoAlsoGoesByTheAuthorsTask() {
        var drawing = undoing("a");
        changed(drawing)
                .thenWaitsAt("undo", "a")
                .when(new Command.CancelRun(true, Scenario.ANNA, "enough"))
                .thenWaitsAt("apologise")
                .completes("apologise")
                .thenWaitsAt("a")
                .declares("a")
                .applies("a")
                .completes("a")
                .thenCanceled();
    }

    @Test
    void aVerdictIsPartOfTheStory() {
        var drawing =
                workflow()
                        .start("s")
                        .verdict(
                                "v", "=trigger.id", "trigger.score < 900", "Score ${trigger.score}")
                        .path("s", "v");

        var scenario =
                Scenario.given(drawing).started(Map.of("id", "i-1", "score", 950L)).thenCompleted();

        assertThat(scenario.journal())
                .contains(new Event.VerdictGiven(new NodeId("v"), "i-1", false, "Score 950"));
    }

    @Test
    void aTrialMayBeginInTheMiddleOfAScope() {
        Scenario.given(scope())
                .tried(new Trial(Map.of(), Optional.of(new NodeId("a")), Optional.empty()))
                .thenWaitsAt("part", "a")
                .completes("a", Map.of("found", 1L))
                .thenWaitsAt("after");
    }

    @Test
    void aCrashInAScopeLosesNothing() {
        Scenario.given(scope())
                .started()
                .crashes()
                .thenWaitsAt("part", "a")
                .completes("a", Map.of("found", 1L))
                .thenWaitsAt("after");
    }

    private static boolean is(NodeId node, String id) {
        return node.value().equals(id);
    }

    private static Map<String, @Nullable Object> output(Scenario scenario, String node) {
        return scenario.state().outputs().getOrDefault(new NodeId(node), Map.of());
    }
}
