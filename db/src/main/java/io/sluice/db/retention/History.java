package io.sluice.db.retention;

import io.sluice.db.Database;
import io.sluice.db.Micros;
import io.sluice.db.Only;
import io.sluice.db.Page;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.WorkflowRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What stays of runs that were purged.
public final class History {
    private static final String COLUMNS =
            """
            select run_id, workflow_id, workflow_version, workflow_name, mode, status,
                started_by_kind, started_by, start_key, started_at, ended_at, failure, steps,
                changes, undone, incidents, approvals, purged_at
            from run_history
            """;

    private static final String LIST =
            COLUMNS
                    + """
                    where project = :project and run_id < :cursor
                        and (:workflow = '' or workflow_id = :workflow)
                        and (:all or workflow_id in (:only))
                    order by run_id desc limit :limit
                    """;

    private static final String FIND = COLUMNS + "where project = :project and run_id = :run";

    /// Behind every id.
    private static final String END = "~";

    private final JdbcClient jdbc;

    public History(Database database) {
        jdbc = JdbcClient.create(database.dataSource());
    }

    /// A run that was purged.
    ///
    /// @param workflowName as it was then
    /// @param failure why it failed, if it did
    /// @param changes how many changes it made
    /// @param undone how many of those it took back
    public record Line(
            RunId run,
            WorkflowRef workflow,
            String workflowName,
            Mode mode,
            RunStatus status,
            Actor startedBy,
            Optional<String> startKey,
            Instant startedAt,
            Instant endedAt,
            String failure,
            int steps,
            int changes,
            int undone,
            int incidents,
            int approvals,
            Instant purgedAt) {}

    /// Those of a project, or of some of its workflows.
    public record Which(String project, Optional<Set<String>> only, Optional<String> workflow) {}

    /// [#list(Which, Optional, int)] of all workflows.
    public Page<Line> list(
            String project, Optional<String> workflow, Optional<String> cursor, int limit) {
        return list(new Which(project, Optional.empty(), workflow), cursor, limit);
    }

    /// The newest first. The cursor is the last run of the page before.
    public Page<Line> list(Which which, Optional<String> cursor, int limit) {
        int bounded = Page.bounded(limit);
        var lines =
                jdbc.sql(LIST)
                        .param("project", which.project())
                        .param("workflow", which.workflow().orElse(""))
                        .param("all", which.only().isEmpty())
                        .param("only", Only.of(which.only().orElse(Set.of())))
                        .param("cursor", cursor.orElse(END))
                        .param("limit", bounded + 1)
                        .query(History::line)
                        .list();
        return Page.of(lines, bounded, line -> line.run().value());
    }

    public Optional<Line> find(String project, RunId run) {
        return jdbc.sql(FIND)
                .param("project", project)
                .param("run", run.value())
                .query(History::line)
                .optional();
    }

    private static Line line(ResultSet row, int index) throws SQLException {
        return new Line(
                new RunId(row.getString(1)),
                new WorkflowRef(row.getString(2), row.getInt(3)),
                row.getString(4),
                Mode.valueOf(row.getString(5)),
                RunStatus.valueOf(row.getString(6)),
                new Actor(row.getString(7), row.getString(8)),
                Optional.ofNullable(row.getString(9)),
                Micros.instant(row.getLong(10)),
                Micros.instant(row.getLong(11)),
                row.getString(12),
                row.getInt(13),
                row.getInt(14),
                row.getInt(15),
                row.getInt(16),
                row.getInt(17),
                Micros.instant(row.getLong(18)));
    }
}
