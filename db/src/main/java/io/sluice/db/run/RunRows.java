package io.sluice.db.run;

import io.sluice.db.Bulk;
import io.sluice.db.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes the rows of runs, fenced by version and epoch, and answers which were written.
final class RunRows {
    private static final String DELETE =
            "delete from run where run_id = any(cast(? as varchar array))";

    private final Connection connection;
    private final Dialect dialect;

    RunRows(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /// What a run waited for before and after it was written.
    record Waited(long before, long after) {
        static final Waited UNCHANGED = new Waited(0, 0);

        boolean changed() {
            return before != after;
        }
    }

    /// The ids of the rows that were written.
    Map<String, Waited> write(List<RunRow> starts, List<RunRow> moves) throws SQLException {
        var written = HashMap.<String, Waited>newHashMap(starts.size() + moves.size());
        if (!starts.isEmpty()) {
            begin(starts, written);
        }
        if (!moves.isEmpty()) {
            advance(moves, written);
        }
        return written;
    }

    private void begin(List<RunRow> rows, Map<String, Waited> written) throws SQLException {
        try (var bulk = new Bulk(connection, dialect.statements().beginRuns())) {
            bulk.texts(rows, RunRow::id)
                    .texts(rows, row -> row.commit().state().project())
                    .texts(rows, row -> row.commit().state().workflow().id())
                    .longs(rows, row -> row.commit().state().workflow().version())
                    .texts(rows, row -> row.commit().state().mode().name())
                    .texts(rows, row -> row.commit().state().startedBy().kind())
                    .texts(rows, RunRow::startedBy)
                    .texts(rows, RunRow::startKey)
                    .texts(rows, RunRow::trial)
                    .longs(rows, RunRow::startedAt);
            read(changing(bulk, rows), written);
        }
    }

    private void advance(List<RunRow> rows, Map<String, Waited> written) throws SQLException {
        try (var bulk = new Bulk(connection, dialect.statements().advanceRuns())) {
            var phantoms = read(changing(bulk.texts(rows, RunRow::id), rows), written);
            if (!phantoms.isEmpty()) {
                drop(phantoms);
                written.keySet().removeAll(phantoms);
            }
        }
    }

    /// The columns that every commit writes.
    private static Bulk changing(Bulk bulk, Collection<RunRow> rows) throws SQLException {
        return bulk.longs(rows, RunRow::version)
                .longs(rows, row -> row.commit().epoch())
                .texts(rows, row -> row.commit().state().status().name())
                .texts(rows, RunRow::owner)
                .nullableLongs(rows, RunRow::dueAt)
                .longs(rows, row -> row.commit().state().incidentCount())
                .longs(rows, row -> row.open().fingerprint())
                .texts(rows, row -> row.open().nodes())
                .texts(rows, row -> row.open().note())
                .nullableLongs(rows, RunRow::endedAt)
                .longs(rows, RunRow::at)
                .texts(rows, RunRow::state);
    }

    /// @return ids of runs that were to be changed and did not exist: an upsert made them
    private static Set<String> read(Bulk bulk, Map<String, Waited> written) throws SQLException {
        var phantoms = new HashSet<String>(0);
        try (var result = bulk.query()) {
            while (result.next()) {
                var id = result.getString(1);
                written.put(id, new Waited(result.getLong(2), result.getLong(3)));
                if (result.getBoolean(4)) {
                    phantoms.add(id);
                }
            }
        }
        return phantoms;
    }

    private void drop(Set<String> ids) throws SQLException {
        try (var bulk = new Bulk(connection, DELETE)) {
            bulk.texts(new ArrayList<>(ids), id -> id).update();
        }
    }
}
