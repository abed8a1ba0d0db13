package io.sluice.app.run;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.engine.run.Refusal;
import io.sluice.engine.runtime.Outcome;

/// From what the engine answered to what the caller is told.
public final class Outcomes {
    private Outcomes() {}

    /// Passes if the run took it, or will.
    ///
    /// @throws ApiProblem if it was refused, or there is no such run
    public static void require(Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted _, Outcome.Queued _, Outcome.Duplicate _ -> {}
            case Outcome.Refused(var refusal) -> throw refused(refusal);
            case Outcome.Unknown(var run) -> throw ApiProblem.notFound("run", run.value());
        }
    }

    static ApiProblem refused(Refusal refusal) {
        var code =
                switch (refusal.code()) {
                    case NO_SUCH_STEP -> ErrorCode.NOT_FOUND;
                    case NO_SUCH_START, BAD_INPUT -> ErrorCode.BAD_INPUT;
                    case ALREADY_STARTED,
                            NOT_STARTED,
                            RUN_ENDED,
                            WRONG_PHASE,
                            NO_INCIDENT,
                            NOT_AWAITED ->
                            ErrorCode.RUN_REFUSED;
                };
        return new ApiProblem(code, refusal.message());
    }
}
