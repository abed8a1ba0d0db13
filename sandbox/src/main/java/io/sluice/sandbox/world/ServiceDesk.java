package io.sluice.sandbox.world;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The records of the ServiceNow instance: every value a string, as the platform keeps them.
public final class ServiceDesk {
    public static final String APPROVER = "sandbox.approver";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final World world;
    private final Table<Row> rows;

    ServiceDesk(World world) {
        this.world = world;
        this.rows = world.table("records", Row.class);
    }

    /// One record of a table.
    public record Row(String table, String sysId, Map<String, String> fields) {
        public Row {
            fields = new TreeMap<>(fields);
        }

        public String field(String name) {
            return fields.getOrDefault(name, "");
        }

        public Row with(Map<String, String> changes) {
            Map<String, String> all = new TreeMap<>(fields);
            all.putAll(changes);
            return new Row(table, sysId, all);
        }
    }

    void furnish() {
        user("sandbox", "Sandbox Integration");
        user(APPROVER, "Sandbox Approver");
        group("Security Operations", "Watches and contains");
        group("Cloud Platform", "Owns the accounts");
        group("Change Advisory Board", "Approves changes");
    }

    private void user(String userName, String name) {
        insert("sys_user", Map.of("user_name", userName, "name", name, "active", "true"));
    }

    private void group(String name, String description) {
        insert(
                "sys_user_group",
                Map.of("name", name, "description", description, "active", "true"));
    }

    void clear() {
        rows.clear();
    }

    public List<Row> table(String table) {
        return rows.rows().subMap(table + "/", table + "0").values().stream().toList();
    }

    public Optional<Row> find(String table, String sysId) {
        return rows.find(table + "/" + sysId);
    }

    public Row user(String userName) {
        return table("sys_user").stream()
                .filter(user -> user.field("user_name").equals(userName))
                .findFirst()
                .orElseThrow();
    }

    /// Adds a record with the columns that every table has.
    public Row insert(String table, Map<String, String> fields) {
        String sysId = world.ids().sysId();
        String now = stamp(world.now());
        Map<String, String> all = new TreeMap<>(fields);
        all.put("sys_id", sysId);
        all.put("sys_class_name", table);
        all.put("sys_created_on", now);
        all.put("sys_created_by", "sandbox");
        all.put("sys_updated_on", now);
        all.put("sys_updated_by", "sandbox");
        all.put("sys_mod_count", "0");
        Row row = new Row(table, sysId, all);
        rows.put(table + "/" + sysId, row);
        return row;
    }

    /// Changes a record; the same record when nothing differs.
    public Row update(Row row, Map<String, String> changes) {
        Row changed = row.with(changes);
        if (changed.equals(row)) {
            return row;
        }
        int count = Integer.parseInt(row.field("sys_mod_count")) + 1;
        Row stamped =
                changed.with(
                        Map.of(
                                "sys_updated_on",
                                stamp(world.now()),
                                "sys_mod_count",
                                Integer.toString(count)));
        rows.put(row.table() + "/" + row.sysId(), stamped);
        return stamped;
    }

    public void delete(Row row) {
        rows.remove(row.table() + "/" + row.sysId());
    }

    /// Writes a line into the journal of a record.
    public void journal(Row row, String element, String value) {
        insert(
                "sys_journal_field",
                Map.of(
                        "name",
                        row.table(),
                        "element",
                        element,
                        "element_id",
                        row.sysId(),
                        "value",
                        value));
    }

    public String nextNumber(String prefix, long base) {
        return prefix + "%07d".formatted(world.ids().next(prefix, base));
    }

    public static String stamp(Instant at) {
        return STAMP.format(at);
    }
}
