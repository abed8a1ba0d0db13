package io.sluice.codec.run;

import io.sluice.engine.run.Event;
import java.util.List;

/// Events as JSON, for the journal and for people: each an object with a `type` and the fields of
/// the event, moments as ISO-8601. What is read equals what was written.
public final class EventJson {
    private EventJson() {}

    /// A list of events, as one JSON array.
    public static String write(List<Event> events) {
        return RunOut.readable(out -> {
            out.json().writeStartArray();
            for (var event : events) {
                EventWriter.write(out, event);
            }
            out.json().writeEndArray();
        });
    }

    /// One event, as one JSON object.
    public static String write(Event event) {
        return RunOut.readable(out -> EventWriter.write(out, event));
    }

    /// @throws IllegalArgumentException if the text was not made by [#write(List)]
    public static List<Event> read(String text) {
        return List.copyOf(RunIn.all(text, EventReader::read));
    }

    /// The stable name of an event's kind, such as `step-entered`.
    public static String type(Event event) {
        return switch (event) {
            case Event.RunStarted _ -> "run-started";
            case Event.EdgeTaken _ -> "edge-taken";
            case Event.StepEntered _ -> "step-entered";
            case Event.NodePassed _ -> "node-passed";
            case Event.TokenArrived _ -> "token-arrived";
            case Event.JoinPassed _ -> "join-passed";
            case Event.EffectDeclared _ -> "effect-declared";
            case Event.EffectPlanned _ -> "effect-planned";
            case Event.EffectApplied _ -> "effect-applied";
            case Event.EffectReleased _ -> "effect-released";
            case Event.EffectDoubted _ -> "effect-doubted";
            case Event.StepAwaiting _ -> "step-awaiting";
            case Event.AttemptFailed _ -> "attempt-failed";
            case Event.StepDeferred _ -> "step-deferred";
            case Event.StepCompleted _ -> "step-completed";
            case Event.StepEnded _ -> "step-ended";
            case Event.StepAbandoned _ -> "step-abandoned";
            case Event.BoundaryFired _ -> "boundary-fired";
            case Event.VariablesSet _ -> "variables-set";
            case Event.OutcomeGiven _ -> "outcome-given";
            case Event.MessageReceived _ -> "message-received";
            case Event.ApprovalRequested _ -> "approval-requested";
            case Event.ApprovalReminded _ -> "approval-reminded";
            case Event.ApprovalEscalated _ -> "approval-escalated";
            case Event.ApprovalDecided _ -> "approval-decided";
            case Event.IncidentRaised _ -> "incident-raised";
            case Event.IncidentResolved _ -> "incident-resolved";
            case Event.CancelRequested _ -> "cancel-requested";
            case Event.ItemsListed _ -> "items-listed";
            case Event.RoundBegun _ -> "round-begun";
            case Event.ResultGiven _ -> "result-given";
            case Event.RedressPromised _ -> "redress-promised";
            case Event.MessageThrown _ -> "message-thrown";
            case Event.Escalated _ -> "escalated";
            case Event.VerdictGiven _ -> "verdict-given";
            case Event.PathEnded _ -> "path-ended";
            case Event.PathsStopped _ -> "paths-stopped";
            case Event.RunFailed _ -> "run-failed";
            case Event.RunCompleted _ -> "run-completed";
            case Event.RunCanceled _ -> "run-canceled";
        };
    }
}
