package io.sluice.app.approval;

import io.sluice.app.approval.plan.PlanDrawing;
import io.sluice.app.approval.plan.ReleasePlan;
import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.Cursors;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Listing;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Thing;
import io.sluice.db.consent.ApprovalPlans;
import io.sluice.db.query.ApprovalItem;
import io.sluice.db.query.Approvals;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.StepId;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Decisions that people are asked for, and what each would release.
@Component
class ApprovalDesk {
    private final Approvals approvals;
    private final ApprovalPlans plans;
    private final PlanDrawing drawing;
    private final ApprovalViews views;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    ApprovalDesk(
            Approvals approvals,
            ApprovalPlans plans,
            PlanDrawing drawing,
            ApprovalViews views,
            Authorization authorization,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.approvals = approvals;
        this.plans = plans;
        this.drawing = drawing;
        this.views = views;
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    /// An approval, and what it would release as last drawn.
    record Shown(ApprovalItem asked, Optional<ApprovalPlans.Drawn> plan) {}

    Listing<ApprovalView> list(Caller caller, boolean open, @Nullable String cursor, int limit) {
        var which = new Approvals.Which(caller.project(), authorization.sight(caller).only());
        return Cursors.together(
                cursor,
                from ->
                        open
                                ? approvals.open(which, from, limit)
                                : approvals.decided(which, from, limit),
                views::of);
    }

    Shown show(Caller caller, RunId run, StepId step) {
        return shown(find(caller, Action.LOOK, run, step));
    }

    private Shown shown(ApprovalItem asked) {
        return new Shown(asked, plans.find(asked.run(), asked.step()));
    }

    /// Finds out what the approval would release now. What was said to another plan lapses. One
    /// that has been decided is shown as it was.
    Shown draw(Caller caller, RunId run, StepId step) {
        var asked = find(caller, Action.DECIDE_APPROVAL, run, step);
        if (asked.status() == ApprovalItem.Status.OPEN && !asked.again()) {
            keep(caller, asked, drawing.draw(asked));
        }
        return shown(asked);
    }

    private void keep(Caller caller, ApprovalItem asked, ReleasePlan plan) {
        transaction.executeWithoutResult(_ -> {
            if (plans.open(asked.run(), asked.step())
                    && plans.put(
                            asked.run(),
                            asked.step(),
                            plan.hash(),
                            plan.content(),
                            clock.instant())) {
                audits.write(
                        caller,
                        "approval.lapse",
                        asked.run().value(),
                        Map.of("step", asked.step().value(), "plan", plan.hash()));
            }
        });
    }

    /// The approval, if the caller may do this with it.
    ApprovalItem find(Caller caller, Action action, RunId run, StepId step) {
        authorization.requireSomewhere(caller, action);
        var name = run.value() + "/" + step.value();
        var asked =
                approvals
                        .find(caller.project(), run, step)
                        .orElseThrow(() -> ApiProblem.notFound("approval", name));
        authorization.require(caller, action, thing(asked));
        return asked;
    }

    /// An approval is its workflow's.
    static Thing thing(ApprovalItem asked) {
        return Thing.workflow(asked.workflow())
                .named("approval", asked.run().value() + "/" + asked.step().value());
    }

    /// How many must agree.
    int needed(ApprovalItem asked) {
        return views.needed(asked);
    }

    /// The plan that a decision is about.
    ///
    /// @throws ApiProblem NO_PLAN if none was shown; PLAN_CHANGED if it is another by now
    String agreed(ApprovalItem asked, @Nullable String plan) {
        if (plan == null || plan.isBlank()) {
            throw new ApiProblem(
                    ErrorCode.NO_PLAN,
                    "Expected 'plan': the hash of what you have seen, found none; POST "
                            + path(asked)
                            + "/plan tells what will be done.");
        }
        var kept = plans.find(asked.run(), asked.step());
        if (kept.filter(one -> one.hash().equals(plan)).isEmpty()) {
            throw new ApiProblem(
                    ErrorCode.PLAN_CHANGED,
                    "Expected the plan that would be carried out now, found another; look at it"
                            + " anew: POST "
                            + path(asked)
                            + "/plan.");
        }
        return plan;
    }

    private static String path(ApprovalItem asked) {
        return "/api/v1/approvals/" + asked.run().value() + "/" + asked.step().value();
    }
}
