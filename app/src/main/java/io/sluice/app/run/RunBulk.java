package io.sluice.app.run;

import io.sluice.app.pause.PauseDesk;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.Cursors;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Input;
import io.sluice.app.problem.Listing;
import io.sluice.app.problem.ProblemBody;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.db.query.RunItem;
import io.sluice.db.query.RunQueries;
import io.sluice.db.run.JdbcPauses.Subject;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.StepId;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The same for many runs. Each is authorised, audited and answered by itself, exactly as if it had
/// been asked for alone; one that refuses keeps none of the others from it.
@Component
class RunBulk {
    static final int MOST = 500;

    private final RunSteering steering;
    private final RunStore runs;
    private final PauseDesk pauses;
    private final RunQueries queries;
    private final Authorization authorization;

    RunBulk(
            RunSteering steering,
            RunStore runs,
            PauseDesk pauses,
            RunQueries queries,
            Authorization authorization) {
        this.steering = steering;
        this.runs = runs;
        this.pauses = pauses;
        this.queries = queries;
        this.authorization = authorization;
    }

    /// @param problem why not
    record Result(String run, boolean ok, @Nullable ProblemBody problem) {}

    List<Result> cancel(Caller caller, List<RunId> ids, boolean undo, String reason) {
        return each(caller, ids, (one, run) -> steering.cancel(one, run, undo, reason));
    }

    /// The runs a filter finds, as many as may be acted on together.
    Listing<RunId> find(Caller caller, RunFilterParameters filter, @Nullable String cursor) {
        var only = authorization.sight(caller).only();
        return Cursors.list(
                cursor,
                from -> queries.list(filter.filter(caller.project()), only, from, MOST),
                RunItem::id);
    }

    List<Result> pause(Caller caller, List<RunId> ids, String reason) {
        return each(caller, ids, (one, run) -> pauses.pause(one, Subject.run(run), reason));
    }

    List<Result> resume(Caller caller, List<RunId> ids, String reason) {
        return each(caller, ids, (one, run) -> pauses.resume(one, Subject.run(run), reason));
    }

    /// Answers every open incident with "retry".
    List<Result> retry(Caller caller, List<RunId> ids, String reason) {
        return each(
                caller,
                ids,
                (one, run) -> {
                    steering.require(one, run);
                    var stuck = stuck(run);
                    if (stuck.isEmpty()) {
                        throw new ApiProblem(
                                ErrorCode.RUN_REFUSED,
                                "Expected an open incident to retry, found none; the run goes on or"
                                        + " has ended.");
                    }
                    stuck.forEach(step ->
                            steering.resolve(
                                    one,
                                    run,
                                    step,
                                    new Resolution.Retry(),
                                    reason,
                                    Optional.empty()));
                });
    }

    private List<StepId> stuck(RunId run) {
        return runs.load(List.of(run)).values().stream()
                .flatMap(stored -> stored.state().steps().values().stream())
                .filter(step -> step.doing() instanceof Step.Doing.Stuck)
                .map(Step::id)
                .toList();
    }

    private List<Result> each(Caller caller, List<RunId> ids, BiConsumer<Caller, RunId> ask) {
        authorization.requireSomewhere(caller, Action.CONTROL_RUN);
        if (ids.isEmpty() || ids.size() > MOST) {
            throw Input.refuse(
                    "/runs", "Expected 1 to " + MOST + " runs, found " + ids.size() + ".");
        }
        return ids.stream().distinct().map(run -> result(caller, run, ask)).toList();
    }

    private static Result result(Caller caller, RunId run, BiConsumer<Caller, RunId> ask) {
        try {
            ask.accept(caller, run);
            return new Result(run.value(), true, null);
        } catch (ApiProblem problem) {
            return new Result(
                    run.value(),
                    false,
                    ProblemBody.of(problem.code(), problem.detail(), problem.problems()));
        }
    }
}
