package io.sluice.nodes.servicenow;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a change request is configured by and yields, and how its configuration becomes the record.
final class ChangeForm {
    private ChangeForm() {}

    /// The change request to create.
    public record Config(
            @Field(title = "Connection", widget = "connection") String connection,
            @Field(
                            title = "Incident",
                            description =
                                    "sys_id of the incident it is for, from Create incident; "
                                            + "it becomes the parent.")
                    @Nullable String incident,
            @Field(
                            title = "Type",
                            description =
                                    "normal: assessed, then authorised; emergency: "
                                            + "authorised at once; standard: approved beforehand.",
                            oneOf = {"normal", "emergency", "standard"},
                            defaultValue = "\"normal\"")
                    String type,
            @Field(
                            title = "Short description",
                            description = "One line; ServiceNow keeps 160 characters.")
                    String shortDescription,
            @Field(
                            title = "Description",
                            description = "A link to the run is appended.",
                            widget = "multiline")
                    @Nullable String description,
            @Field(title = "Justification", widget = "multiline") @Nullable String justification,
            @Field(title = "Implementation plan", widget = "multiline")
                    @Nullable String implementationPlan,
            @Field(title = "Backout plan", widget = "multiline") @Nullable String backoutPlan,
            @Field(
                            title = "Assignment group",
                            description = "sys_id of the group.",
                            options = AssignmentGroups.ID)
                    @Nullable String assignmentGroup,
            @Field(
                            title = "Planned start",
                            description = "Begin of the change window, UTC.",
                            example = "\"2026-01-05T22:00:00Z\"")
                    @Nullable String plannedStart,
            @Field(title = "Planned end", description = "End of the change window, UTC.")
                    @Nullable String plannedEnd,
            @Field(
                            title = "Ask for approval",
                            description = "Move it out of New, which asks the approvers.",
                            defaultValue = "true")
                    boolean requestApproval,
            @Field(
                            title = "More fields",
                            description = "Other columns of the table and their values.",
                            widget = "key-value")
                    @Nullable Map<String, String> fields) {
        public Config {
            fields = fields == null ? null : Map.copyOf(fields);
        }
    }

    /// The change request.
    public record Output(
            @Field(title = "sys_id", description = "For the other ServiceNow nodes.") String sysId,
            @Field(title = "Number", example = "\"CHG0030007\"") String number,
            @Field(title = "State", description = "-5 New, -4 Assess, -3 Authorize, -2 Scheduled …")
                    String state,
            @Field(title = "Approval", description = "requested, approved, rejected …")
                    String approval,
            @Field(title = "Link", description = "Where people see it.") String link,
            @Field(title = "Correlation id") String correlationId,
            @Field(
                            title = "Requested at",
                            description =
                                    "When approval was asked for, UTC; Await approval can "
                                            + "count from it.")
                    String requestedAt) {}

    static Map<String, String> fields(Config config, NodeContext context) throws NodeFailure {
        var start = instant(config.plannedStart, "planned start");
        var end = instant(config.plannedEnd, "planned end");
        if (start.isPresent() && end.isPresent() && !end.get().isAfter(start.get())) {
            throw RecordFields.bad("a planned end after the planned start", end.get().toString());
        }
        var fields = new LinkedHashMap<String, String>();
        fields.putAll(
                new RecordFields()
                        .shortDescription(config.shortDescription)
                        .withRun("description", config.description, context)
                        .put("parent", config.incident)
                        .put("justification", config.justification)
                        .put("implementation_plan", config.implementationPlan)
                        .put("backout_plan", config.backoutPlan)
                        .put("assignment_group", config.assignmentGroup)
                        .put("start_date", start.map(Row::time).orElse(null))
                        .put("end_date", end.map(Row::time).orElse(null))
                        .putAll(config.fields)
                        .put("type", config.type)
                        .build());
        return fields;
    }

    private static Optional<Instant> instant(@Nullable String text, String what)
            throws NodeFailure {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text.strip()));
        } catch (DateTimeParseException malformed) {
            throw RecordFields.bad(
                    "a %s such as 2026-01-05T22:00:00Z".formatted(what), "'" + text + "'");
        }
    }

    static Output output(ServiceNow.Session session, Row row, Instant requestedAt) {
        return new Output(
                row.sysId(),
                row.number(),
                row.value("state"),
                row.value("approval"),
                session.link(CreateChange.TABLE, row.sysId()),
                row.value("correlation_id"),
                requestedAt.toString());
    }
}
