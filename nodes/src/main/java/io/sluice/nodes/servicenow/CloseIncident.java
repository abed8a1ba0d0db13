package io.sluice.nodes.servicenow;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Purpose;
import io.sluice.engine.node.Reconciliation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Resolves an incident, with the link to the run in its notes (F016).
final class CloseIncident
        implements EffectNode<CloseIncident.Config, CloseIncident.ClosePlan, CloseIncident.Output> {
    private static final String TABLE = "incident";
    private static final String RESOLVED = "6";
    private static final String CANCELED = "8";
    private static final Set<String> ENDED = Set.of(RESOLVED, "7", CANCELED);

    private final ServiceNow serviceNow;

    CloseIncident(ServiceNow serviceNow) {
        this.serviceNow = serviceNow;
    }

    /// Which incident to resolve, and why it may be.
    public record Config(
            @Field(title = "Connection", widget = "connection") String connection,
            @Field(
                            title = "Incident",
                            description = "sys_id, from Create incident.",
                            pattern = "[0-9a-f]{32}")
                    String incident,
            @Field(
                            title = "Close code",
                            description =
                                    "One of your instance's; empty for the connection's, by "
                                            + "default 'Solution provided'.")
                    @Nullable String closeCode,
            @Field(
                            title = "Close notes",
                            description = "What was done; a link to the run is appended.",
                            widget = "multiline")
                    @Nullable String closeNotes) {}

    /// @param stateBefore to tell whether there is anything to do
    public record ClosePlan(
            String connection,
            String incident,
            String number,
            String stateBefore,
            String closeCode,
            String closeNotes) {
        private boolean ended() {
            return ENDED.contains(stateBefore);
        }
    }

    /// The incident afterwards.
    public record Output(
            @Field(title = "sys_id") String sysId,
            @Field(title = "Number") String number,
            @Field(title = "State", description = "6 Resolved, 7 Closed, 8 Canceled.") String state,
            @Field(title = "Changed", description = "False when it had ended before.")
                    boolean changed) {}

    @Override
    public Plan<ClosePlan> plan(Config config, NodeContext context) throws NodeFailure {
        var session = serviceNow.open(config.connection, context);
        var row =
                Planned.is(config.incident, context)
                        ? Planned.row()
                        : session.tables().load(TABLE, config.incident);
        var code = config.closeCode;
        var plan =
                new ClosePlan(
                        config.connection,
                        config.incident,
                        row.number(),
                        row.value("state"),
                        code == null || code.isBlank() ? session.closeCode() : code,
                        RecordFields.withRun(config.closeNotes, context));
        if (plan.ended()) {
            return Plan.of(plan);
        }
        return Plan.of(
                plan,
                new Change(
                        "resolve",
                        TABLE + " " + plan.number,
                        "state",
                        plan.stateBefore,
                        RESOLVED,
                        "Resolve incident %s with close code '%s'"
                                .formatted(plan.number, plan.closeCode)));
    }

    @Override
    public Output execute(ClosePlan plan, NodeContext context) throws NodeFailure {
        var tables = serviceNow.open(plan.connection, context).tables();
        if (plan.ended()) {
            return output(tables.load(TABLE, plan.incident), plan);
        }
        var fields =
                Map.of(
                        "state", RESOLVED,
                        "close_code", plan.closeCode,
                        "close_notes", plan.closeNotes);
        return output(tables.update(TABLE, plan.incident, fields), plan);
    }

    @Override
    public Reconciliation<Output> reconcile(ClosePlan plan, NodeContext context)
            throws NodeFailure {
        var row = serviceNow.open(plan.connection, context).tables().load(TABLE, plan.incident);
        if (row.value("state").equals(CANCELED) && !plan.ended()) {
            return new Reconciliation.Conflict<>(
                    "Expected incident %s to be open or resolved, somebody has canceled it."
                            .formatted(plan.number));
        }
        return ENDED.contains(row.value("state"))
                ? new Reconciliation.Applied<>(output(row, plan))
                : new Reconciliation.NotApplied<>();
    }

    private static Output output(Row row, ClosePlan plan) {
        return new Output(row.sysId(), row.number(), row.value("state"), !plan.ended());
    }

    @Override
    public Optional<Output> preview(ClosePlan plan) {
        return Optional.of(
                new Output(
                        plan.incident,
                        plan.number,
                        plan.ended() ? plan.stateBefore : RESOLVED,
                        !plan.ended()));
    }

    @Override
    public List<String> resources(ClosePlan plan) {
        return ServiceNow.lockOf(plan.connection, TABLE, plan.incident);
    }

    @Override
    public EffectClass effectClass() {
        return EffectClass.CONVERGENT;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                        "servicenow.close-incident",
                        1,
                        "Close incident",
                        "Notification",
                        "circle-check",
                        "Resolves a ServiceNow incident, with a link to the run.",
                        """
                        Sets the incident to **Resolved** with close code and close notes, which ServiceNow's data policy
                        demands; the notes end in a link to the run. ServiceNow closes a resolved incident by itself some
                        days later, closing it directly is refused by most instances.

                        An incident that is resolved, closed or canceled already is left as it is. Close codes differ
                        between releases: set the one of your instance on the connection.
                        """,
                        List.of("resolve", "ticket", "done", "close ticket", "snow"),
                        "servicenow",
                        ServiceNowErrors.with(Map.of()),
                        List.of("ServiceNow incident: read, write"))
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
