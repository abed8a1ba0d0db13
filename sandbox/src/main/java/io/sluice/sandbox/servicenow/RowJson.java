package io.sluice.sandbox.servicenow;

import io.sluice.sandbox.http.Fields;
import io.sluice.sandbox.world.ServiceDesk.Row;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A record as the Table API shows it: every value a string, references as links unless excluded,
/// display values on request.
record RowJson(Schema schema, Fields query, String base) {
    private static final Map<String, String> INCIDENT_STATES =
            Map.of(
                    "1",
                    "New",
                    "2",
                    "In Progress",
                    "3",
                    "On Hold",
                    "6",
                    "Resolved",
                    "7",
                    "Closed",
                    "8",
                    "Canceled");
    private static final Map<String, String> CHANGE_STATES =
            Map.of(
                    "-5",
                    "New",
                    "-4",
                    "Assess",
                    "-3",
                    "Authorize",
                    "-2",
                    "Scheduled",
                    "-1",
                    "Implement",
                    "0",
                    "Review",
                    "3",
                    "Closed",
                    "4",
                    "Canceled");

    Map<String, Object> show(Row row) {
        Map<String, Object> shown = new LinkedHashMap<>();
        for (String column : columns()) {
            shown.put(column, value(row, column));
        }
        return shown;
    }

    private Set<String> columns() {
        List<String> wanted =
                Arrays.stream(query.orElse("sysparm_fields", "").split(","))
                        .map(String::strip)
                        .filter(schema.columns()::contains)
                        .toList();
        return new TreeSet<>(wanted.isEmpty() ? schema.columns() : wanted);
    }

    private Object value(Row row, String column) {
        // Journals are written, not read back.
        String value = schema.journals().contains(column) ? "" : row.field(column);
        String display = display(column, value);
        return switch (query.orElse("sysparm_display_value", "false")) {
            case "all" -> {
                Map<String, Object> both = new LinkedHashMap<>();
                both.put("display_value", display);
                both.put("value", value);
                String target = schema.references().get(column);
                if (target != null && !value.isEmpty() && !linksExcluded()) {
                    both.put("link", link(target, value));
                }
                yield both;
            }
            case "true" -> reference(column, value, "display_value", display);
            default -> reference(column, value, "value", value);
        };
    }

    private Object reference(String column, String value, String name, String shown) {
        String target = schema.references().get(column);
        if (target == null || value.isEmpty() || linksExcluded()) {
            return shown;
        }
        Map<String, String> reference = new LinkedHashMap<>();
        reference.put("link", link(target, value));
        reference.put(name, shown);
        return reference;
    }

    private boolean linksExcluded() {
        return query.flag("sysparm_exclude_reference_link");
    }

    private String link(String table, String sysId) {
        return base + "/api/now/table/" + table + "/" + sysId;
    }

    private String display(String column, String value) {
        if (!column.equals("state")) {
            return value;
        }
        return switch (schema.table()) {
            case "incident" -> INCIDENT_STATES.getOrDefault(value, value);
            case "change_request" -> CHANGE_STATES.getOrDefault(value, value);
            default -> value;
        };
    }
}
