package io.sluice.db.run;

import io.sluice.db.Bulk;
import io.sluice.db.Database;
import io.sluice.db.Dialect;
import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.engine.port.Children;
import io.sluice.engine.port.Claim;
import io.sluice.engine.port.CommitResult;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.port.StoredRun;
import io.sluice.engine.run.RunId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs in a database: one state row each, a journal, and what is projected from it. A commit of
/// many runs is a handful of statements, however many runs it has; time comes in with the
/// arguments, never from the database.
public final class JdbcRunStore implements RunStore {
    private static final String LOAD =
            """
            select run_id, version, epoch, owner, due_at, state, queued from run
            where run_id = any(cast(? as varchar array))
            """;

    private static final String TAKE =
            """
            update run set version = version + 1, epoch = epoch + 1, claims = claims + 1,
                owner = ?, due_at = ?, queued = false
            where run_id = any(cast(? as varchar array))
            """;

    private final Database database;
    private final Json json;
    private final Children children;
    private final AtomicInteger turn = new AtomicInteger();

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
        return database.reading("load runs", connection -> load(connection, ids));
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
    public Prepared prepare(RunCommit commit) {
        return RunRow.of(commit, json);
    }

    @Override
    public List<CommitResult> commit(List<? extends Prepared> commits) {
        if (commits.isEmpty()) {
            return List.of();
        }
        var rows = new ArrayList<RunRow>(commits.size());
        for (var commit : commits) {
            rows.add(row(commit).numbered(rows.size()));
        }
        return database.inTransaction(
                "commit runs",
                connection ->
                        new CommitBatch(connection, database.dialect(), json, rows.size())
                                .write(rows));
    }

    private RunRow row(Prepared commit) {
        return commit instanceof RunRow row ? row : RunRow.of(commit.commit(), json);
    }

    /// An embedded database writes one transaction at a time.
    @Override
    public boolean sideBySide() {
        return database.dialect() == Dialect.POSTGRESQL;
    }

    @Override
    public List<Claimed> claim(Claim asked) {
        return database.inTransaction("claim runs", connection -> claim(connection, asked));
    }

    private List<Claimed> claim(Connection connection, Claim asked) throws SQLException {
        var due =
                new DueRuns(connection, database.dialect(), json, asked)
                        .lock(turn.getAndAdd(asked.max()));
        if (due.isEmpty()) {
            return List.of();
        }
        take(connection, asked, due);
        return due.stream().map(run -> claimed(run, asked)).toList();
    }

    private static Claimed claimed(StoredRun run, Claim asked) {
        return new Claimed(
                new StoredRun(
                        run.state(),
                        run.version() + 1,
                        run.epoch() + 1,
                        Optional.of(new StoredRun.Lease(asked.owner(), asked.until()))),
                run.lease().isPresent());
    }

    private static void take(Connection connection, Claim asked, List<StoredRun> due)
            throws SQLException {
        try (var bulk = new Bulk(connection, TAKE)) {
            bulk.text(asked.owner())
                    .number(Micros.atOrAfter(asked.until()))
                    .texts(due, run -> run.state().id().value())
                    .update();
        }
    }
}
