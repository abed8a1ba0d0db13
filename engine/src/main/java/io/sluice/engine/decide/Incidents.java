package io.sluice.engine.decide;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.Node;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.Refusal;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a person may say about a step that is stuck, and what it means.
final class Incidents {
    private Incidents() {}

    static @Nullable Refusal refusal(Graph graph, RunState state, Command.ResolveIncident c) {
        var step = state.findStep(c.step());
        if (step.isEmpty()) {
            return Decider.noSuchStep(c.step());
        }
        if (!(step.get().doing() instanceof Doing.Stuck(Incident incident, Doing _))) {
            return Decider.refuse(
                    Refusal.Code.NO_INCIDENT, "Step " + c.step() + " waits for nobody's decision.");
        }
        if (c.raisedAt().filter(at -> !at.equals(incident.raisedAt())).isPresent()) {
            return Decider.refuse(
                    Refusal.Code.NO_INCIDENT,
                    "The incident this answers is over, and step "
                            + c.step()
                            + " has another one; reload the run and look at that.");
        }
        if (incident.kind() == Incident.Kind.DUPLICATE
                && !(c.resolution() instanceof Resolution.Skip)) {
            return Decider.refuse(
                    Refusal.Code.WRONG_PHASE,
                    "The change was made twice: take one back by hand, then skip.");
        }
        boolean unknown = incident.kind() == Incident.Kind.UNKNOWN_OUTCOME;
        return switch (c.resolution()) {
            case Resolution.Retry _ -> null;
            case Resolution.Happened _, Resolution.DidNotHappen _ ->
                    unknown
                            ? null
                            : Decider.refuse(
                                    Refusal.Code.WRONG_PHASE,
                                    "Whether the change happened is known here; retry or skip.");
            case Resolution.Skip _ when unknown ->
                    Decider.refuse(
                            Refusal.Code.WRONG_PHASE,
                            "Nobody knows whether the change happened: look, then say that it"
                                    + " happened or that it did not.");
            case Resolution.Skip skip
                    when graph.find(step.get().node()).filter(Incidents::chooses).isPresent() ->
                    !chosen(graph, step.get(), skip).isEmpty()
                            ? null
                            : Decider.refuse(
                                    Refusal.Code.BAD_INPUT,
                                    "To skip a choice, name in 'edge' the id of the way to take.");
            case Resolution.Skip _ -> null;
        };
    }

    /// Cancelling with undo must know what happened; cancelling again is for undoing that is stuck.
    static @Nullable Refusal refusal(RunState state, Command.CancelRun c) {
        if (c.undo() && state.steps().values().stream().anyMatch(Incidents::unknown)) {
            return Decider.refuse(
                    Refusal.Code.WRONG_PHASE,
                    "Nobody knows whether a change happened: resolve that incident first, or cancel"
                            + " without undo.");
        }
        boolean stuck =
                state.steps().values().stream().anyMatch(s -> s.doing() instanceof Doing.Stuck);
        return state.status() == RunStatus.CANCELING && !stuck
                ? Decider.refuse(Refusal.Code.WRONG_PHASE, "The run is being canceled already.")
                : null;
    }

    private static boolean unknown(Step step) {
        return step.doing() instanceof Doing.Stuck(Incident incident, Doing _)
                && incident.kind() == Incident.Kind.UNKNOWN_OUTCOME;
    }

    static void resolve(Walk walk, Step step, Command.ResolveIncident c) {
        if (!(step.doing() instanceof Doing.Stuck(Incident incident, Doing resume))) {
            throw new IllegalStateException("Step " + step.id() + " was checked to be stuck");
        }
        walk.emit(
                new Event.IncidentResolved(
                        step.id(), c.resolution(), c.by(), c.reason(), walk.now));
        switch (c.resolution()) {
            case Resolution.Retry _ -> retry(walk, step, incident, resume);
            case Resolution.DidNotHappen _ -> notMade(walk, step, resume, c.reason());
            case Resolution.Happened(Map<String, @Nullable Object> output) -> {
                Effects.key(
                        step.doing(resume),
                        key ->
                                walk.emit(
                                        new Event.EffectApplied(
                                                step.id(),
                                                key,
                                                output,
                                                true,
                                                step.undoes().isPresent())));
                walk.complete(step, output);
            }
            case Resolution.Skip skip -> skip(walk, step, skip);
        }
    }

    /// Of a run that has ended nobody can be asked; that it was reported is in the audit log.
    static void duplicate(Walk walk, Command.ReportDuplicate c) {
        if (walk.run.status().ended()) {
            return;
        }
        var step =
                walk.step(walk.graph.node(c.node()), Optional.empty(), new Doing.Enter(walk.now));
        walk.emit(new Event.StepEntered(step.withoutTimers()));
        walk.emit(new Event.StepAbandoned(step.id(), step.node()));
        walk.raise(step, Incident.Kind.DUPLICATE, c.failure());
    }

    /// It is made again, unless its path has gone on without it.
    private static void notMade(Walk walk, Step step, Doing resume, String why) {
        Effects.key(
                step.doing(resume),
                key -> walk.emit(new Event.EffectReleased(step.id(), key, walk.now, why)));
        if (step.abandoned()) {
            walk.emit(
                    new Event.StepEnded(step.id(), step.node(), "not made, and no longer wanted"));
        }
    }

    /// What failed for good after the change was made is begun anew, with a key of its own.
    private static void retry(Walk walk, Step step, Incident incident, Doing resume) {
        boolean over =
                resume instanceof Doing.Work work
                        && work.phase() == Step.Phase.FOLLOW
                        && !incident.failure().retryable()
                        && step.redresses().isEmpty();
        if (over) {
            Clocks.enterAgain(walk, step);
        }
    }

    private static void skip(Walk walk, Step step, Resolution.Skip skip) {
        var edges = chosen(walk.graph, step, skip);
        if (!edges.isEmpty() && chooses(walk.graph.node(step.node()))) {
            walk.emit(new Event.StepEnded(step.id(), step.node(), "a person chose the way"));
            edges.forEach(edge -> walk.take(edge, step.within()));
        } else if (walk.graph.find(step.node()).orElse(null) instanceof Node.Join) {
            Clocks.enterAgain(walk, step);
        } else {
            walk.complete(step, skip.output());
        }
    }

    /// The way that `edge` names, or the ways that the list `edge` names where several may be
    /// taken.
    private static List<Edge> chosen(Graph graph, Step step, Resolution.Skip skip) {
        var named = skip.output().get("edge");
        boolean several = graph.find(step.node()).orElse(null) instanceof Node.AnyChoice;
        return graph.outgoing(step.node()).stream()
                .filter(edge ->
                        edge.id().value().equals(named)
                                || (several
                                        && named instanceof List<?> list
                                        && list.contains(edge.id().value())))
                .toList();
    }

    private static boolean chooses(Node node) {
        return node instanceof Node.Choice || node instanceof Node.AnyChoice;
    }
}
