package io.sluice.engine.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.expression.TinyExpressions;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.Refusal;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.Trial;
import io.sluice.engine.run.WorkflowRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A run told as a story: given a workflow, when this and that happens, then so it stands. Every
/// accepted decision is checked on the way: folding its events gives its state.
public final class Scenario {
    public static final Actor ANNA = new Actor("user", "anna");

    private final Graph graph;
    private final Decider decider;
    private final List<Event> journal = new ArrayList<>();
    private RunState state = RunState.fresh(new RunId("run1"));
    private Instant now = Instant.parse("2026-01-05T10:00:00Z");
    private Optional<Refusal> refused = Optional.empty();

    private Scenario(Graph graph, Limits limits) {
        this.graph = graph;
        decider = new Decider(new TinyExpressions(), limits);
    }

    public static Scenario given(Drawing drawing) {
        return new Scenario(new Graph(drawing.draw()), Limits.DEFAULT);
    }

    public static Scenario given(Drawing drawing, Limits limits) {
        return new Scenario(new Graph(drawing.draw()), limits);
    }

    public Scenario started() {
        return started(Map.of());
    }

    public Scenario started(Map<String, @Nullable Object> trigger) {
        return started(trigger, Mode.LIVE);
    }

    public Scenario startedDry() {
        return started(Map.of(), Mode.DRY_RUN);
    }

    /// Tries the draft.
    public Scenario tried(Trial trial) {
        return started(Map.of(), Mode.LIVE, 0, Optional.of(trial));
    }

    /// As if the published version could be tried.
    public Scenario triedPublished(Trial trial) {
        return started(Map.of(), Mode.LIVE, 1, Optional.of(trial));
    }

    private Scenario started(Map<String, @Nullable Object> trigger, Mode mode) {
        return started(trigger, mode, 1, Optional.empty());
    }

    private Scenario started(
            Map<String, @Nullable Object> trigger, Mode mode, int version, Optional<Trial> trial) {
        var variables = new LinkedHashMap<String, @Nullable Object>();
        graph.workflow().variables().forEach(one -> variables.put(one.name(), one.value()));
        return when(
                new Command.StartRun(
                                state.id(),
                                "default",
                                new WorkflowRef("w", version),
                                graph.workflow().starts().getFirst().id(),
                                trigger,
                                variables,
                                mode,
                                ANNA)
                        .trying(trial));
    }

    public Scenario when(Command command) {
        switch (decider.decide(graph, state, command, now)) {
            case Decision.Accepted(RunState after, List<Event> events) -> {
                var folded = state;
                for (var event : events) {
                    folded = folded.apply(event);
                }
                assertThat(folded).as("fold of the events of %s", command).isEqualTo(after);
                state = after;
                journal.addAll(events);
                refused = Optional.empty();
            }
            case Decision.Rejected(Refusal refusal) -> refused = Optional.of(refusal);
        }
        return this;
    }

    public Scenario completes(String node) {
        return completes(node, Map.of());
    }

    public Scenario completes(String node, Map<String, @Nullable Object> output) {
        return when(new Command.CompleteStep(step(node).id(), output, Map.of()));
    }

    public Scenario fails(String node, String code, boolean retryable) {
        return when(
                new Command.FailStep(
                        step(node).id(),
                        new Failure(
                                code,
                                "It broke.",
                                "PROVIDER",
                                retryable,
                                false,
                                Optional.empty())));
    }

    public Scenario losesAnswer(String node) {
        return when(
                new Command.FailStep(
                        step(node).id(),
                        new Failure(
                                "io.lost",
                                "No answer.",
                                "PROVIDER",
                                true,
                                true,
                                Optional.empty())));
    }

    public Scenario declares(String node) {
        var step = step(node);
        var key =
                step.undoes()
                        .map(EffectKey::undo)
                        .orElse(EffectKey.of(state.id(), step.node(), step.generation()));
        return when(
                new Command.DeclareEffect(
                        step.id(),
                        key,
                        "PROBE",
                        Map.of(),
                        List.of(),
                        step.undoes().isEmpty(),
                        now.plusSeconds(20)));
    }

    public Scenario applies(String node) {
        return when(new Command.SettleEffect(step(node).id(), Map.of("made", true), false));
    }

    public Scenario resolves(String node, Resolution resolution) {
        return when(new Command.ResolveIncident(step(node).id(), resolution, ANNA, "because"));
    }

    public Scenario passes(Duration time) {
        now = now.plus(time);
        return when(new Command.FireDue());
    }

    public Scenario crashes() {
        return when(new Command.TakeOver());
    }

    public Scenario thenWaitsAt(String... nodes) {
        assertThat(state.steps().values())
                .extracting(step -> step.node().value())
                .containsExactlyInAnyOrder(nodes);
        return this;
    }

    public Scenario thenCompleted() {
        assertThat(state.status()).isEqualTo(RunStatus.COMPLETED);
        return this;
    }

    public Scenario thenFailed(String code) {
        assertThat(state.status()).isEqualTo(RunStatus.FAILED);
        assertThat(state.failure()).map(Failure::code).contains(code);
        return this;
    }

    public Scenario thenCanceled() {
        assertThat(state.status()).isEqualTo(RunStatus.CANCELED);
        return this;
    }

    public Scenario thenRefused(Refusal.Code code) {
        assertThat(refused.map(Refusal::code)).contains(code);
        return this;
    }

    public Scenario thenIncident(String node, Incident.Kind kind) {
        assertThat(step(node).doing())
                .isInstanceOfSatisfying(
                        Doing.Stuck.class,
                        stuck -> assertThat(stuck.incident().kind()).isEqualTo(kind));
        return this;
    }

    public Scenario thenPhase(String node, Step.Phase phase) {
        assertThat(work(node).phase()).isEqualTo(phase);
        return this;
    }

    public Doing.Work work(String node) {
        if (step(node).doing() instanceof Doing.Work work) {
            return work;
        }
        throw new AssertionError(node + " does no work: " + step(node));
    }

    public Step step(String node) {
        return state.steps().values().stream()
                .filter(step -> step.node().equals(new NodeId(node)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(node + " is not open: " + state.steps()));
    }

    public RunState state() {
        return state;
    }

    public List<Event> journal() {
        return journal;
    }

    public Instant now() {
        return now;
    }
}
