package io.sluice.db.run;

import io.sluice.db.Batch;
import io.sluice.db.Bulk;
import io.sluice.db.Micros;
import io.sluice.engine.port.StoredRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives the places of a workflow that has a limit to its runs that wait for one, the longest due
/// first. The limit's row is locked meanwhile: two processes never count the same place as free.
final class Admission {
    private static final String LIMIT =
            "select max_runs, max_per_key from workflow_limit where workflow_id = ? for update";

    private static final String FREE_PLACES =
            """
            delete from run_slot where workflow_id = ? and not exists (
                select 1 from run r where r.run_id = run_slot.run_id and r.ended_at is null
            )
            """;

    private static final String TAKEN = "select count(*) from run_slot where workflow_id = ?";

    /// Of each group as many as it has free places, the longest due.
    private static final String WAITING =
            """
            select q.run_id, q.limit_key from (
                select run_id, due_at, coalesce(limit_key, '') as limit_key,
                    row_number() over (
                        partition by coalesce(limit_key, '') order by due_at, run_id
                    ) as place
                from run
                where workflow_id = ? and due_at between 0 and ? and queued and not paused
            ) q
            left join (
                select limit_key, count(*) as taken from run_slot
                where workflow_id = ? group by limit_key
            ) s on s.limit_key = q.limit_key
            where q.place <= ? - coalesce(s.taken, 0)
            order by q.due_at, q.run_id limit ?
            """;

    private static final String LOCK =
            """
            select run_id, version, epoch, owner, due_at, state, queued from run
            where run_id = any(cast(? as varchar array)) and queued
            for update skip locked
            """;

    private static final String OCCUPY =
            "insert into run_slot (run_id, workflow_id, limit_key) values (?, ?, ?)";

    private final Connection connection;
    private final String workflow;
    private final Fitting fitting;

    /// @param fitting which runs this process can take
    Admission(Connection connection, String workflow, Fitting fitting) {
        this.connection = connection;
        this.workflow = workflow;
        this.fitting = fitting;
    }

    /// The runs out of these that this process can take, by id.
    @FunctionalInterface
    interface Fitting {
        Map<String, StoredRun> of(List<RunRecord> rows) throws SQLException;
    }

    private record Limit(@Nullable Integer maxRuns, @Nullable Integer maxPerKey) {}

    private record Waiting(String run, String key) {}

    /// Locks runs that get a place now.
    ///
    /// @param most most of them
    Map<String, StoredRun> admit(Instant now, int most) throws SQLException {
        var limit = limit();
        if (limit == null) {
            return Map.of();
        }
        int room = Math.min(most, room(limit));
        if (room <= 0) {
            return Map.of();
        }
        var waiting = waiting(now, limit, room);
        var admitted = fitting.of(lock(waiting));
        Batch.run(
                connection,
                OCCUPY,
                waiting.stream().filter(one -> admitted.containsKey(one.run())).toList(),
                (one, parameters) -> parameters.text(one.run()).text(workflow).text(one.key()));
        return admitted;
    }

    private @Nullable Limit limit() throws SQLException {
        try (var statement = connection.prepareStatement(LIMIT)) {
            statement.setString(1, workflow);
            try (var result = statement.executeQuery()) {
                return result.next()
                        ? new Limit((Integer) result.getObject(1), (Integer) result.getObject(2))
                        : null;
            }
        }
    }

    private int room(Limit limit) throws SQLException {
        Batch.run(
                connection,
                FREE_PLACES,
                List.of(workflow),
                (id, parameters) -> parameters.text(id));
        if (limit.maxRuns() == null) {
            return Integer.MAX_VALUE;
        }
        try (var statement = connection.prepareStatement(TAKEN)) {
            statement.setString(1, workflow);
            try (var result = statement.executeQuery()) {
                result.next();
                return limit.maxRuns() - result.getInt(1);
            }
        }
    }

    private List<Waiting> waiting(Instant now, Limit limit, int room) throws SQLException {
        try (var statement = connection.prepareStatement(WAITING)) {
            statement.setString(1, workflow);
            statement.setLong(2, Micros.of(now));
            statement.setString(3, workflow);
            statement.setLong(4, limit.maxPerKey() == null ? Integer.MAX_VALUE : limit.maxPerKey());
            statement.setInt(5, room);
            var waiting = new ArrayList<Waiting>();
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    waiting.add(new Waiting(result.getString(1), result.getString(2)));
                }
            }
            return waiting;
        }
    }

    private List<RunRecord> lock(List<Waiting> waiting) throws SQLException {
        try (var bulk = new Bulk(connection, LOCK)) {
            return RunRecord.read(bulk.texts(waiting, Waiting::run).query());
        }
    }
}
