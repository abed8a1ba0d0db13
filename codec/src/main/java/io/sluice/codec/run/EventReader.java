package io.sluice.codec.run;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.Outer;
import io.sluice.engine.run.RunId;
import java.util.List;
import java.util.Map;

/// Reads each kind of event.
final class EventReader {
    private EventReader() {}

    static Event read(RunIn in) {
        var type = in.text("type");
        return switch (type) {
            case "run-started" ->
                    new Event.RunStarted(
                            new RunId(in.text("run")),
                            in.text("project"),
                            in.workflow("workflow"),
                            in.id("start"),
                            in.values("trigger"),
                            in.values("variables"),
                            in.constant("mode", Mode.class),
                            in.actor("by"),
                            in.at("at"),
                            TrialJson.read(in, "trial"),
                            ChildJson.read(in, "child"),
                            in.numberOr("chain", 0));
            case "edge-taken" -> new Event.EdgeTaken(in.id("edge"));
            case "step-entered" -> new Event.StepEntered(StepJson.read(in.object("step")));
            case "node-passed" -> new Event.NodePassed(in.id("node"), in.text("note"));
            case "token-arrived" ->
                    new Event.TokenArrived(in.id("join"), in.id("edge"), in.findStep("in"));
            case "join-passed" -> new Event.JoinPassed(in.id("join"), in.findStep("in"));
            case "effect-declared" ->
                    new Event.EffectDeclared(
                            in.step("step"),
                            in.id("node"),
                            in.key("key"),
                            in.text("effectClass"),
                            in.values("request"),
                            in.changes("changes"),
                            in.flag("undoable"),
                            in.at("deadline"),
                            in.findKey("undoes"));
            case "effect-planned" ->
                    new Event.EffectPlanned(
                            in.step("step"),
                            in.id("node"),
                            in.key("key"),
                            in.values("request"),
                            in.changes("changes"));
            case "effect-applied" ->
                    new Event.EffectApplied(
                            in.step("step"),
                            in.key("key"),
                            in.values("result"),
                            in.flag("adopted"),
                            in.flag("undoing"));
            case "effect-released" ->
                    new Event.EffectReleased(
                            in.step("step"), in.key("key"), in.at("notBefore"), in.text("why"));
            case "effect-doubted" ->
                    new Event.EffectDoubted(
                            in.step("step"), in.key("key"), in.at("notBefore"), in.text("why"));
            case "step-awaiting" ->
                    new Event.StepAwaiting(
                            in.step("step"), in.at("next"), in.findText("wakeOn"), in.text("note"));
            case "attempt-failed" ->
                    new Event.AttemptFailed(
                            in.step("step"),
                            in.failure("failure"),
                            in.number("attempt"),
                            in.at("retryAt"));
            case "step-deferred" ->
                    new Event.StepDeferred(in.step("step"), in.at("notBefore"), in.text("why"));
            case "step-completed" ->
                    new Event.StepCompleted(in.step("step"), in.id("node"), in.values("output"));
            case "step-ended" ->
                    new Event.StepEnded(in.step("step"), in.id("node"), in.text("why"));
            case "step-abandoned" -> new Event.StepAbandoned(in.step("step"), in.id("node"));
            default -> readOther(type, in);
        };
    }

    /// What comes from clocks, messages and people, and the ends.
    private static Event readOther(String type, RunIn in) {
        return switch (type) {
            case "boundary-fired" ->
                    new Event.BoundaryFired(
                            in.id("boundary"),
                            in.step("step"),
                            in.flag("interrupting"),
                            in.values("output"));
            case "variables-set" -> new Event.VariablesSet(in.values("variables"));
            case "outcome-given" ->
                    new Event.OutcomeGiven(in.step("step"), in.id("node"), in.text("by"));
            case "message-received" ->
                    new Event.MessageReceived(
                            in.step("step"),
                            in.text("messageId"),
                            in.text("message"),
                            in.text("key"));
            case "approval-requested" ->
                    new Event.ApprovalRequested(
                            in.step("step"),
                            in.id("node"),
                            in.text("title"),
                            in.text("description"),
                            in.texts("approvers"),
                            in.findAt("deadline"),
                            in.findText("connection"));
            case "approval-reminded" ->
                    new Event.ApprovalReminded(
                            in.step("step"), in.id("node"), in.number("number"), in.findAt("next"));
            case "approval-escalated" ->
                    new Event.ApprovalEscalated(in.step("step"), in.id("node"), in.texts("to"));
            case "approval-decided" ->
                    new Event.ApprovalDecided(
                            in.step("step"),
                            in.text("decision"),
                            in.actor("by"),
                            in.text("comment"));
            case "incident-raised" ->
                    new Event.IncidentRaised(
                            in.step("step"), in.id("node"), in.incident("incident"));
            case "incident-resolved" ->
                    new Event.IncidentResolved(
                            in.step("step"),
                            in.resolution("resolution"),
                            in.actor("by"),
                            in.text("reason"),
                            in.at("at"));
            case "cancel-requested" ->
                    new Event.CancelRequested(in.flag("undo"), in.actor("by"), in.text("reason"));
            case "path-ended" -> new Event.PathEnded(in.id("node"), in.text("note"));
            case "paths-stopped" ->
                    new Event.PathsStopped(
                            in.id("by"), in.findStep("in"), in.findFailure("failure"));
            case "run-failed" -> new Event.RunFailed(in.failure("failure"), in.at("at"));
            case "run-completed" -> new Event.RunCompleted(in.at("at"));
            case "run-canceled" -> new Event.RunCanceled(in.at("at"));
            default -> readOfAreas(type, in);
        };
    }

    /// What comes of areas, of undoing, and of what is told to others.
    private static Event readOfAreas(String type, RunIn in) {
        return switch (type) {
            case "items-listed" ->
                    new Event.ItemsListed(
                            in.step("step"),
                            in.key("group"),
                            in.number("total"),
                            List.of(),
                            new Outer(Map.of(), Map.of(), Map.of()));
            case "round-begun" -> new Event.RoundBegun(in.step("step"), in.number("round"));
            case "result-given" -> new Event.ResultGiven(in.findStep("in"), in.values("result"));
            case "redress-promised" ->
                    new Event.RedressPromised(
                            in.step("step"), in.id("node"), in.key("key"), in.id("by"));
            case "message-thrown" ->
                    new Event.MessageThrown(
                            in.id("node"),
                            in.text("id"),
                            in.text("message"),
                            in.text("key"),
                            in.values("payload"));
            case "escalated" ->
                    new Event.Escalated(
                            in.id("node"),
                            in.text("code"),
                            in.findText("takenBy").map(NodeId::new));
            case "verdict-given" ->
                    new Event.VerdictGiven(
                            in.id("node"), in.text("resource"), in.flag("pass"), in.text("reason"));
            default -> throw RunIn.unfit("type", "a kind of event", type);
        };
    }
}
