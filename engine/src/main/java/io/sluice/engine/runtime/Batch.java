package io.sluice.engine.runtime;

import io.sluice.engine.decide.Decision;
import io.sluice.engine.port.AuditEntry;
import io.sluice.engine.port.Intake;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Refusal;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commands decided together, and what storing them needs.
final class Batch {
    private static final Logger log = LoggerFactory.getLogger(Batch.class);

    private final List<Ask> accepted = new ArrayList<>();
    private final List<Runnable> refused = new ArrayList<>();
    private final Workshop shop;
    private final RunId id;
    private final List<Ask> asks;
    private final List<Event> events = new ArrayList<>();
    private final List<AuditEntry> audit = new ArrayList<>();
    private final List<Long> consumed = new ArrayList<>();
    private final List<StepId> over = new ArrayList<>();
    private Optional<Intake> intake = Optional.empty();
    private Optional<RunCommit.Fence> fence = Optional.empty();
    private RunState after;

    /// @param state the run before
    Batch(Workshop shop, RunId id, RunState state, List<Ask> asks) {
        this.shop = shop;
        this.id = id;
        this.asks = asks;
        after = state;
    }

    void decide(Instant now) {
        for (var ask : asks) {
            var refusal = tryOn(ask, now);
            ask.consumed().ifPresent(consumed::add);
            if (refusal.isPresent()) {
                refused.add(() -> ask.answer().complete(new Outcome.Refused(refusal.get())));
            } else {
                accepted.add(ask);
                audit.addAll(ask.audit());
                intake = ask.intake().or(() -> intake);
                fence = ask.fence().or(() -> fence);
            }
        }
    }

    /// All commands of an ask, or none.
    private Optional<Refusal> tryOn(Ask ask, Instant now) {
        var trial = after;
        var happened = new ArrayList<Event>();
        for (var command : ask.commands()) {
            var ref =
                    command instanceof Command.StartRun start ? start.workflow() : trial.workflow();
            if (trial.status() == RunStatus.NEW && !(command instanceof Command.StartRun)) {
                return Optional.of(new Refusal(Refusal.Code.NOT_STARTED, "The run has not begun."));
            }
            var decision = shop.decider().decide(shop.graphs().of(ref), trial, command, now);
            switch (decision) {
                case Decision.Accepted(RunState next, List<Event> what) -> {
                    trial = next;
                    happened.addAll(what);
                }
                case Decision.Rejected(Refusal refusal) -> {
                    log.debug("Run {} refuses {}: {}", id, command, refusal);
                    return Optional.of(refusal);
                }
            }
        }
        ended(after, trial);
        after = trial;
        events.addAll(happened);
        return Optional.empty();
    }

    /// Remembers steps that are over and had declared a change.
    private void ended(RunState before, RunState next) {
        for (var step : before.steps().values()) {
            if (next.findStep(step.id()).isEmpty() && declared(step.doing())) {
                over.add(step.id());
            }
        }
    }

    private static boolean declared(Doing doing) {
        return (doing instanceof Doing.Work work && work.effect().isPresent())
                || (doing instanceof Doing.Stuck stuck && declared(stuck.resume()));
    }

    /// The run after it.
    RunState after() {
        return after;
    }

    List<Event> events() {
        return events;
    }

    List<AuditEntry> audit() {
        return audit;
    }

    /// Queued commands that it answers.
    List<Long> consumed() {
        return consumed;
    }

    /// Steps that are over and had declared a change.
    List<StepId> over() {
        return over;
    }

    Optional<Intake> intake() {
        return intake;
    }

    Optional<RunCommit.Fence> fence() {
        return fence;
    }

    void answerDuplicate(RunId existing) {
        accepted.forEach(ask -> ask.answer().complete(new Outcome.Duplicate(existing)));
        answerRefused();
    }

    void answer() {
        accepted.forEach(ask -> ask.answer().complete(new Outcome.Accepted(id)));
        answerRefused();
    }

    private void answerRefused() {
        refused.forEach(Runnable::run);
    }
}
