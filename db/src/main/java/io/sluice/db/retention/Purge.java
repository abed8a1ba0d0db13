package io.sluice.db.retention;

import io.sluice.db.Bulk;
import io.sluice.db.Database;
import io.sluice.db.Micros;
import io.sluice.engine.run.RunStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Takes runs away whose time is over, some hundred in a transaction, and leaves a line of each in
/// the history. Any number of processes may do so at once.
public final class Purge {
    private static final int PAGE = 1_000;
    private static final int AT_ONCE = 200;

    /// How long an event is known that has begun a run, so that it does not begin another.
    static final Duration DEDUPLICATION = Duration.ofDays(30);

    /// What another run has begun stays until that one has ended too.
    private static final String ENDED =
            """
            select run_id, workflow_id, status, started_at, ended_at from run
            where project = ? and started_at >= ? and started_at < ?
                and (started_at > ? or run_id > ?) and ended_at is not null
                and not exists (
                    select 1 from child_run c join run p on p.run_id = c.parent_id
                    where c.run_id = run.run_id and p.ended_at is null
                )
            order by started_at, run_id limit ?
            """;

    private static final String OLD_HISTORY =
            "select run_id from run_history where project = ? and ended_at < ? limit ?";

    private final Database database;

    public Purge(Database database) {
        this.database = database;
    }

    private record Ended(
            String run, String workflow, RunStatus status, long startedAt, Instant endedAt) {}

    /// One pass over the runs of a project.
    ///
    /// @param goOn asked between transactions
    /// @return how many runs went
    public int pass(String project, Retention retention, Instant now, BooleanSupplier goOn) {
        int purged = 0;
        if (!retention.keepsAll()) {
            purged = passRuns(project, retention, now, goOn);
        }
        if (retention.history().isPresent()) {
            passHistory(project, now.minus(retention.history().get()), goOn);
        }
        return purged;
    }

    private int passRuns(String project, Retention retention, Instant now, BooleanSupplier goOn) {
        int purged = 0;
        long after = 0;
        var lastRun = "";
        while (goOn.getAsBoolean()) {
            var page = page(project, after, lastRun, now);
            var over =
                    page.stream()
                            .filter(run ->
                                    retention.over(
                                            run.workflow(), run.status(), run.endedAt(), now))
                            .map(Ended::run)
                            .toList();
            for (int i = 0; i < over.size() && goOn.getAsBoolean(); i += AT_ONCE) {
                purged += purge(over.subList(i, Math.min(over.size(), i + AT_ONCE)), now);
            }
            if (page.size() < PAGE) {
                break;
            }
            after = page.getLast().startedAt();
            lastRun = page.getLast().run();
        }
        return purged;
    }

    private List<Ended> page(String project, long after, String lastRun, Instant now) {
        return database.inTransaction(
                "look for runs to purge",
                connection -> {
                    try (var statement = connection.prepareStatement(ENDED)) {
                        statement.setString(1, project);
                        statement.setLong(2, after);
                        statement.setLong(3, Micros.of(now));
                        statement.setLong(4, after);
                        statement.setString(5, lastRun);
                        statement.setInt(6, PAGE);
                        var page = new ArrayList<Ended>();
                        try (var result = statement.executeQuery()) {
                            while (result.next()) {
                                page.add(
                                        new Ended(
                                                result.getString(1),
                                                result.getString(2),
                                                RunStatus.valueOf(result.getString(3)),
                                                result.getLong(4),
                                                Micros.instant(result.getLong(5))));
                            }
                        }
                        return page;
                    }
                });
    }

    private int purge(List<String> runs, Instant now) {
        return database.inTransaction(
                "purge runs", connection -> new PurgedRuns(connection, now).purge(runs));
    }

    private void passHistory(String project, Instant before, BooleanSupplier goOn) {
        while (goOn.getAsBoolean()) {
            var old =
                    database.inTransaction(
                            "look for old history",
                            connection -> {
                                try (var statement = connection.prepareStatement(OLD_HISTORY)) {
                                    statement.setString(1, project);
                                    statement.setLong(2, Micros.of(before));
                                    statement.setInt(3, PAGE);
                                    return ids(statement.executeQuery());
                                }
                            });
            if (old.isEmpty()) {
                return;
            }
            database.inTransaction(
                    "purge history", connection -> PurgedRuns.forget(connection, old));
        }
    }

    static List<String> ids(java.sql.ResultSet result) throws SQLException {
        try (result) {
            var ids = new ArrayList<String>();
            while (result.next()) {
                ids.add(result.getString(1));
            }
            return ids;
        }
    }

    /// One statement about these ids, whose only parameter they are.
    static int each(java.sql.Connection connection, String sql, List<String> ids)
            throws SQLException {
        try (var bulk = new Bulk(connection, sql)) {
            return bulk.texts(ids, id -> id).update();
        }
    }
}
