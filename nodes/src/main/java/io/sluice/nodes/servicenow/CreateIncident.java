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
import org.jspecify.annotations.Nullable;

/// Creates an incident, once: a crash or a lost answer never makes a second one (F013).
final class CreateIncident
        implements EffectNode<
                CreateIncident.Config, CreateIncident.IncidentPlan, CreateIncident.Output> {
    private static final String TABLE = "incident";
    private static final String NEW = "1";

    private final ServiceNow serviceNow;

    CreateIncident(ServiceNow serviceNow) {
        this.serviceNow = serviceNow;
    }

    /// The incident to create.
    public record Config(
            @Field(title = "Connection", widget = "connection") String connection,
            @Field(
                            title = "Short description",
                            description = "One line; ServiceNow keeps 160 characters.",
                            example = "\"VM i-0aa11bb22cc33dd44 quarantined\"")
                    String shortDescription,
            @Field(
                            title = "Description",
                            description = "A link to the run is appended.",
                            widget = "multiline")
                    @Nullable String description,
            @Field(
                            title = "Impact",
                            description = "1 high, 2 medium, 3 low.",
                            minimum = 1,
                            maximum = 3,
                            defaultValue = "2")
                    long impact,
            @Field(
                            title = "Urgency",
                            description = "1 high, 2 medium, 3 low.",
                            minimum = 1,
                            maximum = 3,
                            defaultValue = "2")
                    long urgency,
            @Field(
                            title = "Assignment group",
                            description = "sys_id of the group that is to act.",
                            options = AssignmentGroups.ID)
                    @Nullable String assignmentGroup,
            @Field(title = "Category", example = "\"security\"") @Nullable String category,
            @Field(
                            title = "More fields",
                            description = "Other columns of the incident table and their values.",
                            widget = "key-value")
                    @Nullable Map<String, String> fields) {
        public Config {
            fields = fields == null ? null : Map.copyOf(fields);
        }
    }

    /// @param fields the record as it is sent, but for the correlation id
    public record IncidentPlan(
            String connection, String correlationId, Map<String, String> fields) {
        public IncidentPlan {
            fields = Map.copyOf(fields);
        }
    }

    /// The incident.
    public record Output(
            @Field(title = "sys_id", description = "For the other ServiceNow nodes.") String sysId,
            @Field(title = "Number", example = "\"INC0010023\"") String number,
            @Field(title = "State", description = "1 New, 2 In Progress, 3 On Hold, 6 Resolved …")
                    String state,
            @Field(title = "Link", description = "Where people see it.") String link,
            @Field(title = "Correlation id") String correlationId) {}

    @Override
    public Plan<IncidentPlan> plan(Config config, NodeContext context) throws NodeFailure {
        var fields =
                new RecordFields()
                        .shortDescription(config.shortDescription)
                        .withRun("description", config.description, context)
                        .put("impact", Long.toString(config.impact))
                        .put("urgency", Long.toString(config.urgency))
                        .put("assignment_group", config.assignmentGroup)
                        .put("category", config.category)
                        .putAll(config.fields)
                        .build();
        var plan = new IncidentPlan(config.connection, Correlated.id(context), fields);
        return Plan.of(
                plan,
                new Change(
                        "create",
                        TABLE,
                        "",
                        null,
                        fields,
                        "Create the incident '%s'".formatted(fields.get("short_description"))));
    }

    @Override
    public Output execute(IncidentPlan plan, NodeContext context) throws NodeFailure {
        var session = serviceNow.open(plan.connection, context);
        var incidents = new Correlated(session.tables(), TABLE, context);
        return output(session, incidents.findOrCreate(plan.correlationId, plan.fields));
    }

    @Override
    public Reconciliation<Output> reconcile(IncidentPlan plan, NodeContext context)
            throws NodeFailure {
        var session = serviceNow.open(plan.connection, context);
        return new Correlated(session.tables(), TABLE, context)
                .find(plan.correlationId)
                .<Reconciliation<Output>>map(
                        row -> new Reconciliation.Applied<>(output(session, row)))
                .orElseGet(Reconciliation.NotApplied::new);
    }

    private static Output output(ServiceNow.Session session, Row row) {
        return new Output(
                row.sysId(),
                row.number(),
                row.value("state"),
                session.link(TABLE, row.sysId()),
                row.value("correlation_id"));
    }

    @Override
    public Optional<Output> preview(IncidentPlan plan) {
        return Optional.of(
                new Output(
                        Planned.SYS_ID,
                        Planned.TEXT,
                        plan.fields.getOrDefault("state", NEW),
                        Planned.TEXT,
                        plan.correlationId));
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
                        "servicenow.create-incident",
                        1,
                        "Create incident",
                        "Notification",
                        "ticket",
                        "Creates a ServiceNow incident, exactly one per step.",
                        """
                        Creates a record in `incident`. ServiceNow computes its priority from impact and urgency.

                        **Once only**: the incident carries this step's own key in `correlation_id`. Before it is created,
                        and after a lost answer or a crash, the incident is looked up by it and adopted. ServiceNow does not
                        keep that field unique; should two carry the key, the oldest counts and the step's log says so.

                        An incident cannot be undone; end it with *Close incident*.
                        """,
                        List.of("ticket", "itsm", "notify", "issue", "case", "snow"),
                        "servicenow",
                        ServiceNowErrors.with(Map.of()),
                        List.of("ServiceNow incident: create, read, write"))
                .serving(Purpose.NOTIFY);
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<IncidentPlan> planType() {
        return IncidentPlan.class;
    }

    @Override
    public Class<Output> outputType() {
        return Output.class;
    }
}
