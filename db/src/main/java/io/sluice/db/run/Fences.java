package io.sluice.db.run;

import io.sluice.db.Bulk;
import io.sluice.engine.port.RunCommit.Fence;
import io.sluice.engine.run.RunId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Lets those runs begin whose parent is still in the hands of who begins them. The parents stay
/// locked until the transaction ends, so that nobody claims one in between.
final class Fences {
    private static final String LOCK =
            """
            select run_id, epoch from run where run_id = any(cast(? as varchar array))
            order by run_id for update
            """;

    private final Connection connection;

    Fences(Connection connection) {
        this.connection = connection;
    }

    List<RunRow> pass(List<RunRow> starts) throws SQLException {
        var asked =
                starts.stream()
                        .flatMap(row -> row.commit().fence().stream())
                        .map(fence -> fence.run().value())
                        .distinct()
                        .sorted(Comparator.naturalOrder())
                        .toList();
        if (asked.isEmpty()) {
            return starts;
        }
        var good = good(asked);
        return starts.stream()
                .filter(row -> row.commit().fence().map(good::contains).orElse(true))
                .toList();
    }

    private Set<Fence> good(List<String> runs) throws SQLException {
        var good = new HashSet<Fence>();
        try (var bulk = new Bulk(connection, LOCK);
                var result = bulk.texts(runs, run -> run).query()) {
            while (result.next()) {
                good.add(new Fence(new RunId(result.getString(1)), result.getLong(2)));
            }
        }
        return good;
    }
}
