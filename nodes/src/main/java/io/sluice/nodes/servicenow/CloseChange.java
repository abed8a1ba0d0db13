package io.sluice.nodes.servicenow;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Purpose;
import io.sluice.engine.node.Reconciliation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Closes a change request by walking it through the states that its type prescribes (F016, F024).
final class CloseChange
        implements EffectNode<CloseChange.Config, CloseChange.ClosePlan, CloseChange.Output> {
    private static final String TABLE = CreateChange.TABLE;
    private static final String CANCEL = "canceled";

    private final ServiceNow serviceNow;

    CloseChange(ServiceNow serviceNow) {
        this.serviceNow = serviceNow;
    }

    /// Which change to close, and how it went.
    public record Config(
            @Field(title = "Connection", widget = "connection") String connection,
            @Field(
                            title = "Change request",
                            description = "sys_id, from Create change request.",
                            pattern = "[0-9a-f]{32}")
                    String change,
            @Field(
                            title = "Result",
                            description =
                                    "How the change went; canceled for one that was rejected "
                                            + "or is not wanted any more.",
                            oneOf = {"successful", "successful_issues", "unsuccessful", "canceled"},
                            defaultValue = "\"successful\"")
                    String result,
            @Field(
                            title = "Close notes",
                            description = "What was done; a link to the run is appended.",
                            widget = "multiline")
                    @Nullable String closeNotes) {}

    /// @param stateBefore to tell whether there is anything to do
    public record ClosePlan(
            String connection,
            String change,
            String number,
            String stateBefore,
            String result,
            String closeNotes) {
        private boolean ended() {
            return ChangeState.of(stateBefore).filter(ChangeState::ended).isPresent();
        }

        private ChangeState goal() {
            return result.equals(CANCEL) ? ChangeState.CANCELED : ChangeState.CLOSED;
        }
    }

    /// The change afterwards.
    public record Output(
            @Field(title = "sys_id") String sysId,
            @Field(title = "Number") String number,
            @Field(title = "State", description = "3 Closed, 4 Canceled.") String state,
            @Field(title = "Changed", description = "False when it had ended before.")
                    boolean changed) {}

    @Override
    public Plan<ClosePlan> plan(Config config, NodeContext context) throws NodeFailure {
        var tables = serviceNow.open(config.connection, context).tables();
        if (Planned.is(config.change, context)) {
            var plan = plan(config, Planned.row(), context);
            return Plan.of(plan, wholeWay(plan));
        }
        var row = tables.load(TABLE, config.change);
        var plan = plan(config, row, context);
        if (plan.ended()) {
            return Plan.of(plan);
        }
        approved(plan, row);
        return new Plan<>(plan, changes(plan, row));
    }

    private static ClosePlan plan(Config config, Row row, NodeContext context) {
        return new ClosePlan(
                config.connection,
                config.change,
                row.number(),
                row.value("state"),
                config.result,
                RecordFields.withRun(config.closeNotes, context));
    }

    /// For a change that has only been planned: where it will stand by then nobody knows yet.
    private static Change wholeWay(ClosePlan plan) {
        return new Change(
                "update",
                TABLE + " " + plan.number,
                "state",
                plan.stateBefore,
                plan.goal().value(),
                "Move the planned change, state by state, to " + plan.goal().title());
    }

    private static ChangeState state(Row row) throws NodeFailure {
        return ChangeState.of(row.value("state"))
                .orElseThrow(() ->
                        NodeFailure.permanent(
                                "servicenow.change.unknown-state",
                                Fault.USER,
                                ("Expected change %s to be in a state of the standard model, "
                                                + "found '%s'; close it by hand.")
                                        .formatted(row.number(), row.value("state"))));
    }

    /// Only an approved change can be carried out and closed.
    private static void approved(ClosePlan plan, Row row) throws NodeFailure {
        var approval = row.value("approval");
        var allowed =
                plan.result.equals(CANCEL)
                        || !state(row).beforeApproval()
                        || approval.equals("approved")
                        || approval.equals("not_required")
                        || row.value("type").equals("standard");
        if (!allowed) {
            throw NodeFailure.permanent(
                    "servicenow.change.not-approved",
                    Fault.USER,
                    ("Expected change %s to be approved before it is closed as %s, its "
                                    + "approval is '%s'; await the approval, or close it as canceled.")
                            .formatted(row.number(), plan.result, approval));
        }
    }

    private static List<Change> changes(ClosePlan plan, Row row) throws NodeFailure {
        var changes = new ArrayList<Change>();
        for (var at = state(row); at != plan.goal(); ) {
            var to = next(plan, at, row.value("type"));
            changes.add(
                    new Change(
                            "update",
                            TABLE + " " + plan.number,
                            "state",
                            at.value(),
                            to.value(),
                            "Move change %s from %s to %s"
                                    .formatted(plan.number, at.title(), to.title())));
            at = to;
        }
        return changes;
    }

    private static ChangeState next(ClosePlan plan, ChangeState state, String type) {
        return plan.goal() == ChangeState.CANCELED ? ChangeState.CANCELED : state.next(type);
    }

    /// Goes on from wherever the change stands, so that it may be executed again after a crash half
    /// way. ServiceNow itself may move the change further than asked.
    @Override
    public Output execute(ClosePlan plan, NodeContext context) throws NodeFailure {
        var tables = serviceNow.open(plan.connection, context).tables();
        var row = tables.load(TABLE, plan.change);
        for (var step = 0; !state(row).ended() && step < ChangeState.values().length; step++) {
            var to = next(plan, state(row), row.value("type"));
            row = tables.update(TABLE, plan.change, fields(plan, to));
        }
        var end = state(row);
        if (!plan.ended() && end != plan.goal()) {
            throw NodeFailure.permanent(
                    "servicenow.change.conflict",
                    Fault.USER,
                    ("Expected change %s to end as %s, it is %s; somebody or a rule at "
                                    + "ServiceNow moved it, look at it there.")
                            .formatted(plan.number, plan.goal().title(), end.title()));
        }
        return output(row, plan);
    }

    private static Map<String, String> fields(ClosePlan plan, ChangeState to) {
        return to.ended()
                ? Map.of(
                        "state",
                        to.value(),
                        "close_code",
                        plan.result.equals(CANCEL) ? "unsuccessful" : plan.result,
                        "close_notes",
                        plan.closeNotes)
                : Map.of("state", to.value());
    }

    @Override
    public Reconciliation<Output> reconcile(ClosePlan plan, NodeContext context)
            throws NodeFailure {
        var row = serviceNow.open(plan.connection, context).tables().load(TABLE, plan.change);
        var state = state(row);
        if (!state.ended()) {
            return new Reconciliation.NotApplied<>();
        }
        return plan.ended() || state == plan.goal()
                ? new Reconciliation.Applied<>(output(row, plan))
                : new Reconciliation.Conflict<>(
                        "Expected change %s to end as %s, somebody has ended it as %s."
                                .formatted(plan.number, plan.goal().title(), state.title()));
    }

    private static Output output(Row row, ClosePlan plan) {
        return new Output(row.sysId(), row.number(), row.value("state"), !plan.ended());
    }

    @Override
    public Optional<Output> preview(ClosePlan plan) {
        return Optional.of(
                new Output(
                        plan.change,
                        plan.number,
                        plan.ended() ? plan.stateBefore : plan.goal().value(),
                        !plan.ended()));
    }

    @Override
    public List<String> resources(ClosePlan plan) {
        return ServiceNow.lockOf(plan.connection, TABLE, plan.change);
    }

    @Override
    public EffectClass effectClass() {
        return EffectClass.CONVERGENT;
    }

    @Override
    public NodeDescriptor descriptor() {
        var errors = new java.util.LinkedHashMap<String, String>();
        errors.put(
                "servicenow.change.not-approved",
                "It was not approved; only canceling is possible.");
        errors.put("servicenow.change.conflict", "Somebody else ended it otherwise meanwhile.");
        errors.put("servicenow.change.unknown-state", "The instance uses states of its own.");
        return new NodeDescriptor(
                        "servicenow.close-change",
                        1,
                        "Close change request",
                        "Approval",
                        "git-merge",
                        "Closes or cancels a ServiceNow change request, state by state.",
                        """
                        ServiceNow refuses to jump from one state to any other. This node moves the change along the way of
                        its type — Scheduled, Implement, Review, Closed — and closes it with close code and notes, which end
                        in a link to the run. A change that nobody approved cannot be closed as carried out; end a rejected
                        one with the result `canceled`.

                        A change that is closed or canceled already is left as it is. After a crash half way it goes on from
                        the state the change is in.
                        """,
                        List.of(
                                "change",
                                "complete",
                                "implement",
                                "review",
                                "cancel",
                                "chg",
                                "snow"),
                        "servicenow",
                        ServiceNowErrors.with(errors),
                        List.of("ServiceNow change_request: read, write"))
                .serving(Purpose.NOTIFY);
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<ClosePlan> planType() {
        return ClosePlan.class;
    }

    @Override
    public Class<Output> outputType() {
        return Output.class;
    }
}
