package io.sluice.db.verify;

import io.sluice.db.Micros;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.StepId;
import java.time.Instant;
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
    final List<String> withoutChange = new ArrayList<>();
    final List<String> endedAgain = new ArrayList<>();
    final List<String> tooEarly = new ArrayList<>();

    private boolean told;
    private final Map<String, Long> intents = new HashMap<>();
    private final Map<String, String> status = new HashMap<>();
    private final Map<String, StepId> steps = new HashMap<>();
    private final Map<String, String> undoes = new HashMap<>();
    private final Set<String> settled = new HashSet<>();
    private final Set<StepId> skipped = new HashSet<>();
    private final Set<String> over = new HashSet<>();
    private final Map<StepId, Long> sleeps = new HashMap<>();

    /// @param at when it was written, in microseconds
    void tell(long version, long at, Event event) {
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
            case Event.StepEntered(var step) -> {
                if (step.doing() instanceof Doing.Sleep(Instant until)) {
                    sleeps.put(step.id(), Micros.of(until));
                }
            }
            case Event.StepCompleted e -> completed(e, at);
            case Event.StepEnded e -> over("step " + e.step());
            case Event.BoundaryFired e -> over("boundary " + e.boundary() + " of " + e.step());
            case Event.PathsStopped _,
                    Event.EdgeTaken _,
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
                    Event.StepAbandoned _,
                    Event.OutcomeGiven _,
                    Event.VariablesSet _,
                    Event.MessageReceived _,
                    Event.ApprovalRequested _,
                    Event.ApprovalReminded _,
                    Event.ApprovalEscalated _,
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

    private void completed(Event.StepCompleted e, long at) {
        over("step " + e.step());
        if (sleeps.getOrDefault(e.step(), at) > at && !skipped.contains(e.step())) {
            tooEarly.add(e.step().toString());
        }
        steps.forEach((key, step) -> {
            if (step.equals(e.step()) && open(key) && !skipped.contains(step)) {
                withoutChange.add(key);
            }
        });
    }

    private boolean open(String key) {
        return List.of("intended", "doubted", "released").contains(status.get(key));
    }

    private void over(String what) {
        if (!over.add(what)) {
            endedAgain.add(what);
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
