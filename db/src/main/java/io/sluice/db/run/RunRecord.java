package io.sluice.db.run;

import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.engine.port.StoredRun;
import io.sluice.engine.port.Unreadable;
import io.sluice.engine.run.WorkflowRef;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A run's row as it is read, its state still text.
record RunRecord(
        String id,
        long version,
        long epoch,
        @Nullable String owner,
        long dueAt,
        String state,
        boolean queued) {

    /// Reads `run_id, version, epoch, owner, due_at, state, queued`, and closes the result.
    static List<RunRecord> read(ResultSet result) throws SQLException {
        try (result) {
            var rows = new ArrayList<RunRecord>();
            while (result.next()) {
                rows.add(
                        new RunRecord(
                                result.getString(1),
                                result.getLong(2),
                                result.getLong(3),
                                result.getString(4),
                                result.getLong(5),
                                result.getString(6),
                                result.getBoolean(7)));
            }
            return rows;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(RunRecord.class);

    /// The runs, large values back in their places.
    ///
    /// @throws Unreadable if one is of a newer form
    static List<StoredRun> runs(Connection connection, List<RunRecord> rows, Json json)
            throws SQLException {
        var blobs =
                new BlobTable(connection)
                        .restoring(rows.stream().map(RunRecord::state).toList(), json);
        var runs = new ArrayList<StoredRun>(rows.size());
        for (var row : rows) {
            runs.add(row.run(blobs, json));
        }
        return runs;
    }

    /// Those of the runs that this process can read and knows how to carry out, by id.
    static Map<String, StoredRun> fit(
            Connection connection, List<RunRecord> rows, Json json, Predicate<WorkflowRef> knows)
            throws SQLException {
        var blobs =
                new BlobTable(connection)
                        .restoring(rows.stream().map(RunRecord::state).toList(), json);
        var runs = new LinkedHashMap<String, StoredRun>();
        for (var row : rows) {
            try {
                var run = row.run(blobs, json);
                if (knows.test(run.state().workflow())) {
                    runs.put(row.id(), run);
                }
            } catch (Unreadable newer) {
                log.debug("Left to a newer process. {}", newer.getMessage());
            }
        }
        return runs;
    }

    private StoredRun run(Blobs blobs, Json json) {
        try {
            return new StoredRun(blobs.state(json.state(state)), version, epoch, lease(), queued);
        } catch (IllegalArgumentException newer) {
            throw new Unreadable("run " + id, String.valueOf(newer.getMessage()));
        }
    }

    private Optional<StoredRun.Lease> lease() {
        return Optional.ofNullable(owner)
                .map(holder -> new StoredRun.Lease(holder, Micros.instant(dueAt)));
    }
}
