package io.sluice.app.approval;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.run.Outcomes;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.settings.InstallationSettings;
import io.sluice.db.consent.ApprovalPlans;
import io.sluice.db.consent.ApprovalPlans.Vote;
import io.sluice.db.query.ApprovalItem;
import io.sluice.engine.port.AuditEntry;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.StepId;
import io.sluice.engine.runtime.RunService;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes decisions. Neither who began a run nor who drew or published its workflow may approve it,
/// unless the installation says that one person may.
///
/// open → a vote, while more people must agree → approved, with the last of them · rejected, with
/// the first who says no. A vote is for the plan that its person has seen: when the plan is drawn
/// anew and is another, the votes lapse.
@Component
class Deciding {
    private final ApprovalDesk desk;
    private final ApprovalPlans plans;
    private final Seats seats;
    private final Separation separation;
    private final InstallationSettings settings;
    private final RunService engine;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    Deciding(
            ApprovalDesk desk,
            ApprovalPlans plans,
            Seats seats,
            Separation separation,
            InstallationSettings settings,
            RunService engine,
            Authorization authorization,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.desk = desk;
        this.plans = plans;
        this.seats = seats;
        this.separation = separation;
        this.settings = settings;
        this.engine = engine;
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    /// @param plan the hash of what the caller has seen; only approving needs it
    record Decision(boolean approved, String comment, @Nullable String plan) {
        String word() {
            return approved ? "approved" : "rejected";
        }
    }

    void decide(Caller caller, RunId run, StepId step, Decision decision) {
        var asked = desk.find(caller, Action.DECIDE_APPROVAL, run, step);
        var inPlaceOf = seats.seat(caller, asked);
        boolean solo = separation.own(caller, run);
        if (solo && decision.approved() && !settings.soloApproval(caller.project())) {
            throw authorization.denied(
                    caller,
                    Action.DECIDE_APPROVAL,
                    run.value(),
                    new ApiProblem(
                            ErrorCode.SELF_APPROVAL,
                            "Expected someone else to approve what you began, drew or published;"
                                    + " ask another approver. (An administrator can allow it under"
                                    + " Settings.)"));
        }
        boolean done =
                !decision.approved()
                        || enough(
                                caller,
                                asked,
                                new Vote(
                                        caller.person(),
                                        desk.agreed(asked, decision.plan()),
                                        decision.comment(),
                                        clock.instant(),
                                        inPlaceOf));
        if (done) {
            var audit =
                    audits.entry(
                            caller,
                            "approval.decide",
                            run.value(),
                            details(asked, decision, solo, inPlaceOf));
            close(caller, asked, decision, audit);
        }
    }

    private static Map<String, @Nullable Object> details(
            ApprovalItem asked, Decision decision, boolean solo, Optional<String> inPlaceOf) {
        var details = new LinkedHashMap<String, @Nullable Object>();
        details.put("step", asked.step().value());
        details.put("decision", decision.word());
        details.put("comment", decision.comment());
        details.put("solo", solo);
        details.put("again", asked.again());
        inPlaceOf.ifPresent(person -> details.put("inPlaceOf", person));
        if (decision.approved()) {
            details.put("plan", decision.plan());
        }
        return details;
    }

    /// Keeps the vote, and what was agreed to if it is the last that is needed.
    private boolean enough(Caller caller, ApprovalItem asked, Vote vote) {
        int needed = desk.needed(asked);
        return transaction.execute(_ -> {
            if (!plans.open(asked.run(), asked.step())) {
                return true;
            }
            requireUnused(asked, vote);
            plans.vote(asked.run(), asked.step(), vote);
            long votes =
                    plans.votes(asked.run(), asked.step()).stream()
                            .filter(one -> one.hash().equals(vote.hash()))
                            .map(Vote::seat)
                            .distinct()
                            .count();
            if (votes >= needed) {
                desk.agreed(asked, vote.hash());
                plans.agree(asked.run(), asked.step(), vote.hash());
                return true;
            }
            audits.write(
                    caller, "approval.vote", asked.run().value(), told(asked, vote, votes, needed));
            return false;
        });
    }

    private static Map<String, @Nullable Object> told(
            ApprovalItem asked, Vote vote, long votes, int needed) {
        var told = new LinkedHashMap<String, @Nullable Object>();
        told.put("step", asked.step().value());
        told.put("plan", vote.hash());
        told.put("votes", votes);
        told.put("needed", needed);
        vote.inPlaceOf().ifPresent(person -> told.put("inPlaceOf", person));
        return told;
    }

    /// A vote is given by its owner or by who stands in for them, not by both.
    private void requireUnused(ApprovalItem asked, Vote vote) {
        plans.votes(asked.run(), asked.step()).stream()
                .filter(one -> one.seat().equals(vote.seat()))
                .filter(one -> !one.person().equals(vote.person()))
                .findFirst()
                .ifPresent(one -> {
                    throw new ApiProblem(
                            ErrorCode.CONFLICT,
                            "Expected a vote that was not given yet, found that "
                                    + one.person()
                                    + " has given the vote of "
                                    + one.seat()
                                    + " already.");
                });
    }

    private void close(Caller caller, ApprovalItem asked, Decision decision, AuditEntry audit) {
        if (asked.again()) {
            again(caller, asked, decision, audit);
            return;
        }
        Outcomes.require(
                engine.submit(
                        asked.run(),
                        new Command.DecideApproval(
                                asked.step(), decision.word(), caller.actor(), decision.comment()),
                        List.of(audit)));
    }

    /// What was asked anew: the step is tried again, or stays parked.
    private void again(Caller caller, ApprovalItem asked, Decision decision, AuditEntry audit) {
        boolean answered =
                transaction.execute(_ -> {
                    boolean open =
                            plans.answer(
                                    asked.run(),
                                    asked.step(),
                                    decision.approved(),
                                    caller.actor(),
                                    decision.comment(),
                                    clock.instant());
                    if (open) {
                        audits.write(audit);
                    }
                    return open;
                });
        if (!answered) {
            throw new ApiProblem(
                    ErrorCode.RUN_REFUSED,
                    "Expected an approval that is open, found one that was decided; look at it"
                            + " again.");
        }
        if (decision.approved()) {
            Outcomes.require(
                    engine.submit(
                            asked.run(),
                            new Command.ResolveIncident(
                                    asked.step(),
                                    new Resolution.Retry(),
                                    caller.actor(),
                                    "Agreed to anew. " + decision.comment(),
                                    Optional.empty()),
                            List.of()));
        }
    }
}
