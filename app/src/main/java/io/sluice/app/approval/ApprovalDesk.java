package io.sluice.app.approval;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.Cursors;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Listing;
import io.sluice.app.run.Outcomes;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Role;
import io.sluice.app.settings.InstallationSettings;
import io.sluice.db.authored.Workflows;
import io.sluice.db.query.ApprovalItem;
import io.sluice.db.query.Approvals;
import io.sluice.db.query.EffectItem;
import io.sluice.db.query.RunQueries;
import io.sluice.db.run.RunHistory;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.StepId;
import io.sluice.engine.runtime.RunService;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Decisions that people are asked for. Neither who began a run nor who published its workflow may
/// approve it, unless the installation says that one person may.
@Component
class ApprovalDesk {
    private final Approvals approvals;
    private final RunQueries runs;
    private final RunHistory history;
    private final Workflows workflows;
    private final InstallationSettings settings;
    private final RunService engine;
    private final Authorization authorization;
    private final Audits audits;

    ApprovalDesk(
            Approvals approvals,
            RunQueries runs,
            RunHistory history,
            Workflows workflows,
            InstallationSettings settings,
            RunService engine,
            Authorization authorization,
            Audits audits) {
        this.approvals = approvals;
        this.runs = runs;
        this.history = history;
        this.workflows = workflows;
        this.settings = settings;
        this.engine = engine;
        this.authorization = authorization;
        this.audits = audits;
    }

    Listing<ApprovalView> list(Caller caller, boolean open, @Nullable String cursor, int limit) {
        authorization.require(caller, Action.LOOK);
        return Cursors.list(
                cursor,
                from ->
                        open
                                ? approvals.open(caller.project(), from, limit)
                                : approvals.decided(caller.project(), from, limit),
                item -> ApprovalView.of(item, open ? planned(item.run()) : null));
    }

    /// What the run has changed, or in a dry run would change, so far.
    private List<Map<String, @Nullable Object>> planned(RunId run) {
        return history.effects(run).stream()
                .map(EffectItem::changes)
                .flatMap(List::stream)
                .toList();
    }

    /// @param decision `approved` or `rejected`
    void decide(Caller caller, RunId run, StepId step, String decision, String comment) {
        authorization.require(caller, Action.DECIDE_APPROVAL);
        var asked =
                approvals
                        .find(caller.project(), run, step)
                        .orElseThrow(
                                () -> ApiProblem.notFound("approval", run.value() + "/" + step));
        requireAddressed(caller, asked);
        boolean solo = own(caller, run);
        if (solo && decision.equals("approved") && !settings.soloApproval(caller.project())) {
            throw new ApiProblem(
                    ErrorCode.SELF_APPROVAL,
                    "Expected someone else to approve what you began or published; ask another"
                            + " approver. (An administrator can allow it under Settings.)");
        }
        var details =
                Map.<String, @Nullable Object>of(
                        "step", step.value(),
                        "decision", decision,
                        "comment", comment,
                        "solo", solo);
        var audit = audits.entry(caller, "approval.decide", run.value(), details);
        Outcomes.require(
                engine.submit(
                        run,
                        new Command.DecideApproval(step, decision, caller.actor(), comment),
                        List.of(audit)));
    }

    private static void requireAddressed(Caller caller, ApprovalItem asked) {
        boolean addressed =
                asked.approvers().isEmpty()
                        || asked.approvers().contains(caller.person())
                        || caller.roles().stream()
                                .map(Role::key)
                                .anyMatch(asked.approvers()::contains);
        if (!addressed) {
            throw new ApiProblem(
                    ErrorCode.NOT_AN_APPROVER,
                    "Expected one of "
                            + asked.approvers()
                            + " to decide, found "
                            + caller.person()
                            + ".");
        }
    }

    /// Whether the caller began the run, or published what it runs. A token counts as its maker.
    private boolean own(Caller caller, RunId run) {
        var item = runs.find(caller.project(), run);
        boolean requester =
                item.filter(one ->
                                one.startedBy().equals(caller.actor())
                                        || one.startedBy().name().equals(caller.person()))
                        .isPresent();
        boolean author =
                item.flatMap(one ->
                                workflows.version(one.workflow().id(), one.workflow().version()))
                        .filter(version -> version.publishedBy().equals(caller.person()))
                        .isPresent();
        return requester || author;
    }
}
