package io.sluice.nodes.servicenow;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Calls the Table API. Every row of a query is checked to be one that was asked for, since
/// ServiceNow silently leaves out the terms it does not know. Rows of which none was asked for do
/// not mean "there is none": what is missed by mistake would be created a second time.
final class TableClient {
    private static final String PLAIN = "sysparm_exclude_reference_link";
    private static final int JOURNAL_ENTRIES = 500;

    private final ServiceNowWire wire;

    TableClient(ServiceNowWire wire) {
        this.wire = wire;
    }

    /// @throws NodeFailure `servicenow.record.not-found`
    Row load(String table, String sysId) throws NodeFailure {
        var what = "to read %s %s".formatted(table, sysId);
        var row = one(wire.get(path(table, sysId), Map.of(PLAIN, "true"), what), what, false);
        if (!row.sysId().equals(sysId)) {
            throw wire.unreadable(what, "another record", false);
        }
        return row;
    }

    List<Row> list(String table, EncodedQuery query, int limit) throws NodeFailure {
        return list(table, query, limit, Map.of(PLAIN, "true"));
    }

    /// As [#list(String, EncodedQuery, int)], with what people see of each field.
    List<Row> listLabelled(String table, EncodedQuery query, int limit) throws NodeFailure {
        return list(table, query, limit, Map.of(PLAIN, "true", "sysparm_display_value", "all"));
    }

    private List<Row> list(String table, EncodedQuery query, int limit, Map<String, String> options)
            throws NodeFailure {
        var parameters = new LinkedHashMap<>(options);
        parameters.put("sysparm_query", query.toString());
        parameters.put("sysparm_limit", Integer.toString(limit));
        parameters.put("sysparm_no_count", "true");
        var what = "to search " + table;
        var result = wire.get(path(table), parameters, what);
        if (!result.isArray()) {
            throw wire.unreadable(what, "no list", false);
        }
        var rows = StreamSupport.stream(result.spliterator(), false).map(Row::of).toList();
        var wanted = rows.stream().filter(query.matches()).toList();
        if (wanted.isEmpty() && !rows.isEmpty()) {
            throw NodeFailure.permanent(
                    "servicenow.query-ignored",
                    Fault.PROVIDER,
                    ("Expected ServiceNow to search %s for %s, it answered with other "
                                    + "records; check that the user may read these fields.")
                            .formatted(table, query));
        }
        return wanted;
    }

    Row create(String table, Map<String, String> fields) throws NodeFailure {
        var what = "to create a record of " + table;
        return one(wire.post(path(table), Map.of(PLAIN, "true"), fields, what), what, true);
    }

    Row update(String table, String sysId, Map<String, String> fields) throws NodeFailure {
        var what = "to update %s %s".formatted(table, sysId);
        return one(wire.patch(path(table, sysId), Map.of(PLAIN, "true"), fields, what), what, true);
    }

    /// Whether an entry of a record's journal contains a text.
    boolean journalHas(String sysId, String element, String text) throws NodeFailure {
        var query =
                EncodedQuery.where("element_id", sysId)
                        .and("element", element)
                        .orderByDescending("sys_created_on");
        return list("sys_journal_field", query, JOURNAL_ENTRIES).stream()
                .anyMatch(entry -> entry.value("value").contains(text));
    }

    private Row one(JsonNode result, String what, boolean write) throws NodeFailure {
        var row = Row.of(result);
        if (row.sysId().isEmpty()) {
            throw wire.unreadable(what, "a record without sys_id", write);
        }
        return row;
    }

    private static String path(String table) throws NodeFailure {
        if (!table.matches("[a-z][a-z0-9_]{0,79}")) {
            throw RecordFields.bad("a table such as change_request", "'" + table + "'");
        }
        return "/api/now/table/" + table;
    }

    private static String path(String table, String sysId) throws NodeFailure {
        if (!sysId.matches("[0-9a-f]{32}")) {
            throw NodeFailure.permanent(
                    "servicenow.bad-config",
                    Fault.USER,
                    ("Expected a sys_id of 32 hexadecimal digits, found '%s'; give the "
                                    + "'sysId' of the node that created the record.")
                            .formatted(sysId));
        }
        return path(table) + "/" + sysId;
    }
}
