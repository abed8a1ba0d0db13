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
import io.sluice.nodes.support.IdempotentTitle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sets fields of a record and writes a work note, in one request.
///
/// A work note is a journal entry: sending it twice would show it twice. It therefore ends in this
/// step's key, by which it is found again in the journal.
final class UpdateRecord
        implements EffectNode<UpdateRecord.Config, UpdateRecord.UpdatePlan, UpdateRecord.Output> {
    private final ServiceNow serviceNow;

    UpdateRecord(ServiceNow serviceNow) {
        this.serviceNow = serviceNow;
    }

    /// What to set on which record.
    public record Config(
            @Field(title = "Connection", widget = "connection") String connection,
            @Field(title = "Table", pattern = "[a-z][a-z0-9_]{0,79}", defaultValue = "\"incident\"")
                    String table,
            @Field(title = "Record", description = "sys_id.", pattern = "[0-9a-f]{32}")
                    String record,
            @Field(
                            title = "Fields",
                            description =
                                    "Columns and their new values, as ServiceNow stores them.",
                            widget = "key-value",
                            example = "{\"state\":\"2\"}")
                    @Nullable Map<String, String> fields,
            @Field(
                            title = "Work note",
                            description = "Appended to the record's work notes.",
                            widget = "multiline")
                    @Nullable String workNote) {
        public Config {
            fields = fields == null ? null : Map.copyOf(fields);
        }
    }

    /// @param number of the record, for people
    /// @param stateBefore of the record; empty when its table has none
    /// @param before what the fields were, of those that change
    /// @param after what they are to become
    /// @param note the work note as it is sent, its marker included
    /// @param marker by which the note is recognised
    public record UpdatePlan(
            String connection,
            String table,
            String record,
            String number,
            String stateBefore,
            Map<String, String> before,
            Map<String, String> after,
            @Nullable String note,
            String marker) {
        public UpdatePlan {
            before = Map.copyOf(before);
            after = Map.copyOf(after);
        }
    }

    /// The record afterwards.
    public record Output(
            @Field(title = "sys_id") String sysId,
            @Field(title = "Number") String number,
            @Field(title = "State") String state,
            @Field(title = "Changed", description = "False when all was so before, without a note.")
                    boolean changed) {}

    @Override
    public Plan<UpdatePlan> plan(Config config, NodeContext context) throws NodeFailure {
        var wished = config.fields == null ? Map.<String, String>of() : config.fields;
        RecordFields.check(wished);
        var note = config.workNote == null || config.workNote.isBlank() ? null : config.workNote;
        if (wished.isEmpty() && note == null) {
            throw RecordFields.bad("fields to set or a work note", "neither");
        }
        var row = row(config, context);
        var before = new LinkedHashMap<String, String>();
        var after = new LinkedHashMap<String, String>();
        wished.forEach((name, value) -> {
            if (!row.value(name).equals(value)) {
                before.put(name, row.value(name));
                after.put(name, value);
            }
        });
        var marker = IdempotentTitle.marker(context.effectKey());
        var plan =
                new UpdatePlan(
                        config.connection,
                        config.table,
                        config.record,
                        row.number(),
                        row.value("state"),
                        before,
                        after,
                        note == null ? null : note.strip() + "\n" + marker,
                        marker);
        return new Plan<>(plan, changes(plan));
    }

    /// The record, or nothing but a placeholder when it has only been planned.
    private Row row(Config config, NodeContext context) throws NodeFailure {
        var tables = serviceNow.open(config.connection, context).tables();
        return Planned.is(config.record, context)
                ? Planned.row()
                : tables.load(config.table, config.record);
    }

    private static List<Change> changes(UpdatePlan plan) {
        var subject = plan.table + " " + (plan.number.isEmpty() ? plan.record : plan.number);
        var changes = new ArrayList<Change>();
        plan.after.forEach((name, value) ->
                changes.add(
                        new Change(
                                "update",
                                subject,
                                name,
                                plan.before.get(name),
                                value,
                                "Set %s of %s to '%s'".formatted(name, subject, value))));
        if (plan.note != null) {
            changes.add(
                    new Change(
                            "add work note",
                            subject,
                            "work_notes",
                            null,
                            plan.note,
                            "Write a work note on " + subject));
        }
        return changes;
    }

    @Override
    public Output execute(UpdatePlan plan, NodeContext context) throws NodeFailure {
        var tables = serviceNow.open(plan.connection, context).tables();
        if (plan.after.isEmpty() && plan.note == null) {
            return output(tables.load(plan.table, plan.record), plan);
        }
        var body = new LinkedHashMap<>(plan.after);
        if (plan.note != null) {
            body.put("work_notes", plan.note);
        }
        return output(tables.update(plan.table, plan.record, body), plan);
    }

    /// Fields and note go out in one request: where fields were to change, they tell for both.
    @Override
    public Reconciliation<Output> reconcile(UpdatePlan plan, NodeContext context)
            throws NodeFailure {
        var tables = serviceNow.open(plan.connection, context).tables();
        var row = tables.load(plan.table, plan.record);
        if (plan.after.isEmpty()) {
            return noted(plan, row, tables);
        }
        if (has(row, plan.after)) {
            return new Reconciliation.Applied<>(output(row, plan));
        }
        return has(row, plan.before)
                ? new Reconciliation.NotApplied<>()
                : new Reconciliation.Conflict<>(
                        ("Expected %s %s to have either its old values %s or the new ones %s; "
                                        + "somebody else has changed it.")
                                .formatted(plan.table, row.number(), plan.before, plan.after));
    }

    private static Reconciliation<Output> noted(UpdatePlan plan, Row row, TableClient tables)
            throws NodeFailure {
        if (plan.note == null) {
            return new Reconciliation.Applied<>(output(row, plan));
        }
        try {
            return tables.journalHas(plan.record, "work_notes", plan.marker)
                    ? new Reconciliation.Applied<>(output(row, plan))
                    : new Reconciliation.NotApplied<>();
        } catch (NodeFailure failure) {
            if (failure.retryable()) {
                throw failure;
            }
            return new Reconciliation.Unknown<>(
                    "The journal cannot be read, so nobody can tell whether the note was written: "
                            + failure.getMessage());
        }
    }

    private static boolean has(Row row, Map<String, String> values) {
        return values.entrySet().stream()
                .allMatch(field -> row.value(field.getKey()).equals(field.getValue()));
    }

    private static Output output(Row row, UpdatePlan plan) {
        return new Output(
                row.sysId(),
                row.number(),
                row.value("state"),
                !plan.after.isEmpty() || plan.note != null);
    }

    @Override
    public Optional<Output> preview(UpdatePlan plan) {
        return Optional.of(
                new Output(
                        plan.record,
                        plan.number,
                        plan.after.getOrDefault("state", plan.stateBefore),
                        !plan.after.isEmpty() || plan.note != null));
    }

    @Override
    public List<String> resources(UpdatePlan plan) {
        return ServiceNow.lockOf(plan.connection, plan.table, plan.record);
    }

    @Override
    public EffectClass effectClass() {
        return EffectClass.CONVERGENT;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                        "servicenow.update-record",
                        1,
                        "Update record",
                        "Notification",
                        "edit",
                        "Sets fields of a ServiceNow record and writes a work note.",
                        """
                        Sets the given columns of a record, such as `state` or `assignment_group`, and appends a work note.
                        Only columns that differ are sent; when nothing differs and no note is given, nothing is sent.

                        After a lost answer the record is read: with the new values the step is done, with the old ones it
                        is sent again, with others somebody else has changed it and a person must look. A note alone is
                        looked up in the record's journal by this step's own key, which ends the note, so that it is never
                        written twice.
                        """,
                        List.of("ticket", "work notes", "comment", "set state", "assign", "snow"),
                        "servicenow",
                        ServiceNowErrors.with(Map.of()),
                        List.of(
                                "ServiceNow {table}: read, write",
                                "ServiceNow sys_journal_field: read (recognises a note after a lost answer)"))
                .serving(Purpose.NOTIFY);
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<UpdatePlan> planType() {
        return UpdatePlan.class;
    }

    @Override
    public Class<Output> outputType() {
        return Output.class;
    }
}
