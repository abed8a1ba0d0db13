package io.sluice.db.run;

import io.sluice.db.Batch;
import io.sluice.db.Json;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Outer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes what runs begin runs with, and how those end.
final class ChildRows {
    /// Items on one page.
    static final int PAGE = 500;

    /// The one key of a page.
    static final String ITEMS = "items";

    private static final String LIST =
            "insert into part_item (group_key, page, parent_id, items) values (?, ?, ?, ?)";

    private static final String SEE =
            "insert into part_outer (group_key, parent_id, content) values (?, ?, ?)";

    private static final String FORGET = "delete from child_run where group_key = ? and idx = ?";

    private static final String BEGIN =
            """
            insert into child_run (
                group_key, idx, parent_id, run_id, attempt, outcome, output, failure
            ) values (?, ?, ?, ?, ?, 'RUNNING', '{}', '')
            """;

    private static final String END =
            """
            update child_run set outcome = ?, output = ?, failure = ?, ended_at = ?
            where group_key = ? and idx = ? and run_id = ?
            """;

    private final Connection connection;
    private final Json json;

    ChildRows(Connection connection, Json json) {
        this.connection = connection;
        this.json = json;
    }

    private record Page(String group, int page, String parent, String items) {}

    private record Seen(String group, String parent, String value) {}

    void write(List<RunRow> winners) throws SQLException {
        list(winners);
        var begun = all(winners, row -> row.rows().begun);
        // What failed may be begun again: the row is then that of the later run.
        Batch.run(
                connection,
                FORGET,
                begun.stream().filter(one -> one.attempt() > 1).toList(),
                (one, parameters) -> parameters.text(one.group()).number(one.index()));
        Batch.run(
                connection,
                BEGIN,
                begun,
                (one, parameters) ->
                        parameters
                                .text(one.group())
                                .number(one.index())
                                .text(one.parent())
                                .text(one.run())
                                .number(one.attempt()));
        Batch.run(
                connection,
                END,
                all(winners, row -> row.rows().ended),
                (one, parameters) ->
                        parameters
                                .text(one.outcome())
                                .text(one.output())
                                .text(one.failure())
                                .number(one.at())
                                .text(one.group())
                                .number(one.index())
                                .text(one.run()));
    }

    private void list(List<RunRow> winners) throws SQLException {
        var pages = new ArrayList<Page>();
        var seen = new ArrayList<Seen>();
        for (var row : winners) {
            for (var listed : row.rows().listed) {
                pages(row.id(), listed, pages);
                seen.add(new Seen(listed.group().value(), row.id(), value(listed.outer())));
            }
        }
        Batch.run(
                connection,
                LIST,
                pages,
                (page, parameters) ->
                        parameters
                                .text(page.group())
                                .number(page.page())
                                .text(page.parent())
                                .text(page.items()));
        Batch.run(
                connection,
                SEE,
                seen,
                (one, parameters) ->
                        parameters.text(one.group()).text(one.parent()).text(one.value()));
    }

    private void pages(String parent, Event.ItemsListed listed, List<Page> pages) {
        var items = listed.items();
        for (int from = 0; from < items.size(); from += PAGE) {
            var part = items.subList(from, Math.min(from + PAGE, items.size()));
            var page = new LinkedHashMap<String, @Nullable Object>();
            page.put(ITEMS, part);
            pages.add(new Page(listed.group().value(), from / PAGE, parent, json.text(page)));
        }
    }

    private String value(Outer outer) {
        var nodes = new LinkedHashMap<String, @Nullable Object>();
        for (Map.Entry<NodeId, Map<String, @Nullable Object>> one : outer.outputs().entrySet()) {
            nodes.put(one.getKey().value(), one.getValue());
        }
        var value = new LinkedHashMap<String, @Nullable Object>();
        value.put("trigger", outer.trigger());
        value.put("vars", outer.vars());
        value.put("nodes", nodes);
        return json.text(value);
    }

    private static <T> List<T> all(List<RunRow> rows, Function<RunRow, List<T>> part) {
        return rows.stream().map(part).flatMap(List::stream).toList();
    }
}
