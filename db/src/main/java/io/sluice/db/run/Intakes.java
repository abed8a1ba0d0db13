package io.sluice.db.run;

import io.sluice.db.Batch;
import io.sluice.db.Bulk;
import io.sluice.db.Dialect;
import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.db.Texts;
import io.sluice.engine.port.Intake;
import io.sluice.engine.run.RunId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Records the events that begin runs, each key once, and finds the runs that the others began.
final class Intakes {
    /// A scalar subquery, so that each key is looked up and the table never read from end to end.
    private static final String EXISTING =
            """
            select v.run_id, (
                select e.run_id from trigger_event e
                where e.project = v.project and e.workflow_id = v.workflow_id
                    and e.event_key = v.event_key and e.occurrence = 0
            )
            from unnest(
                cast(? as varchar array),
                cast(? as varchar array),
                cast(? as varchar array),
                cast(? as varchar array)
            ) as v (run_id, project, workflow_id, event_key)
            """;

    private static final String FORGET =
            """
            delete from trigger_event
            where project = ? and workflow_id = ? and event_key = ? and occurrence = 0
                and run_id = ?
            """;

    private final Connection connection;
    private final Dialect dialect;
    private final Json json;

    Intakes(Connection connection, Dialect dialect, Json json) {
        this.connection = connection;
        this.dialect = dialect;
        this.json = json;
    }

    /// @return for those starts whose key has begun a run before: that run, by the id of the run
    ///   that does not begin
    Map<String, RunId> record(List<RunRow> starts) throws SQLException {
        var rows =
                starts.stream()
                        .filter(row -> row.commit().intake().isPresent())
                        .sorted(Comparator.comparing(Intakes::order))
                        .toList();
        if (rows.isEmpty()) {
            return Map.of();
        }
        var recorded = insert(rows);
        var known = rows.stream().filter(row -> !recorded.contains(row.id())).toList();
        return known.isEmpty() ? Map.of() : existing(known);
    }

    /// Everybody inserts in the same order, so that nobody waits for one who waits for him.
    private static String order(RunRow row) {
        var intake = intake(row);
        return intake.project() + '\n' + intake.workflow() + '\n' + RunRow.key(intake);
    }

    private Set<String> insert(List<RunRow> rows) throws SQLException {
        try (var bulk = new Bulk(connection, dialect.statements().recordIntakes())) {
            bulk.texts(rows, row -> intake(row).project())
                    .texts(rows, row -> intake(row).workflow())
                    .texts(rows, row -> RunRow.key(intake(row)))
                    .texts(rows, row -> Texts.shown(intake(row).source(), 40))
                    .longs(rows, row -> Micros.of(intake(row).receivedAt()))
                    .texts(rows, RunRow::id)
                    .texts(rows, this::payload)
                    .nullableLongs(rows, row -> Micros.orNull(intake(row).happenedAt()));
            var recorded = new HashSet<String>();
            try (var result = bulk.query()) {
                while (result.next()) {
                    recorded.add(result.getString(1));
                }
            }
            return recorded;
        }
    }

    /// Nothing when it is what the run has as its trigger anyway.
    private String payload(RunRow row) {
        var payload = intake(row).payload();
        return payload.equals(row.commit().state().trigger()) ? "" : json.text(payload);
    }

    private Map<String, RunId> existing(List<RunRow> rows) throws SQLException {
        var runs = new HashMap<String, RunId>();
        try (var bulk = new Bulk(connection, EXISTING)) {
            bulk.texts(rows, RunRow::id)
                    .texts(rows, row -> intake(row).project())
                    .texts(rows, row -> intake(row).workflow())
                    .texts(rows, row -> RunRow.key(intake(row)));
            try (var result = bulk.query()) {
                while (result.next()) {
                    runs.put(result.getString(1), new RunId(result.getString(2)));
                }
            }
        }
        return runs;
    }

    /// Takes back the events of runs that did not begin after all.
    void forget(List<RunRow> rows) throws SQLException {
        Batch.run(
                connection,
                FORGET,
                rows,
                (row, parameters) ->
                        parameters
                                .text(intake(row).project())
                                .text(intake(row).workflow())
                                .text(RunRow.key(intake(row)))
                                .text(row.id()));
    }

    private static Intake intake(RunRow row) {
        return row.commit().intake().orElseThrow();
    }
}
