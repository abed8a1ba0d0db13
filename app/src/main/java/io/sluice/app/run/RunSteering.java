package io.sluice.app.run;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.Input;
import io.sluice.app.security.Action;
import io.sluice.app.security.Caller;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.StepId;
import io.sluice.engine.runtime.RunService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Cancels runs and answers their incidents.
@Component
class RunSteering {
    private final RunReading runs;
    private final RunService engine;
    private final Audits audits;

    RunSteering(RunReading runs, RunService engine, Audits audits) {
        this.runs = runs;
        this.engine = engine;
        this.audits = audits;
    }

    /// The caller may steer this run.
    void require(Caller caller, RunId run) {
        runs.require(caller, Action.CONTROL_RUN, run);
    }

    void cancel(Caller caller, RunId run, boolean undo, String reason) {
        require(caller, run);
        var audit =
                audits.entry(
                        caller, "run.cancel", run.value(), Map.of("undo", undo, "reason", reason));
        Outcomes.require(
                engine.submit(
                        run, new Command.CancelRun(undo, caller.actor(), reason), List.of(audit)));
    }

    /// @param raisedAt which incident of the step is meant; empty for whichever is open
    void resolve(
            Caller caller,
            RunId run,
            StepId step,
            Resolution resolution,
            String reason,
            Optional<Instant> raisedAt) {
        require(caller, run);
        var details =
                Map.<String, @Nullable Object>of(
                        "step", step.value(),
                        "resolution", resolution.getClass().getSimpleName(),
                        "reason", reason);
        var audit = audits.entry(caller, "run.resolve", run.value(), details);
        Outcomes.require(
                engine.submit(
                        run,
                        new Command.ResolveIncident(
                                step, resolution, caller.actor(), reason, raisedAt),
                        List.of(audit)));
    }

    /// What a person says about an incident.
    static Resolution resolution(String name, @Nullable Map<String, @Nullable Object> output) {
        var given = Input.values(output, "/output");
        return switch (name) {
            case "retry" -> new Resolution.Retry();
            case "skip" -> new Resolution.Skip(given);
            case "happened" -> new Resolution.Happened(given);
            case "did-not-happen" -> new Resolution.DidNotHappen();
            default ->
                    throw Input.refuse(
                            "/resolution",
                            "Expected retry, skip, happened or did-not-happen, found '"
                                    + Input.clip(name)
                                    + "'.");
        };
    }
}
