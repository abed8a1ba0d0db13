package io.sluice.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.codec.cel.CelExpressions;
import io.sluice.engine.decide.Decider;
import io.sluice.engine.decide.Decision;
import io.sluice.engine.decide.Limits;
import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.WorkflowRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Runs a document by the rules alone: every node's work is done with an empty output, or fails, as
/// luck will have it.
final class BlindRun {
    private static final int MOVES = 60;
    private static final Limits LIMITS = new Limits(100, 2_000, 200, 100);

    /// What one command may bring about: everything that is open, and as many nodes as may be
    /// passed in a row.
    private static final int MOST_EVENTS = 20_000;

    private final Graph graph;
    private final Decider decider = new Decider(new CelExpressions(), LIMITS);
    private final Random random;
    private RunState state = RunState.fresh(new RunId("run"));
    private Instant now = Instant.parse("2026-01-05T10:00:00Z");

    BlindRun(Workflow workflow, long seed) {
        graph = new Graph(workflow);
        random = new Random(seed);
    }

    /// To its end, or until nothing moves it, or far enough; then it is canceled.
    void toItsBounds() {
        var starts = graph.workflow().starts();
        start(starts.get(random.nextInt(starts.size())));
        for (int i = 0; i < MOVES && !state.status().ended() && !state.steps().isEmpty(); i++) {
            var steps = List.copyOf(state.steps().values());
            move(steps.get(random.nextInt(steps.size())));
        }
        cancel();
    }

    private void start(Node.Start start) {
        decide(
                new Command.StartRun(
                        state.id(),
                        "default",
                        new WorkflowRef("w", 1),
                        start.id(),
                        Map.of(),
                        Map.of(),
                        Mode.LIVE,
                        Actor.ENGINE));
        assertThat(state.status()).isNotEqualTo(io.sluice.engine.run.RunStatus.NEW);
    }

    private void move(Step step) {
        switch (step.doing()) {
            case Doing.Work _ when random.nextInt(5) > 0 ->
                    decide(new Command.CompleteStep(step.id(), Map.of(), Map.of()));
            case Doing.Work _ ->
                    decide(
                            new Command.FailStep(
                                    step.id(),
                                    Failure.permanent("as.wished", "USER", "As wished.")));
            case Doing.Listen(String message, String key) ->
                    decide(new Command.DeliverMessage("", message, key, Map.of()));
            case Doing.Decide _ ->
                    decide(new Command.DecideApproval(step.id(), "approved", Actor.ENGINE, ""));
            default -> {
                now = now.plus(Duration.ofDays(1));
                decide(new Command.FireDue());
            }
        }
    }

    private void cancel() {
        decide(new Command.CancelRun(false, Actor.ENGINE, "enough"));
        assertThat(state.status().ended()).as("canceled: %s", state).isTrue();
    }

    /// What is refused changes nothing.
    private void decide(Command command) {
        switch (decider.decide(graph, state, command, now)) {
            case Decision.Accepted(RunState after, var events) -> {
                assertThat(events.size()).isLessThan(MOST_EVENTS);
                state = after;
            }
            case Decision.Rejected(var refusal) -> assertThat(refusal.message()).isNotBlank();
        }
    }
}
