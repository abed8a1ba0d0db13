package io.sluice.db.run;

import io.sluice.db.Bulk;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Appends to the journals of runs: one row a commit.
final class Journal {
    private static final String APPEND =
            """
            insert into journal (run_id, version, at, events)
            select v.run_id, v.version, v.at, v.events
            from unnest(
                cast(? as varchar array),
                cast(? as bigint array),
                cast(? as bigint array),
                cast(? as varchar array)
            ) as v (run_id, version, at, events)
            """;

    private Journal() {}

    static void append(Connection connection, List<RunRow> rows) throws SQLException {
        try (var bulk = new Bulk(connection, APPEND)) {
            bulk.texts(rows, RunRow::id)
                    .longs(rows, RunRow::version)
                    .longs(rows, RunRow::at)
                    .texts(rows, RunRow::events)
                    .update();
        }
    }
}
