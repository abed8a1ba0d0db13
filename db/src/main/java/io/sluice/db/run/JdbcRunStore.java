package io.sluice.db.run;

import io.sluice.db.Bulk;
import io.sluice.db.Database;
import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.engine.port.Children;
import io.sluice.engine.port.CommitResult;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.port.StoredRun;
import io.sluice.engine.run.RunId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs in a database: one state row each, a journal, and what is projected from it. A commit of
/// many runs is a handful of statements, however many runs it has; time comes in with the
/// arguments, never from the database.
public final class JdbcRunStore implements RunStore {
    private static final String LOAD =
            """
            select run_id, version, epoch, owner, due_at, state from run
            where run_id = any(cast(? as varchar array))
            """;

    private static final String TAKE =
            """
            update run set version = version + 1, epoch = epoch + 1, claims = claims + 1,
                owner = ?, due_at = ?
            where run_id = any(cast(? as varchar array))
            """;

    private final Database database;
    private final Json json;
    private final Children children;

    public JdbcRunStore(Database database) {
        this(database, Json.codec());
    }

    JdbcRunStore(Database database, Json json) {
        this.database = database;
        this.json = json;
        children = new JdbcChildren(database, json);
    }

    @Override
    public Children children() {
        return children;
    }

    @Override
    public Map<RunId, StoredRun> load(Collection<RunId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return database.inTransaction("load runs", connection -> load(connection, ids));
    }

    private Map<RunId, StoredRun> load(Connection connection, Collection<RunId> ids)
            throws SQLException {
        try (var bulk = new Bulk(connection, LOAD)) {
            var stored = RunRecord.read(bulk.texts(ids, RunId::value).query());
            var runs = new HashMap<RunId, StoredRun>();
            for (var run : RunRecord.runs(connection, stored, json)) {
                runs.put(run.state().id(), run);
            }
            return runs;
        }
    }

    @Override
    public List<CommitResult> commit(List<RunCommit> commits) {
        if (commits.isEmpty()) {
            return List.of();
        }
        var rows = new ArrayList<RunRow>(commits.size());
        for (var commit : commits) {
            rows.add(RunRow.of(rows.size(), commit, json));
        }
        return database.inTransaction(
                "commit runs",
                connection ->
                        new CommitBatch(connection, database.dialect(), json, rows.size())
                                .write(rows));
    }

    @Override
    public List<Claimed> claim(String owner, Instant now, Duration lease, int max) {
        var until = now.plus(lease);
        return database.inTransaction(
                "claim runs", connection -> claim(connection, owner, now, until, max));
    }

    private List<Claimed> claim(
            Connection connection, String owner, Instant now, Instant until, int max)
            throws SQLException {
        var due = due(connection, now, max);
        if (due.isEmpty()) {
            return List.of();
        }
        take(connection, owner, until, due);
        var runs = RunRecord.runs(connection, due, json);
        var claimed = new ArrayList<Claimed>(runs.size());
        for (var run : runs) {
            claimed.add(
                    new Claimed(
                            new StoredRun(
                                    run.state(),
                                    run.version() + 1,
                                    run.epoch() + 1,
                                    Optional.of(new StoredRun.Lease(owner, until))),
                            run.lease().isPresent()));
        }
        return claimed;
    }

    private List<RunRecord> due(Connection connection, Instant now, int max) throws SQLException {
        try (var statement =
                connection.prepareStatement(database.dialect().statements().lockDueRuns())) {
            statement.setLong(1, Micros.of(now));
            statement.setInt(2, max);
            return RunRecord.read(statement.executeQuery());
        }
    }

    private static void take(
            Connection connection, String owner, Instant until, List<RunRecord> due)
            throws SQLException {
        try (var bulk = new Bulk(connection, TAKE)) {
            bulk.text(owner).number(Micros.atOrAfter(until)).texts(due, RunRecord::id).update();
        }
    }
}
