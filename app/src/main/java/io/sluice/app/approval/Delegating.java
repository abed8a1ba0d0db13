package io.sluice.app.approval;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Input;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.db.consent.ApprovalPlans;
import io.sluice.db.consent.Deputies;
import io.sluice.db.consent.Deputies.Delegation;
import io.sluice.db.query.ApprovalItem;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.StepId;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Handing the own vote on one approval to somebody else who could be asked.
@Component
class Delegating {
    private final ApprovalDesk desk;
    private final ApprovalPlans plans;
    private final Deputies deputies;
    private final Addressees addressees;
    private final Seats seats;
    private final Separation separation;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    Delegating(
            ApprovalDesk desk,
            ApprovalPlans plans,
            Deputies deputies,
            Addressees addressees,
            Seats seats,
            Separation separation,
            Authorization authorization,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.desk = desk;
        this.plans = plans;
        this.deputies = deputies;
        this.addressees = addressees;
        this.seats = seats;
        this.separation = separation;
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    void handOn(Caller caller, RunId run, StepId step, String name) {
        var asked = desk.find(caller, Action.DECIDE_APPROVAL, run, step);
        if (!addressees.asked(caller, asked)) {
            throw seats.denied(caller, asked);
        }
        if (separation.own(caller, run)) {
            throw authorization.denied(
                    caller,
                    Action.DECIDE_APPROVAL,
                    run.value(),
                    new ApiProblem(
                            ErrorCode.SELF_APPROVAL,
                            "Expected a vote that you may give yourself, found one on what you"
                                    + " began, drew or published; it cannot be handed on."));
        }
        var deputy = deputy(caller, asked, name);
        transaction.executeWithoutResult(_ -> {
            requireOpen(asked);
            requireUnused(caller, asked, deputy);
            deputies.delegate(run, step, new Delegation(caller.person(), deputy, clock.instant()));
            audits.write(
                    caller,
                    "approval.delegate",
                    run.value(),
                    Map.of("step", step.value(), "deputy", deputy));
        });
    }

    /// Somebody who does not exist and somebody who may not decide are refused alike.
    private String deputy(Caller caller, ApprovalItem asked, String name) {
        return addressees
                .approver(name, asked)
                .filter(person -> !person.person().equals(caller.person()))
                .filter(person -> !separation.own(person, asked.run()))
                .map(Caller::person)
                .orElseThrow(() ->
                        Input.refuse(
                                "/deputy",
                                "Expected somebody else who may decide approvals here, and who"
                                        + " neither began the run nor drew or published its"
                                        + " workflow, found '"
                                        + name
                                        + "'."));
    }

    private void requireOpen(ApprovalItem asked) {
        if (!plans.open(asked.run(), asked.step())) {
            throw new ApiProblem(
                    ErrorCode.CONFLICT,
                    "Expected an approval that is open, found one that was decided; look at it"
                            + " again.");
        }
    }

    /// Neither is a vote handed on that was given, nor is one handed on twice.
    private void requireUnused(Caller caller, ApprovalItem asked, String deputy) {
        boolean given =
                plans.votes(asked.run(), asked.step()).stream()
                        .anyMatch(vote -> vote.seat().equals(caller.person()));
        boolean further =
                deputies.of(asked.run(), asked.step()).stream()
                        .anyMatch(one ->
                                one.person().equals(deputy)
                                        || one.deputy().equals(caller.person()));
        if (given || further) {
            throw new ApiProblem(
                    ErrorCode.CONFLICT,
                    given
                            ? "Expected a vote that was not given yet, found that you have agreed"
                                    + " already."
                            : "Expected a vote to be handed on once, found that "
                                    + deputy
                                    + " has handed theirs on, or that you hold somebody else's.");
        }
    }

    void takeBack(Caller caller, RunId run, StepId step) {
        var asked = desk.find(caller, Action.DECIDE_APPROVAL, run, step);
        transaction.executeWithoutResult(_ -> {
            requireOpen(asked);
            if (!deputies.takeBack(run, step, caller.person())) {
                throw ApiProblem.notFound("delegation", caller.person());
            }
            audits.write(caller, "approval.take-back", run.value(), Map.of("step", step.value()));
        });
    }
}
