package io.sluice.app.approval.plan;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.run.FromStep;
import io.sluice.db.query.ApprovalItem;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.port.WorkflowVersions;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Child;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.runtime.Outcome;
import io.sluice.engine.runtime.RunService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/// Finds out what an approval would release: by a dry run of the same version that begins at the
/// approval, with what the asking run knows so far. It reads outside and changes nothing. Like runs
/// that runs begin it is not listed.
@Component
public class PlanDrawing {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(40);
    private static final Actor BY = new Actor("engine", "approval plan");

    private final RunStore runs;
    private final WorkflowVersions versions;
    private final RunService engine;
    private final DryTree tree;

    PlanDrawing(RunStore runs, WorkflowVersions versions, RunService engine, DryTree tree) {
        this.runs = runs;
        this.versions = versions;
        this.engine = engine;
        this.tree = tree;
    }

    /// @throws ApiProblem TOO_BUSY if it takes too long; NOT_FOUND if the run is gone
    public ReleasePlan draw(ApprovalItem asked) {
        var state = load(asked.run());
        var document =
                versions.find(state.workflow())
                        .orElseThrow(() -> ApiProblem.notFound("run", asked.run().value()));
        if (state.child().filter(Child::part).isPresent()) {
            return ReleasePlan.unforeseen(
                    "It is asked for one item of a for-each, from the middle of which nothing can"
                            + " be foretold.");
        }
        Command.StartRun command;
        try {
            command =
                    new Command.StartRun(
                                    new RunId(Child.ID + engine.nextId().value()),
                                    state.project(),
                                    state.workflow(),
                                    state.start(),
                                    state.trigger(),
                                    state.vars(),
                                    Mode.DRY_RUN,
                                    BY)
                            .trying(
                                    Optional.of(
                                            FromStep.trial(
                                                    state, document, asked.node(), Map.of())));
        } catch (ApiProblem problem) {
            return ReleasePlan.unforeseen(problem.detail());
        }
        return switch (engine.start(command, Optional.empty(), List.of())) {
            case Outcome.Accepted(var dry) -> finished(dry, new NodeId(asked.node()));
            case Outcome.Refused(var refusal) -> ReleasePlan.unforeseen(refusal.message());
            case Outcome.Duplicate _, Outcome.Queued _, Outcome.Unknown _ ->
                    throw new IllegalStateException("A new run is nobody else's");
        };
    }

    private ReleasePlan finished(RunId dry, NodeId approval) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var state = load(dry);
        while (!state.status().ended() && !stuck(state)) {
            if (System.nanoTime() > end) {
                cancel(dry);
                throw new ApiProblem(
                        ErrorCode.TOO_BUSY,
                        "Expected the plan to be drawn within "
                                + PATIENCE.toSeconds()
                                + " seconds, it was not; look whether the workflow is paused and"
                                + " the systems outside answer, then ask again.");
            }
            LockSupport.parkNanos(LOOK.toNanos());
            state = load(dry);
        }
        var plan = tree.read(dry, approval);
        if (!state.status().ended()) {
            cancel(dry);
        }
        return plan;
    }

    /// Nothing but incidents is left.
    private static boolean stuck(RunState state) {
        return !state.steps().isEmpty()
                && state.steps().values().stream()
                        .allMatch(one -> one.doing() instanceof Doing.Stuck);
    }

    private void cancel(RunId dry) {
        engine.submit(dry, new Command.CancelRun(false, BY, "The plan has been drawn."), List.of());
    }

    private RunState load(RunId run) {
        var stored = runs.load(List.of(run)).get(run);
        if (stored == null) {
            throw ApiProblem.notFound("run", run.value());
        }
        return stored.state();
    }
}
