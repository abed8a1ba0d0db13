package io.sluice.app.pause;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Sight;
import io.sluice.app.security.Thing;
import io.sluice.db.authored.Workflows;
import io.sluice.db.query.RunQueries;
import io.sluice.db.run.JdbcPauses;
import io.sluice.db.run.JdbcPauses.Pause;
import io.sluice.db.run.JdbcPauses.Subject;
import io.sluice.engine.run.RunId;
import io.sluice.engine.runtime.EngineRuntime;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Pauses and resumes. What is under way is ended and recorded; nothing else begins, on no process,
/// until it is resumed.
@Component
public class PauseDesk {
    private final JdbcPauses pauses;
    private final RunQueries runs;
    private final Workflows workflows;
    private final EngineRuntime engine;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    PauseDesk(
            JdbcPauses pauses,
            RunQueries runs,
            Workflows workflows,
            EngineRuntime engine,
            Authorization authorization,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.pauses = pauses;
        this.runs = runs;
        this.workflows = workflows;
        this.engine = engine;
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    List<Pause> list(Caller caller) {
        var sight = authorization.sight(caller);
        return pauses.all().stream()
                .filter(one ->
                        one.subject().equals(Subject.EVERYTHING)
                                || (one.project().equals(caller.project())
                                        && sees(caller, sight, one.subject())))
                .toList();
    }

    private boolean sees(Caller caller, Sight sight, Subject subject) {
        if (sight.all()) {
            return true;
        }
        return switch (subject.scope()) {
            case EVERYTHING -> true;
            case WORKFLOW -> sight.sees(subject.id());
            case RUN ->
                    runs.find(caller.project(), new RunId(subject.id()))
                            .filter(run -> sight.sees(run.workflow().id()))
                            .isPresent();
        };
    }

    /// Nothing is done, and nothing audited, if it is paused already.
    public void pause(Caller caller, Subject subject, String reason) {
        require(caller, subject);
        var pause = new Pause(subject, caller.project(), reason, clock.instant(), caller.actor());
        change(caller, "pause", subject, reason, () -> pauses.pause(pause));
    }

    /// Nothing is done, and nothing audited, if it is not paused.
    public void resume(Caller caller, Subject subject, String reason) {
        require(caller, subject);
        change(caller, "resume", subject, reason, () -> pauses.resume(subject));
    }

    private void change(
            Caller caller, String verb, Subject subject, String reason, BooleanSupplier change) {
        transaction.executeWithoutResult(_ -> {
            if (change.getAsBoolean()) {
                audits.write(
                        caller,
                        verb + "." + subject.scope().key(),
                        subject.id(),
                        Map.of("reason", reason));
            }
        });
        engine.nudge();
    }

    private void require(Caller caller, Subject subject) {
        switch (subject.scope()) {
            case EVERYTHING -> authorization.requireEverywhere(caller, Action.PAUSE_RUNS);
            case WORKFLOW -> requireWorkflow(caller, subject.id());
            case RUN -> requireOpen(caller, new RunId(subject.id()));
        }
    }

    private void requireWorkflow(Caller caller, String id) {
        authorization.require(caller, Action.PAUSE_RUNS, Thing.workflow(id));
        if (workflows.find(caller.project(), id).isEmpty()) {
            throw ApiProblem.notFound("workflow", id);
        }
    }

    private void requireOpen(Caller caller, RunId id) {
        authorization.requireSomewhere(caller, Action.PAUSE_RUNS);
        var run =
                runs.find(caller.project(), id)
                        .orElseThrow(() -> ApiProblem.notFound("run", id.value()));
        authorization.require(
                caller,
                Action.PAUSE_RUNS,
                Thing.workflow(run.workflow().id()).named("run", id.value()));
        if (run.status().ended()) {
            throw new ApiProblem(
                    ErrorCode.RUN_REFUSED,
                    "Expected a run that goes on, found one that has ended; there is nothing to"
                            + " pause or resume.");
        }
    }
}
