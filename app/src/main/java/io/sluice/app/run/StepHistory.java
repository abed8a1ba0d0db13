package io.sluice.app.run;

import io.sluice.db.run.RunHistory;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.StepId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a journal as the story of each step. What is still open is taken from the state itself.
final class StepHistory {
    private final Map<NodeId, Node> nodes;
    private final Map<StepId, StepStory> stories = new LinkedHashMap<>();
    private final Map<String, Integer> edges = new LinkedHashMap<>();

    StepHistory(Optional<Workflow> workflow) {
        nodes = workflow.map(Workflow::nodesById).orElse(Map.of());
    }

    void add(RunHistory.Entry entry) {
        entry.events().forEach(event -> add(event, entry.at()));
    }

    private void add(Event event, Instant at) {
        switch (event) {
            case Event.EdgeTaken e -> edges.merge(e.edge().value(), 1, Integer::sum);
            case Event.StepEntered e -> stories.put(e.step().id(), new StepStory(e.step()));
            case Event.EffectDeclared e -> of(e.step()).declared(e.key(), e.request());
            case Event.EffectPlanned e -> of(e.step()).declared(e.key(), e.request());
            case Event.AttemptFailed e -> of(e.step()).failed(e.failure());
            case Event.StepAwaiting e -> of(e.step()).note(e.note());
            case Event.StepDeferred e -> of(e.step()).note(e.why());
            case Event.EffectReleased e -> of(e.step()).note(e.why());
            case Event.EffectDoubted e -> of(e.step()).note(e.why());
            case Event.OutcomeGiven e -> of(e.step()).given(e.by());
            case Event.StepCompleted e -> of(e.step()).completed(e.output(), at);
            case Event.StepEnded e -> of(e.step()).ended("ended", e.why(), at);
            case Event.StepAbandoned e -> of(e.step()).ended("abandoned", "", at);
            case Event.IncidentRaised e -> of(e.step()).raised(e.incident());
            case Event.IncidentResolved e -> of(e.step()).resolved();
            case Event.RunStarted _,
                    Event.NodePassed _,
                    Event.TokenArrived _,
                    Event.JoinPassed _,
                    Event.EffectApplied _,
                    Event.BoundaryFired _,
                    Event.ItemsListed _,
                    Event.RoundBegun _,
                    Event.ResultGiven _,
                    Event.RedressPromised _,
                    Event.MessageThrown _,
                    Event.Escalated _,
                    Event.VerdictGiven _,
                    Event.VariablesSet _,
                    Event.MessageReceived _,
                    Event.ApprovalRequested _,
                    Event.ApprovalReminded _,
                    Event.ApprovalEscalated _,
                    Event.ApprovalDecided _,
                    Event.CancelRequested _,
                    Event.PathEnded _,
                    Event.PathsStopped _,
                    Event.RunFailed _,
                    Event.RunCompleted _,
                    Event.RunCanceled _ -> {}
        }
    }

    private StepStory of(StepId step) {
        var story = stories.get(step);
        if (story == null) {
            throw new IllegalStateException("The journal speaks of step " + step + " before it");
        }
        return story;
    }

    /// The steps in the order in which they were entered.
    List<StepView> steps(RunState state) {
        state.steps().forEach((id, step) -> of(id).open(step));
        return stories.values().stream().map(story -> story.view(node(story))).toList();
    }

    private @Nullable Node node(StepStory story) {
        return nodes.get(story.node());
    }

    Map<String, Integer> edges() {
        return edges;
    }
}
