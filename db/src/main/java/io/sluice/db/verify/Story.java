package io.sluice.db.verify;

import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.StepId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A run's journal, told event by event, as far as the checks want to know it.
final class Story {
    int begun;
    int ended;
    boolean beganFirst;
    boolean endedLast;
    final List<String> withoutIntent = new ArrayList<>();
    final List<String> settledAgain = new ArrayList<>();

    private boolean told;
    private final Map<String, Long> intents = new HashMap<>();
    private final Map<String, String> status = new HashMap<>();
    private final Map<String, StepId> steps = new HashMap<>();
    private final Map<String, String> undoes = new HashMap<>();
    private final Set<String> settled = new HashSet<>();
    private final Set<StepId> skipped = new HashSet<>();

    void tell(long version, Event event) {
        endedLast = false;
        switch (event) {
            case Event.RunStarted _ -> {
                begun++;
                beganFirst = !told;
            }
            case Event.RunCompleted _, Event.RunFailed _, Event.RunCanceled _ -> {
                ended++;
                endedLast = true;
            }
            case Event.EffectDeclared e -> declared(version, e);
            case Event.EffectPlanned e -> status.put(e.key().value(), "planned");
            case Event.EffectApplied e -> applied(version, e);
            case Event.EffectReleased e -> status.put(e.key().value(), "released");
            case Event.EffectDoubted e -> status.put(e.key().value(), "doubted");
            // What an ended part has changed may be undone along with its parent.
            case Event.CancelRequested _ -> ended = 0;
            case Event.IncidentResolved e -> resolved(e);
            case Event.PathsStopped _,
                    Event.EdgeTaken _,
                    Event.StepEntered _,
                    Event.NodePassed _,
                    Event.TokenArrived _,
                    Event.JoinPassed _,
                    Event.ItemsListed _,
                    Event.RoundBegun _,
                    Event.ResultGiven _,
                    Event.RedressPromised _,
                    Event.MessageThrown _,
                    Event.Escalated _,
                    Event.VerdictGiven _,
                    Event.StepAwaiting _,
                    Event.AttemptFailed _,
                    Event.StepDeferred _,
                    Event.StepCompleted _,
                    Event.StepEnded _,
                    Event.StepAbandoned _,
                    Event.BoundaryFired _,
                    Event.OutcomeGiven _,
                    Event.VariablesSet _,
                    Event.MessageReceived _,
                    Event.ApprovalRequested _,
                    Event.ApprovalDecided _,
                    Event.IncidentRaised _,
                    Event.PathEnded _ -> {}
        }
        told = true;
    }

    private void declared(long version, Event.EffectDeclared e) {
        var key = e.key().value();
        intents.putIfAbsent(key, version);
        steps.put(key, e.step());
        status.put(key, "intended");
        e.undoes().map(EffectKey::value).ifPresent(original -> undoes.put(key, original));
    }

    private void applied(long version, Event.EffectApplied e) {
        var key = e.key().value();
        var intent = intents.get(key);
        if (intent == null || intent >= version) {
            withoutIntent.add(key);
        }
        if (!settled.add(key)) {
            settledAgain.add(key);
        }
        status.put(key, "applied");
        var original = undoes.get(key);
        if (original != null) {
            status.put(original, "undone");
        }
    }

    /// A person who skips a step takes its change upon himself.
    private void resolved(Event.IncidentResolved e) {
        if (e.resolution() instanceof Resolution.Skip) {
            skipped.add(e.step());
        }
    }

    /// Changes of which nobody knows yet whether they were made.
    List<String> open() {
        return status.entrySet().stream()
                .filter(entry ->
                        entry.getValue().equals("intended") || entry.getValue().equals("doubted"))
                .map(Map.Entry::getKey)
                .filter(key -> !skipped.contains(steps.get(key)))
                .toList();
    }

    boolean agreesWith(Map<String, RunParts.Effect> ledger) {
        return ledger.keySet().equals(status.keySet())
                && ledger.entrySet().stream()
                        .allMatch(entry -> agrees(entry.getKey(), entry.getValue()));
    }

    private boolean agrees(String key, RunParts.Effect effect) {
        return effect.status().equals(status.get(key))
                && effect.settlements() == (settled.contains(key) ? 1 : 0);
    }
}
