package io.sluice.db.run;

import io.sluice.db.Batch;
import io.sluice.engine.port.Intake;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A message begins one run: the first to mark it as delivered. (After the runs are written, as
/// with messages that others hear: everybody locks runs first and messages then.)
final class MessageStarts {
    private static final String MARK =
            "update message set delivered_at = ? where id = ? and delivered_at is null";

    private static final String TAKE_BACK = "delete from run where run_id = ?";

    private final Connection connection;

    MessageStarts(Connection connection) {
        this.connection = connection;
    }

    /// Takes back those of the runs just written whose message was delivered before.
    Set<String> late(List<RunRow> starts, Collection<String> written) throws SQLException {
        var begun =
                starts.stream()
                        .filter(row -> written.contains(row.id()) && !message(row).isEmpty())
                        .sorted(Comparator.comparing(MessageStarts::message))
                        .toList();
        var marked =
                Batch.run(
                        connection,
                        MARK,
                        begun,
                        (row, parameters) -> parameters.number(row.at()).text(message(row)));
        var late = new HashSet<String>();
        for (int i = 0; i < marked.length; i++) {
            if (marked[i] == 0) {
                late.add(begun.get(i).id());
            }
        }
        Batch.run(connection, TAKE_BACK, late, (run, parameters) -> parameters.text(run));
        return late;
    }

    private static String message(RunRow row) {
        return row.commit().intake().flatMap(Intake::message).map(JdbcWaits::id).orElse("");
    }
}
