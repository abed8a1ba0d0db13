package io.sluice.engine.run;

import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.Step.Phase;
import java.time.Instant;
import java.util.Optional;

/// What an event does to the one step it is about, whatever it does to the run.
final class StepChange {
    private StepChange() {}

    static Doing.Work declared(Doing.Work work, Event.EffectDeclared e) {
        var effect = new Doing.Declared(e.key(), e.undoable());
        return new Doing.Work(
                Phase.EXECUTE, work.notBefore(), Optional.of(effect), null, Optional.empty(), "");
    }

    static Doing.Work deferred(Doing.Work work, Event.StepDeferred e) {
        return new Doing.Work(
                work.phase(), e.notBefore(), work.effect(), work.started(), work.wakeOn(), e.why());
    }

    static Doing.Work awaiting(Doing.Work work, Event.StepAwaiting e) {
        return new Doing.Work(
                work.phase() == Phase.TEND ? Phase.TEND : Phase.FOLLOW,
                e.next(),
                work.effect(),
                work.started(),
                e.wakeOn(),
                e.note());
    }

    static Doing.Work applied(Doing.Work work, Event.EffectApplied e) {
        return new Doing.Work(
                Phase.FOLLOW,
                work.notBefore(),
                work.effect(),
                e.result(),
                Optional.empty(),
                work.note());
    }

    static Step failed(Step step, Event.AttemptFailed e) {
        return step.doing() instanceof Doing.Work work
                ? step.attempt(e.attempt() + 1).doing(work.at(work.phase(), e.retryAt()))
                : step;
    }

    static Doing.Decide reminded(Doing.Decide asked, Event.ApprovalReminded e) {
        var every = asked.reminder().flatMap(Doing.Reminder::every);
        var next = e.next().map(at -> new Doing.Reminder(at, every, e.number() + 1));
        return new Doing.Decide(asked.deadline(), next, asked.escalateAt());
    }

    static Doing.Decide escalated(Doing.Decide asked) {
        return new Doing.Decide(asked.deadline(), asked.reminder(), Optional.empty());
    }

    static Step stuck(Step step, Event.IncidentRaised e) {
        return step.doing(new Doing.Stuck(e.incident(), step.doing()));
    }

    static Step resumed(Step step, Event.IncidentResolved e) {
        if (!(step.doing() instanceof Doing.Stuck(Incident _, Doing resume))) {
            return step;
        }
        return switch (e.resolution()) {
            case Resolution.Retry _ -> step.attempt(1).doing(again(resume, e.at()));
            case Resolution.DidNotHappen _ ->
                    step.attempt(1)
                            .doing(
                                    resume instanceof Doing.Work work
                                            ? work.at(Phase.EXECUTE, e.at())
                                            : resume);
            case Resolution.Happened _, Resolution.Skip _ -> step.doing(resume);
        };
    }

    /// A change that is known not to have been made is planned anew: the world has moved on.
    private static Doing again(Doing resume, Instant at) {
        return switch (resume) {
            case Doing.Work work when work.phase() == Phase.EXECUTE -> Doing.Work.begin(at);
            case Doing.Work work when work.phase() == Phase.TEND -> work.tendAgain(at);
            case Doing.Work work -> work.at(work.phase(), at);
            case Doing.Enter _ -> new Doing.Enter(at);
            case Doing.Sleep _,
                    Doing.Listen _,
                    Doing.Decide _,
                    Doing.Inside _,
                    Doing.Compensate _,
                    Doing.Stuck _ ->
                    resume;
        };
    }
}
