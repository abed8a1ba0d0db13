package io.sluice.db.run;

import io.sluice.db.Batch;
import io.sluice.db.Database;
import io.sluice.engine.port.Quotas;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which workflows have a limit on their runs, and what it is. What runs are told from is a copy in
/// memory, empty until somebody [#refresh()]es it, and every second or so.
public final class JdbcQuotas implements Quotas {
    private static final String ALL =
            "select workflow_id, max_runs, key_value, max_per_key from workflow_limit";

    private static final String DROP = "delete from workflow_limit where workflow_id = ?";

    private static final String PUT =
            """
            insert into workflow_limit (workflow_id, max_runs, key_value, max_per_key)
            values (?, ?, ?, ?)
            """;

    /// Runs that go on when the first limit is set keep going on, and count.
    private static final String COUNT_OPEN =
            """
            insert into run_slot (run_id, workflow_id, limit_key)
            select r.run_id, r.workflow_id, coalesce(r.limit_key, '') from run r
            where r.workflow_id = ? and r.ended_at is null and not r.queued
                and r.status in ('RUNNING', 'CANCELING') and r.mode = 'LIVE'
                and not exists (select 1 from run_slot s where s.run_id = r.run_id)
            """;

    private static final String LET_GO =
            "update run set queued = false where workflow_id = ? and ended_at is null and queued";

    private static final String FREE = "delete from run_slot where workflow_id = ?";

    private final Database database;
    private volatile Map<String, WorkflowLimit> known = Map.of();

    public JdbcQuotas(Database database) {
        this.database = database;
    }

    /// How many runs of a workflow may go on at once.
    ///
    /// @param maxRuns in all
    /// @param key groups them: a value as in a node's configuration, `=trigger.instanceId`
    /// @param maxPerKey in each group
    public record WorkflowLimit(
            Optional<Integer> maxRuns, Optional<String> key, Optional<Integer> maxPerKey) {
        public static final WorkflowLimit NONE =
                new WorkflowLimit(Optional.empty(), Optional.empty(), Optional.empty());

        boolean limits() {
            return maxRuns.isPresent() || maxPerKey.isPresent();
        }
    }

    @Override
    public Optional<Quota> find(String workflow) {
        return Optional.ofNullable(known.get(workflow))
                .map(limit -> new Quota(limit.key().orElse("")));
    }

    /// Reads what holds now.
    public void refresh() {
        known = database.inTransaction("read limits", JdbcQuotas::all);
    }

    private static Map<String, WorkflowLimit> all(Connection connection) throws SQLException {
        var all = new HashMap<String, WorkflowLimit>();
        try (var statement = connection.prepareStatement(ALL);
                var result = statement.executeQuery()) {
            while (result.next()) {
                all.put(
                        result.getString(1),
                        new WorkflowLimit(
                                Optional.ofNullable((Integer) result.getObject(2)),
                                Optional.ofNullable(result.getString(3)),
                                Optional.ofNullable((Integer) result.getObject(4))));
            }
        }
        return Map.copyOf(all);
    }

    public WorkflowLimit of(String workflow) {
        return database.inTransaction("read limits", JdbcQuotas::all)
                .getOrDefault(workflow, WorkflowLimit.NONE);
    }

    /// Sets the limit of a workflow, or takes it away.
    public void put(String workflow, WorkflowLimit limit) {
        database.inTransaction(
                "set a limit",
                connection -> {
                    each(connection, DROP, workflow);
                    if (limit.limits()) {
                        insert(connection, workflow, limit);
                        each(connection, COUNT_OPEN, workflow);
                    } else {
                        each(connection, LET_GO, workflow);
                        each(connection, FREE, workflow);
                    }
                    return limit;
                });
        refresh();
    }

    private static void insert(Connection connection, String workflow, WorkflowLimit limit)
            throws SQLException {
        Batch.run(
                connection,
                PUT,
                List.of(limit),
                (one, parameters) ->
                        parameters
                                .text(workflow)
                                .nullableNumber(one.maxRuns().map(Integer::longValue).orElse(null))
                                .text(one.key().orElse(null))
                                .nullableNumber(
                                        one.maxPerKey().map(Integer::longValue).orElse(null)));
    }

    private static void each(Connection connection, String sql, String workflow)
            throws SQLException {
        Batch.run(connection, sql, List.of(workflow), (id, parameters) -> parameters.text(id));
    }
}
