package io.sluice.db.run;

import io.sluice.db.Database;
import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.port.Children;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Outer;
import io.sluice.engine.run.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs that runs have begun, as commits have written them ([ChildRows]).
final class JdbcChildren implements Children {
    private static final String ITEMS =
            "select page, items from part_item where group_key = ? and page between ? and ? order by page";

    private static final String OUTER = "select content from part_outer where group_key = ?";

    private static final String BEGUN =
            """
            select idx, run_id, attempt, outcome, output, failure, ended_at from child_run
            where group_key = ? and idx >= ? order by idx limit ?
            """;

    private final Database database;
    private final Json json;

    JdbcChildren(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public List<@Nullable Object> items(EffectKey group, int from, int most) {
        int first = from / ChildRows.PAGE;
        int last = (from + most - 1) / ChildRows.PAGE;
        return database.inTransaction(
                "read items",
                connection -> {
                    try (var statement = connection.prepareStatement(ITEMS)) {
                        statement.setString(1, group.value());
                        statement.setInt(2, first);
                        statement.setInt(3, last);
                        return items(statement.executeQuery(), from, most);
                    }
                });
    }

    private List<@Nullable Object> items(ResultSet result, int from, int most) throws SQLException {
        try (result) {
            var items = new ArrayList<@Nullable Object>();
            while (result.next()) {
                int index = result.getInt(1) * ChildRows.PAGE;
                if (json.map(result.getString(2)).get(ChildRows.ITEMS) instanceof List<?> page) {
                    for (var item : page) {
                        if (index >= from && index < from + most) {
                            items.add(item);
                        }
                        index++;
                    }
                }
            }
            return items;
        }
    }

    @Override
    public Optional<Outer> outer(EffectKey group) {
        return database.inTransaction(
                "read outer values",
                connection -> {
                    try (var statement = connection.prepareStatement(OUTER)) {
                        statement.setString(1, group.value());
                        try (var result = statement.executeQuery()) {
                            return result.next()
                                    ? Optional.of(outer(json.map(result.getString(1))))
                                    : Optional.empty();
                        }
                    }
                });
    }

    private static Outer outer(Map<String, @Nullable Object> value) {
        var outputs = new LinkedHashMap<NodeId, Map<String, @Nullable Object>>();
        map(value, "nodes").forEach((id, output) -> outputs.put(new NodeId(id), map(output)));
        return new Outer(map(value, "trigger"), map(value, "vars"), outputs);
    }

    private static Map<String, @Nullable Object> map(
            Map<String, @Nullable Object> value, String key) {
        return map(value.get(key));
    }

    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, one) -> copy.put(String.valueOf(key), one));
        }
        return copy;
    }

    @Override
    public List<Begun> begun(EffectKey group, int from, int most) {
        return database.inTransaction(
                "read children",
                connection -> {
                    try (var statement = connection.prepareStatement(BEGUN)) {
                        statement.setString(1, group.value());
                        statement.setInt(2, from);
                        statement.setInt(3, most);
                        return begun(statement.executeQuery());
                    }
                });
    }

    private List<Begun> begun(ResultSet result) throws SQLException {
        try (result) {
            var begun = new ArrayList<Begun>();
            while (result.next()) {
                long endedAt = result.getLong(7);
                begun.add(
                        new Begun(
                                result.getInt(1),
                                new RunId(result.getString(2)),
                                result.getInt(3),
                                Outcome.valueOf(result.getString(4)),
                                json.map(result.getString(5)),
                                failure(result.getString(6)),
                                endedAt == 0
                                        ? Optional.empty()
                                        : Optional.of(Micros.instant(endedAt))));
            }
            return begun;
        }
    }

    private Optional<Failure> failure(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var map = json.map(text);
        return Optional.of(
                Failure.permanent(
                        String.valueOf(map.get("code")),
                        String.valueOf(map.get("fault")),
                        String.valueOf(map.get("message"))));
    }
}
