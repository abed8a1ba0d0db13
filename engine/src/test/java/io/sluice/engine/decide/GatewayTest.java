package io.sluice.engine.decide;

import static io.sluice.engine.definition.Drawing.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.Trial;
import io.sluice.engine.run.Trial.Pin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Inclusive choices and their joins, races, and ends that end more than their path.
class GatewayTest {
    private static Drawing notify(boolean otherwise) {
        var drawing =
                workflow()
                        .start("s")
                        .anyChoice("who")
                        .task("mail", "noop")
                        .task("chat", "noop")
                        .task("log", "noop")
                        .joinActive("told")
                        .end("e")
                        .edge("s", "who")
                        .when("who", "trigger.score > 500", "mail")
                        .when("who", "trigger.score > 900", "chat");
        if (otherwise) {
            drawing.otherwise("who", "log");
        } else {
            drawing.when("who", "1 > 2", "log");
        }
        return drawing.edge("mail", "told")
                .edge("chat", "told")
                .edge("log", "told")
                .edge("told", "e");
    }

    @Test
    void goesEveryWayWhoseConditionHoldsAndWaitsForJustThose() {
        Scenario.given(notify(true))
                .started(Map.of("score", 950L))
                .thenWaitsAt("mail", "chat")
                .completes("chat")
                .thenWaitsAt("mail")
                .completes("mail")
                .thenCompleted();
    }

    @Test
    void aJoinOfWhatIsUnderWayDoesNotWaitForWaysThatWereNotTaken() {
        Scenario.given(notify(true))
                .started(Map.of("score", 600L))
                .thenWaitsAt("mail")
                .completes("mail")
                .thenCompleted();
    }

    @Test
    void theDefaultIsTakenAloneWhenNothingHolds() {
        Scenario.given(notify(true))
                .started(Map.of("score", 1L))
                .thenWaitsAt("log")
                .completes("log")
                .thenCompleted();
    }

    @Test
    void withoutADefaultAPersonMayChooseSeveralWays() {
        Scenario.given(notify(false))
                .started(Map.of("score", 1L))
                .thenIncident("who", Incident.Kind.FAILED)
                .resolves(
                        "who", new Resolution.Skip(Map.of("edge", List.of("who_mail", "who_log"))))
                .thenWaitsAt("mail", "log")
                .completes("mail")
                .completes("log")
                .thenCompleted();
    }

    /// The join's loop edge has a path from behind the join; on the first round nothing is on it.
    @Test
    void aJoinOfWhatIsUnderWayStandsInALoop() {
        var drawing =
                workflow()
                        .start("s")
                        .joinActive("again")
                        .task("look", "noop")
                        .choice("enough")
                        .end("e")
                        .edge("s", "again")
                        .edge("again", "look")
                        .edge("look", "enough")
                        .when("enough", "nodes.look.output.found > 1", "e")
                        .otherwise("enough", "again");

        Scenario.given(drawing)
                .started()
                .thenWaitsAt("look")
                .completes("look", Map.of("found", 1L))
                .thenWaitsAt("look")
                .completes("look", Map.of("found", 2L))
                .thenCompleted();
    }

    /// A fork that is not a block: one branch leads both to the join and past it.
    @Test
    void anUnstructuredBranchHoldsTheJoinOnlyWhileItCanStillCome() {
        var drawing =
                workflow()
                        .start("s")
                        .fork("f")
                        .task("a", "noop")
                        .task("b", "noop")
                        .choice("c")
                        .joinActive("j")
                        .task("after", "noop")
                        .end("e")
                        .end("out")
                        .edge("s", "f")
                        .edge("f", "a")
                        .edge("f", "b")
                        .edge("a", "j")
                        .edge("b", "c")
                        .when("c", "nodes.b.output.go == 'join'", "j")
                        .otherwise("c", "out")
                        .edge("j", "after")
                        .edge("after", "e");

        Scenario.given(drawing)
                .started()
                .completes("a")
                .thenWaitsAt("b")
                .completes("b", Map.of("go", "out"))
                .thenWaitsAt("after");
        Scenario.given(drawing)
                .started()
                .completes("a")
                .completes("b", Map.of("go", "join"))
                .thenWaitsAt("after")
                .completes("after")
                .thenCompleted();
    }

    /// Each could be reached from the other: the first goes, and nothing hangs.
    @Test
    void joinsThatWaitForOneAnotherDoNotHang() {
        var drawing =
                workflow()
                        .start("s")
                        .fork("f")
                        .joinActive("j1")
                        .joinActive("j2")
                        .choice("c1")
                        .choice("c2")
                        .task("t1", "noop")
                        .task("t2", "noop")
                        .end("e")
                        .edge("s", "f")
                        .edge("f", "j1")
                        .edge("f", "j2")
                        .edge("j1", "t1")
                        .edge("j2", "t2")
                        .edge("t1", "c1")
                        .edge("t2", "c2")
                        .when("c1", "1 > 2", "j2")
                        .otherwise("c1", "e")
                        .when("c2", "1 > 2", "j1")
                        .otherwise("c2", "e");

        Scenario.given(drawing).started().completes("t1").completes("t2").thenCompleted();
    }

    private static Drawing answered() {
        return workflow()
                .start("s")
                .race("first")
                .message("reply", "reply", "k")
                .approval("ask", null)
                .timer("late", "PT1H")
                .task("close", "noop")
                .task("escalate", "noop")
                .end("e")
                .edge("s", "first")
                .edge("first", "reply")
                .edge("first", "ask")
                .edge("first", "late")
                .edge("reply", "close")
                .edge("ask", "close")
                .edge("late", "escalate")
                .edge("close", "e")
                .edge("escalate", "e");
    }

    @Test
    void ofARaceOnlyTheFirstGoesOn() {
        var scenario = Scenario.given(answered()).started().thenWaitsAt("reply", "ask", "late");

        scenario.when(new Command.DeliverMessage("m1", "reply", "k", Map.of()))
                .thenWaitsAt("close")
                .passes(Duration.ofHours(2))
                .thenWaitsAt("close")
                .completes("close")
                .thenCompleted();

        assertThat(scenario.journal())
                .contains(new Event.EdgeTaken(new NodeId("first_reply")))
                .doesNotContain(new Event.EdgeTaken(new NodeId("first_late")));
    }

    @Test
    void timeWinsARaceToo() {
        Scenario.given(answered())
                .started()
                .passes(Duration.ofHours(1))
                .thenWaitsAt("escalate")
                .completes("escalate")
                .thenCompleted();
    }

    @Test
    void aRaceWhoseWaitsCannotBeginIsOneIncidentAndBeginsAnew() {
        var drawing =
                workflow()
                        .start("s")
                        .task("set", "noop")
                        .race("first")
                        .timer("late", "PT1H")
                        .message("reply", "reply", "=nodes.set.output.key.id")
                        .end("e")
                        .path("s", "set", "first", "late", "e")
                        .path("first", "reply", "e");

        Scenario.given(drawing)
                .started()
                .completes("set")
                .thenWaitsAt("first")
                .thenIncident("first", Incident.Kind.FAILED);
    }

    @Test
    void aDryRunOfARaceAssumesThatTheApprovalComes() {
        Scenario.given(answered()).startedDry().thenWaitsAt("close");
    }

    @Test
    void aPinDecidesARace() {
        var pins = Map.<NodeId, Pin>of(new NodeId("late"), new Pin.Gives(Map.of()));

        Scenario.given(answered())
                .tried(new Trial(pins, Optional.empty(), Optional.empty()))
                .thenWaitsAt("escalate");
    }

    private static Drawing stopped(Drawing end) {
        return end.start("s")
                .fork("f")
                .task("scan", "noop")
                .timer("t", "PT1H")
                .edge("s", "f")
                .edge("f", "scan")
                .edge("f", "t")
                .edge("t", "stop")
                .end("e")
                .edge("scan", "e");
    }

    @Test
    void anEndThatTerminatesStopsEveryOtherPath() {
        Scenario.given(stopped(workflow().terminate("stop")))
                .started()
                .passes(Duration.ofHours(1))
                .thenCompleted();
    }

    @Test
    void aRunThatEndsWithAnErrorHasFailed() {
        Scenario.given(stopped(workflow().failEnd("stop", "scan.late", "No scan in an hour")))
                .started()
                .passes(Duration.ofHours(1))
                .thenFailed("scan.late");
    }

    @Test
    void anEndWaitsForAChangeThatIsUnderWay() {
        Scenario.given(stopped(workflow().failEnd("stop", "scan.late", "No scan in an hour")))
                .started()
                .declares("scan")
                .passes(Duration.ofHours(1))
                .thenWaitsAt("scan")
                .applies("scan")
                .completes("scan")
                .thenFailed("scan.late");
    }

    @Test
    void joinsThatWaitAreForgottenWhenEverythingStops() {
        var drawing =
                workflow()
                        .start("s")
                        .fork("f")
                        .task("a", "noop")
                        .task("b", "noop")
                        .join("j")
                        .terminate("stop")
                        .end("e")
                        .edge("s", "f")
                        .edge("f", "a")
                        .edge("f", "b")
                        .edge("f", "j")
                        .edge("a", "j")
                        .edge("b", "stop")
                        .edge("j", "e");

        Scenario.given(drawing).started().completes("b").thenCompleted();
    }
}
