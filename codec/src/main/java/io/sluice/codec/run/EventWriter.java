package io.sluice.codec.run;

import io.sluice.engine.run.Event;

/// Writes each kind of event. Compilation breaks here when there is a new one.
final class EventWriter {
    private EventWriter() {}

    static void write(RunOut out, Event event) {
        out.json().writeStartObject();
        out.text("type", EventJson.type(event));
        switch (event) {
            case Event.RunStarted e -> {
                out.text("run", e.run().value());
                out.text("project", e.project());
                out.workflow("workflow", e.workflow());
                out.id("start", e.start());
                out.values("trigger", e.trigger());
                out.values("variables", e.variables());
                out.text("mode", e.mode().name());
                out.actor("by", e.by());
                out.at("at", e.at());
                TrialJson.write(out, "trial", e.trial());
                ChildJson.write(out, "child", e.child());
                if (e.chain() != 0) {
                    out.number("chain", e.chain());
                }
            }
            case Event.EdgeTaken e -> out.id("edge", e.edge());
            case Event.StepEntered e -> {
                out.json().writeName("step");
                StepJson.write(out, e.step());
            }
            case Event.NodePassed e -> {
                out.id("node", e.node());
                out.text("note", e.note());
            }
            case Event.TokenArrived e -> {
                out.id("join", e.join());
                out.id("edge", e.edge());
                out.step("in", e.within());
            }
            case Event.JoinPassed e -> {
                out.id("join", e.join());
                out.step("in", e.within());
            }
            case Event.ItemsListed e -> {
                out.step("step", e.step());
                out.key("group", e.group());
                out.number("total", e.total());
            }
            case Event.RoundBegun e -> {
                out.step("step", e.step());
                out.number("round", e.round());
            }
            case Event.ResultGiven e -> {
                out.step("in", e.within());
                out.values("result", e.result());
            }
            case Event.RedressPromised e -> {
                out.step("step", e.step());
                out.id("node", e.node());
                out.key("key", e.key());
                out.id("by", e.by());
            }
            case Event.MessageThrown e -> {
                out.id("node", e.node());
                out.text("id", e.id());
                out.text("message", e.message());
                out.text("key", e.key());
                out.values("payload", e.payload());
            }
            case Event.Escalated e -> {
                out.id("node", e.node());
                out.text("code", e.code());
                e.takenBy().ifPresent(by -> out.id("takenBy", by));
            }
            case Event.VerdictGiven e -> {
                out.id("node", e.node());
                out.text("resource", e.resource());
                out.flag("pass", e.pass());
                out.text("reason", e.reason());
            }
            case Event.EffectDeclared e -> declared(out, e);
            case Event.EffectPlanned e -> {
                out.step("step", e.step());
                out.id("node", e.node());
                out.key("key", e.key());
                out.values("request", e.request());
                out.changes("changes", e.changes());
            }
            case Event.EffectApplied e -> {
                out.step("step", e.step());
                out.key("key", e.key());
                out.values("result", e.result());
                out.flag("adopted", e.adopted());
                out.flag("undoing", e.undoing());
            }
            case Event.EffectReleased e -> {
                out.step("step", e.step());
                out.key("key", e.key());
                out.at("notBefore", e.notBefore());
                out.text("why", e.why());
            }
            case Event.EffectDoubted e -> {
                out.step("step", e.step());
                out.key("key", e.key());
                out.at("notBefore", e.notBefore());
                out.text("why", e.why());
            }
            case Event.StepAwaiting e -> {
                out.step("step", e.step());
                out.at("next", e.next());
                out.text("wakeOn", e.wakeOn());
                out.text("note", e.note());
            }
            case Event.AttemptFailed e -> {
                out.step("step", e.step());
                out.failure("failure", e.failure());
                out.number("attempt", e.attempt());
                out.at("retryAt", e.retryAt());
            }
            case Event.StepDeferred e -> {
                out.step("step", e.step());
                out.at("notBefore", e.notBefore());
                out.text("why", e.why());
            }
            case Event.StepCompleted e -> {
                out.step("step", e.step());
                out.id("node", e.node());
                out.values("output", e.output());
            }
            case Event.StepEnded e -> {
                out.step("step", e.step());
                out.id("node", e.node());
                out.text("why", e.why());
            }
            case Event.StepAbandoned e -> {
                out.step("step", e.step());
                out.id("node", e.node());
            }
            case Event.BoundaryFired e -> {
                out.id("boundary", e.boundary());
                out.step("step", e.step());
                out.flag("interrupting", e.interrupting());
                out.values("output", e.output());
            }
            case Event.OutcomeGiven e -> {
                out.step("step", e.step());
                out.id("node", e.node());
                out.text("by", e.by());
            }
            case Event.VariablesSet e -> out.values("variables", e.variables());
            case Event.MessageReceived e -> {
                out.step("step", e.step());
                out.text("messageId", e.messageId());
                out.text("message", e.message());
                out.text("key", e.key());
            }
            case Event.ApprovalRequested e -> {
                out.step("step", e.step());
                out.id("node", e.node());
                out.text("title", e.title());
                out.text("description", e.description());
                out.texts("approvers", e.approvers());
                out.at("deadline", e.deadline());
                out.text("connection", e.connection());
            }
            case Event.ApprovalReminded e -> {
                out.step("step", e.step());
                out.id("node", e.node());
                out.number("number", e.number());
                out.at("next", e.next());
            }
            case Event.ApprovalEscalated e -> {
                out.step("step", e.step());
                out.id("node", e.node());
                out.texts("to", e.to());
            }
            case Event.ApprovalDecided e -> {
                out.step("step", e.step());
                out.text("decision", e.decision());
                out.actor("by", e.by());
                out.text("comment", e.comment());
            }
            case Event.IncidentRaised e -> {
                out.step("step", e.step());
                out.id("node", e.node());
                out.incident("incident", e.incident());
            }
            case Event.IncidentResolved e -> {
                out.step("step", e.step());
                out.resolution("resolution", e.resolution());
                out.actor("by", e.by());
                out.text("reason", e.reason());
                out.at("at", e.at());
            }
            case Event.CancelRequested e -> {
                out.flag("undo", e.undo());
                out.actor("by", e.by());
                out.text("reason", e.reason());
            }
            case Event.PathEnded e -> {
                out.id("node", e.node());
                out.text("note", e.note());
            }
            case Event.PathsStopped e -> {
                out.id("by", e.by());
                out.step("in", e.within());
                out.failure("failure", e.failure());
            }
            case Event.RunFailed e -> {
                out.failure("failure", e.failure());
                out.at("at", e.at());
            }
            case Event.RunCompleted e -> out.at("at", e.at());
            case Event.RunCanceled e -> out.at("at", e.at());
        }
        out.json().writeEndObject();
    }

    private static void declared(RunOut out, Event.EffectDeclared e) {
        out.step("step", e.step());
        out.id("node", e.node());
        out.key("key", e.key());
        out.text("effectClass", e.effectClass());
        out.values("request", e.request());
        out.changes("changes", e.changes());
        out.flag("undoable", e.undoable());
        out.at("deadline", e.deadline());
        out.key("undoes", e.undoes());
    }
}
