package io.sluice.nodes.servicenow;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Purpose;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.servicenow.ChangeForm.Config;
import io.sluice.nodes.servicenow.ChangeForm.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Creates a change request, once, linked to its incident, and asks for its approval (F013, F014).
final class CreateChange implements EffectNode<Config, CreateChange.ChangePlan, Output> {
    static final String TABLE = "change_request";

    private final ServiceNow serviceNow;

    CreateChange(ServiceNow serviceNow) {
        this.serviceNow = serviceNow;
    }

    /// @param fields the record as it is sent, but for the correlation id
    /// @param requestApproval whether to move it out of New, which asks for approval
    public record ChangePlan(
            String connection,
            String correlationId,
            Map<String, String> fields,
            boolean requestApproval) {
        public ChangePlan {
            fields = Map.copyOf(fields);
        }

        private String type() {
            return fields.getOrDefault("type", "normal");
        }
    }

    @Override
    public Plan<ChangePlan> plan(Config config, NodeContext context) throws NodeFailure {
        var plan =
                new ChangePlan(
                        config.connection(),
                        Correlated.id(context),
                        ChangeForm.fields(config, context),
                        config.requestApproval());
        var changes = new ArrayList<Change>();
        changes.add(
                new Change(
                        "create",
                        TABLE,
                        "",
                        null,
                        plan.fields,
                        "Create the %s change request '%s'"
                                .formatted(plan.type(), plan.fields.get("short_description"))));
        if (plan.requestApproval) {
            var asked = ChangeState.NEW.next(plan.type());
            changes.add(
                    new Change(
                            "request approval",
                            TABLE,
                            "state",
                            ChangeState.NEW.value(),
                            asked.value(),
                            "Ask for its approval by moving it from New to " + asked.title()));
        }
        return new Plan<>(plan, changes);
    }

    @Override
    public Output execute(ChangePlan plan, NodeContext context) throws NodeFailure {
        var session = serviceNow.open(plan.connection, context);
        var changes = new Correlated(session.tables(), TABLE, context);
        var row = changes.findOrCreate(plan.correlationId, plan.fields);
        if (unasked(plan, row)) {
            var state = ChangeState.NEW.next(plan.type()).value();
            row = session.tables().update(TABLE, row.sysId(), Map.of("state", state));
        }
        return ChangeForm.output(session, row, context.now());
    }

    private static boolean unasked(ChangePlan plan, Row row) {
        return plan.requestApproval
                && row.value("state").equals(ChangeState.NEW.value())
                && !row.value("approval").equals("rejected");
    }

    /// A change that is there but still New was only half made: executing again adopts it and asks.
    @Override
    public Reconciliation<Output> reconcile(ChangePlan plan, NodeContext context)
            throws NodeFailure {
        var session = serviceNow.open(plan.connection, context);
        return new Correlated(session.tables(), TABLE, context)
                .find(plan.correlationId)
                .filter(row -> !unasked(plan, row))
                .<Reconciliation<Output>>map(row ->
                        new Reconciliation.Applied<>(
                                ChangeForm.output(session, row, context.now())))
                .orElseGet(Reconciliation.NotApplied::new);
    }

    @Override
    public Optional<Output> preview(ChangePlan plan) {
        var created = plan.fields.getOrDefault("state", ChangeState.NEW.value());
        var asks = plan.requestApproval && created.equals(ChangeState.NEW.value());
        return Optional.of(
                new Output(
                        Planned.SYS_ID,
                        Planned.TEXT,
                        asks ? ChangeState.NEW.next(plan.type()).value() : created,
                        asks ? asked(plan.type()) : "not requested",
                        Planned.TEXT,
                        plan.correlationId,
                        Planned.TEXT));
    }

    private static String asked(String type) {
        return type.equals("standard") ? "approved" : "requested";
    }

    @Override
    public Object made(Output output) {
        return output.sysId();
    }

    @Override
    public EffectClass effectClass() {
        return EffectClass.PROBE;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                        "servicenow.create-change",
                        1,
                        "Create change request",
                        "Approval",
                        "git-pull-request",
                        "Creates a ServiceNow change request for an incident and asks for its approval.",
                        """
                        Creates a record in `change_request` whose `parent` is the incident, then moves it out of New, which
                        is how ServiceNow asks for approval: a normal change to Assess, an emergency change to Authorize. A
                        standard change is approved beforehand and moves to Scheduled. *Await approval* waits for the answer.

                        **Once only**: the change carries this step's own key in `correlation_id`; before it is created, and
                        after a lost answer or a crash, it is looked up by it and adopted. If it was created but approval
                        was not yet asked for, only that is done.

                        A change cannot be undone; end it with *Close change request*, also when it was rejected.
                        """,
                        List.of(
                                "change",
                                "approval",
                                "chg",
                                "rfc",
                                "ticket",
                                "change order",
                                "snow"),
                        "servicenow",
                        ServiceNowErrors.with(new LinkedHashMap<>()),
                        List.of("ServiceNow change_request: create, read, write"))
                .serving(Purpose.NOTIFY);
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<ChangePlan> planType() {
        return ChangePlan.class;
    }

    @Override
    public Class<Output> outputType() {
        return Output.class;
    }
}
