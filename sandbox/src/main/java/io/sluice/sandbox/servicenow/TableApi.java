package io.sluice.sandbox.servicenow;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Fields;
import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.world.ServiceDesk;
import io.sluice.sandbox.world.ServiceDesk.Row;
import io.sluice.sandbox.world.World;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Create, read, update, delete and list the records of one table.
final class TableApi {
    private static final int DEFAULT_LIMIT = 10_000;

    private final World world;
    private final Schema schema;
    private final Rules rules;
    private final RowJson json;
    private final Fields query;
    private final Call call;
    private final String base;

    TableApi(World world, String table, Call call) {
        this.world = world;
        this.schema = Schema.of(table);
        this.rules = rules(world, table);
        this.query = call.queryFields();
        this.call = call;
        this.base = "http://" + call.header("host").orElse("localhost") + "/servicenow";
        this.json = new RowJson(schema, query, base);
    }

    private static Rules rules(World world, String table) {
        return switch (table) {
            case "incident" -> new Incidents(world);
            case "change_request" -> new Changes(world);
            case "sysapproval_approver" -> new Approvers(world);
            default -> new ReadOnly(table);
        };
    }

    Outcome create() {
        Map<String, String> given = given();
        ServiceDesk desk = world.serviceDesk();
        Row row = desk.insert(schema.table(), rules.insert(withoutJournals(given)));
        journal(row, given);
        String location = base + "/api/now/table/" + schema.table() + "/" + row.sysId();
        return Outcome.applied(
                Answer.json(201, Map.of("result", json.show(row))).with("Location", location),
                row.field("number"),
                row.field("correlation_id"));
    }

    Outcome get(String sysId) {
        Row row = find(sysId);
        return Outcome.about(Answer.json(200, Map.of("result", json.show(row))), subject(row));
    }

    Outcome update(String sysId) {
        Row before = find(sysId);
        Map<String, String> given = given();
        ServiceDesk desk = world.serviceDesk();
        Row row = desk.update(before, rules.update(before, withoutJournals(given)));
        boolean noted = journal(row, given);
        if (!row.equals(before)) {
            rules.after(before, row);
        }
        Row now = desk.find(schema.table(), sysId).orElse(row);
        return Outcome.write(
                Answer.json(200, Map.of("result", json.show(now))),
                noted || !now.equals(before),
                subject(row),
                row.field("correlation_id"));
    }

    Outcome delete(String sysId) {
        Row row = find(sysId);
        if (rules instanceof ReadOnly) {
            throw SnError.refused("This user may not delete from " + schema.table());
        }
        world.serviceDesk().delete(row);
        return Outcome.applied(Answer.empty(204), subject(row), row.field("correlation_id"));
    }

    private Row find(String sysId) {
        return world.serviceDesk().find(schema.table(), sysId).orElseThrow(SnError::absent);
    }

    private static String subject(Row row) {
        return row.field("number").isEmpty() ? row.sysId() : row.field("number");
    }

    Outcome list() {
        EncodedQuery encoded = EncodedQuery.parse(query.orElse("sysparm_query", ""), schema);
        List<Row> all = encoded.apply(world.serviceDesk().table(schema.table()));
        int offset = number("sysparm_offset", 0);
        int limit = Math.min(number("sysparm_limit", DEFAULT_LIMIT), DEFAULT_LIMIT);
        List<Row> page = all.stream().skip(offset).limit(limit).toList();
        Answer answer = Answer.json(200, Map.of("result", page.stream().map(json::show).toList()));
        if (!query.flag("sysparm_no_count")) {
            answer = answer.with("X-Total-Count", Integer.toString(all.size()));
        }
        String links = new PageLinks(base + call.path(), query, offset, limit, all.size()).header();
        return Outcome.of(links.isEmpty() ? answer : answer.with("Link", links));
    }

    private int number(String name, int fallback) {
        String text = query.orElse(name, Integer.toString(fallback));
        return text.matches("[0-9]{1,8}") ? Integer.parseInt(text) : fallback;
    }

    /// The writable fields of the body, as strings; others are left out without a word, as the
    /// platform does.
    private Map<String, String> given() {
        JsonNode tree = Json.tree(call.body());
        if (!tree.isObject()) {
            throw new SnError(
                    400, "Exception while reading request", "The payload is not valid JSON");
        }
        Map<String, String> given = new TreeMap<>();
        for (String name : tree.propertyNames()) {
            JsonNode value = tree.get(name);
            if (schema.isWritable(name)) {
                given.put(name, value.isValueNode() ? value.asString("") : value.toString());
            }
        }
        return given;
    }

    private Map<String, String> withoutJournals(Map<String, String> given) {
        Map<String, String> rest = new TreeMap<>(given);
        rest.keySet().removeAll(schema.journals());
        return rest;
    }

    private boolean journal(Row row, Map<String, String> given) {
        boolean noted = false;
        for (String element : schema.journals()) {
            String text = given.getOrDefault(element, "");
            if (!text.isBlank()) {
                world.serviceDesk().journal(row, element, text);
                noted = true;
            }
        }
        return noted;
    }

    /// A table that callers only read.
    private record ReadOnly(String table) implements Rules {
        @Override
        public Map<String, String> insert(Map<String, String> given) {
            throw SnError.refused("This user may not write to " + table);
        }

        @Override
        public Map<String, String> update(Row before, Map<String, String> given) {
            throw SnError.refused("This user may not write to " + table);
        }

        @Override
        public void after(Row before, Row now) {}
    }
}
