package io.sluice.db.run;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.StepId;
import io.sluice.engine.run.Trial;
import io.sluice.engine.run.Trial.Pin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Replaces maps in states and events by others: large ones by a reference when they are stored,
/// references by what they stand for when they are loaded. Small runs pass through untouched.
///
/// @param swap what to do with each map of data; answers the same object to leave it
record Blobs(UnaryOperator<Map<String, @Nullable Object>> swap) {

    RunState state(RunState state) {
        var trigger = swap.apply(state.trigger());
        var vars = swap.apply(state.vars());
        var outputs = each(state.outputs());
        var steps = steps(state.steps());
        var trial = trial(state.trial());
        var result = swap.apply(state.result());
        if (trigger == state.trigger()
                && vars == state.vars()
                && outputs == state.outputs()
                && steps == state.steps()
                && result == state.result()
                && trial.isEmpty()) {
            return state;
        }
        return new RunState(
                state.id(),
                state.project(),
                state.workflow(),
                state.mode(),
                state.status(),
                state.start(),
                trigger,
                vars,
                outputs,
                steps,
                state.arrivals(),
                state.visits(),
                state.undoable(),
                state.undoing(),
                state.lastStep(),
                state.eventCount(),
                state.startedBy(),
                state.startedAt(),
                state.endedAt(),
                trial,
                state.failure(),
                result,
                state.child(),
                state.chain(),
                state.outer());
    }

    List<Event> events(List<Event> events) {
        return events.stream().map(this::event).toList();
    }

    private Event event(Event event) {
        return switch (event) {
            case Event.RunStarted e ->
                    new Event.RunStarted(
                            e.run(),
                            e.project(),
                            e.workflow(),
                            e.start(),
                            swap.apply(e.trigger()),
                            swap.apply(e.variables()),
                            e.mode(),
                            e.by(),
                            e.at(),
                            trial(e.trial()),
                            e.child(),
                            e.chain());
            case Event.StepEntered e -> new Event.StepEntered(step(e.step()));
            case Event.EffectDeclared e ->
                    new Event.EffectDeclared(
                            e.step(),
                            e.node(),
                            e.key(),
                            e.effectClass(),
                            swap.apply(e.request()),
                            e.changes(),
                            e.undoable(),
                            e.deadline(),
                            e.undoes());
            case Event.EffectPlanned e ->
                    new Event.EffectPlanned(
                            e.step(), e.node(), e.key(), swap.apply(e.request()), e.changes());
            case Event.EffectApplied e ->
                    new Event.EffectApplied(
                            e.step(), e.key(), swap.apply(e.result()), e.adopted(), e.undoing());
            case Event.StepCompleted e ->
                    new Event.StepCompleted(e.step(), e.node(), swap.apply(e.output()));
            case Event.BoundaryFired e ->
                    new Event.BoundaryFired(
                            e.boundary(), e.step(), e.interrupting(), swap.apply(e.output()));
            case Event.IncidentResolved e ->
                    new Event.IncidentResolved(
                            e.step(), resolution(e.resolution()), e.by(), e.reason(), e.at());
            case Event.ResultGiven e -> new Event.ResultGiven(e.within(), swap.apply(e.result()));
            case Event.MessageThrown e ->
                    new Event.MessageThrown(
                            e.node(), e.id(), e.message(), e.key(), swap.apply(e.payload()));
            case Event.VariablesSet e -> new Event.VariablesSet(swap.apply(e.variables()));
            case Event.EdgeTaken _,
                    Event.NodePassed _,
                    Event.TokenArrived _,
                    Event.JoinPassed _,
                    Event.ItemsListed _,
                    Event.RoundBegun _,
                    Event.RedressPromised _,
                    Event.Escalated _,
                    Event.VerdictGiven _,
                    Event.EffectReleased _,
                    Event.EffectDoubted _,
                    Event.StepAwaiting _,
                    Event.AttemptFailed _,
                    Event.StepDeferred _,
                    Event.StepEnded _,
                    Event.StepAbandoned _,
                    Event.OutcomeGiven _,
                    Event.MessageReceived _,
                    Event.ApprovalRequested _,
                    Event.ApprovalReminded _,
                    Event.ApprovalEscalated _,
                    Event.ApprovalDecided _,
                    Event.IncidentRaised _,
                    Event.CancelRequested _,
                    Event.PathEnded _,
                    Event.PathsStopped _,
                    Event.RunFailed _,
                    Event.RunCompleted _,
                    Event.RunCanceled _ ->
                    event;
        };
    }

    private Optional<Trial> trial(Optional<Trial> trial) {
        if (trial.isEmpty()) {
            return trial;
        }
        var pins = new LinkedHashMap<NodeId, Pin>();
        trial.get().pins().forEach((node, pin) -> pins.put(node, pin(pin)));
        return Optional.of(new Trial(pins, trial.get().from(), trial.get().until()));
    }

    private Pin pin(Pin pin) {
        return switch (pin) {
            case Pin.Gives(Map<String, @Nullable Object> output) ->
                    new Pin.Gives(swap.apply(output));
            case Pin.Fails _ -> pin;
        };
    }

    private Resolution resolution(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Skip skip -> new Resolution.Skip(swap.apply(skip.output()));
            case Resolution.Happened it -> new Resolution.Happened(swap.apply(it.output()));
            case Resolution.Retry _, Resolution.DidNotHappen _ -> resolution;
        };
    }

    private <K> Map<K, Map<String, @Nullable Object>> each(
            Map<K, Map<String, @Nullable Object>> maps) {
        Map<K, Map<String, @Nullable Object>> changed = maps;
        for (var entry : maps.entrySet()) {
            var swapped = swap.apply(entry.getValue());
            if (swapped != entry.getValue()) {
                changed = changed == maps ? new LinkedHashMap<>(maps) : changed;
                changed.put(entry.getKey(), swapped);
            }
        }
        return changed;
    }

    private SortedMap<StepId, Step> steps(SortedMap<StepId, Step> steps) {
        SortedMap<StepId, Step> changed = steps;
        for (var step : steps.values()) {
            var doing = doing(step.doing());
            if (doing != step.doing()) {
                changed = changed == steps ? new TreeMap<>(steps) : changed;
                changed.put(step.id(), step.doing(doing));
            }
        }
        return changed;
    }

    private Step step(Step step) {
        var doing = doing(step.doing());
        return doing == step.doing() ? step : step.doing(doing);
    }

    private Doing doing(Doing doing) {
        return switch (doing) {
            case Doing.Work work -> work(work);
            case Doing.Stuck stuck -> {
                var resume = doing(stuck.resume());
                yield resume == stuck.resume() ? stuck : new Doing.Stuck(stuck.incident(), resume);
            }
            case Doing.Inside(int round, var result) -> new Doing.Inside(round, swap.apply(result));
            case Doing.Sleep _, Doing.Listen _, Doing.Decide _, Doing.Compensate _, Doing.Enter _ ->
                    doing;
        };
    }

    private Doing.Work work(Doing.Work work) {
        var started = work.started();
        var swapped = started == null ? null : swap.apply(started);
        return swapped == started
                ? work
                : new Doing.Work(
                        work.phase(),
                        work.notBefore(),
                        work.effect(),
                        swapped,
                        work.wakeOn(),
                        work.note());
    }
}
