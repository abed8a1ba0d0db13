package io.sluice.sandbox.servicenow;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The tables of this instance: their columns, which of them are references and journals, and what
/// a new record starts with.
record Schema(
        String table, Set<String> columns, Map<String, String> references, Set<String> journals) {
    private static final List<String> SYSTEM =
            List.of(
                    "sys_id",
                    "sys_class_name",
                    "sys_created_on",
                    "sys_created_by",
                    "sys_updated_on",
                    "sys_updated_by",
                    "sys_mod_count");
    private static final List<String> TASK =
            List.of(
                    "number",
                    "short_description",
                    "description",
                    "state",
                    "priority",
                    "impact",
                    "urgency",
                    "category",
                    "active",
                    "approval",
                    "assigned_to",
                    "assignment_group",
                    "caller_id",
                    "cmdb_ci",
                    "correlation_id",
                    "correlation_display",
                    "close_code",
                    "close_notes",
                    "closed_at",
                    "parent",
                    "opened_at",
                    "opened_by",
                    "work_notes",
                    "comments");
    private static final Map<String, String> TASK_REFERENCES =
            Map.of(
                    "assigned_to", "sys_user",
                    "assignment_group", "sys_user_group",
                    "caller_id", "sys_user",
                    "opened_by", "sys_user",
                    "parent", "task");

    static final Schema INCIDENT =
            task(
                    "incident",
                    Map.of("rfc", "change_request", "parent_incident", "incident"),
                    "incident_state",
                    "severity",
                    "subcategory",
                    "hold_reason",
                    "resolved_at",
                    "resolved_by",
                    "contact_type");
    static final Schema CHANGE =
            task(
                    "change_request",
                    Map.of("requested_by", "sys_user"),
                    "type",
                    "risk",
                    "reason",
                    "justification",
                    "implementation_plan",
                    "backout_plan",
                    "test_plan",
                    "risk_impact_analysis",
                    "start_date",
                    "end_date",
                    "phase",
                    "on_hold");
    static final Schema APPROVER =
            plain(
                    "sysapproval_approver",
                    Map.of(
                            "sysapproval", "change_request",
                            "approver", "sys_user",
                            "document_id", "change_request"),
                    Set.of("comments"),
                    "state",
                    "source_table");
    static final Schema JOURNAL =
            plain(
                    "sys_journal_field",
                    Map.of(),
                    Set.of(),
                    "name",
                    "element",
                    "element_id",
                    "value");
    static final Schema USER =
            plain("sys_user", Map.of(), Set.of(), "user_name", "name", "active", "email");

    static final Schema GROUP =
            plain("sys_user_group", Map.of(), Set.of(), "name", "description", "active");

    private static final List<Schema> ALL =
            List.of(INCIDENT, CHANGE, APPROVER, JOURNAL, USER, GROUP);

    Schema {
        columns = Set.copyOf(columns);
        references = Map.copyOf(references);
        journals = Set.copyOf(journals);
    }

    private static Schema task(String table, Map<String, String> more, String... own) {
        Set<String> columns = new LinkedHashSet<>(SYSTEM);
        columns.addAll(TASK);
        columns.addAll(Arrays.asList(own));
        columns.addAll(more.keySet());
        Map<String, String> references = new LinkedHashMap<>(TASK_REFERENCES);
        references.putAll(more);
        return new Schema(table, columns, references, Set.of("work_notes", "comments"));
    }

    private static Schema plain(
            String table, Map<String, String> references, Set<String> journals, String... own) {
        Set<String> columns = new LinkedHashSet<>(SYSTEM);
        columns.addAll(Arrays.asList(own));
        columns.addAll(references.keySet());
        columns.addAll(journals);
        return new Schema(table, columns, references, journals);
    }

    static Schema of(String table) {
        return find(table).orElseThrow(() -> new SnError(400, "Invalid table " + table, ""));
    }

    private static Optional<Schema> find(String table) {
        return ALL.stream().filter(schema -> schema.table().equals(table)).findFirst();
    }

    /// A column is written by callers unless the platform writes it.
    boolean isWritable(String column) {
        return columns.contains(column) && !SYSTEM.contains(column) && !column.equals("number");
    }
}
