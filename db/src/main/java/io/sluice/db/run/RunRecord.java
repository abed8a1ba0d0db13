package io.sluice.db.run;

import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.engine.port.StoredRun;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A run's row as it is read, its state still text.
record RunRecord(
        String id, long version, long epoch, @Nullable String owner, long dueAt, String state) {

    /// Reads `run_id, version, epoch, owner, due_at, state`, and closes the result.
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
                                result.getString(6)));
            }
            return rows;
        }
    }

    /// The runs, large values back in their places.
    static List<StoredRun> runs(Connection connection, List<RunRecord> rows, Json json)
            throws SQLException {
        var blobs =
                new BlobTable(connection)
                        .restoring(rows.stream().map(RunRecord::state).toList(), json);
        var runs = new ArrayList<StoredRun>(rows.size());
        for (var row : rows) {
            runs.add(
                    new StoredRun(
                            blobs.state(json.state(row.state())),
                            row.version(),
                            row.epoch(),
                            row.lease()));
        }
        return runs;
    }

    private Optional<StoredRun.Lease> lease() {
        return Optional.ofNullable(owner)
                .map(holder -> new StoredRun.Lease(holder, Micros.instant(dueAt)));
    }
}
