package io.sluice.db.query;

import io.sluice.db.Database;
import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.db.Only;
import io.sluice.db.Page;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.StepId;
import io.sluice.engine.run.WorkflowRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What people are asked to decide, and what they decided. Commits write it.
public final class Approvals {
    private static final String COLUMNS =
            """
            select a.run_id, a.step, a.project, a.node, a.workflow_id, w.name, a.title,
                a.description, a.approvers, a.requested_at, a.deadline, a.status,
                a.decided_by_kind, a.decided_by, a.decided_at, a.comment_text, a.again, a.votes,
                r.workflow_version, a.reminders, a.reminded_at, a.escalated_to, a.escalated_at
            from approval a
            left join workflow w on w.id = a.workflow_id
            left join run r on r.run_id = a.run_id
            """;

    private static final String OF_RUN = COLUMNS.concat("where a.run_id = :run order by a.step");

    private static final String ONE =
            COLUMNS.concat("where a.project = :project and a.run_id = :run and a.step = :step");

    private static final String OPEN =
            COLUMNS.concat(
                    """
                    where a.project = :project and a.status = 'open'
                        and (a.requested_at > :at or (a.requested_at = :at and a.run_id > :run)
                            or (a.requested_at = :at and a.run_id = :run and a.step > :step))
                        and (:all or a.workflow_id in (:only))
                    order by a.requested_at, a.run_id, a.step limit :limit
                    """);

    private static final String DECIDED =
            COLUMNS.concat(
                    """
                    where a.project = :project
                        and a.status in ('approved', 'rejected', 'expired', 'ended')
                        and (a.requested_at < :at or (a.requested_at = :at and a.run_id < :run)
                            or (a.requested_at = :at and a.run_id = :run and a.step < :step))
                        and (:all or a.workflow_id in (:only))
                    order by a.requested_at desc, a.run_id desc, a.step desc limit :limit
                    """);

    private final JdbcClient jdbc;
    private final Json json;

    public Approvals(Database database) {
        jdbc = JdbcClient.create(database.dataSource());
        json = Json.codec();
    }

    /// Those of a project, or of some of its workflows.
    public record Which(String project, Optional<Set<String>> only) {}

    /// Those that wait for a person, the oldest first.
    ///
    /// @throws IllegalArgumentException if the cursor is none of ours
    public Page<ApprovalItem> open(String project, Optional<String> cursor, int limit) {
        return open(new Which(project, Optional.empty()), cursor, limit);
    }

    public Page<ApprovalItem> open(Which which, Optional<String> cursor, int limit) {
        return page(OPEN, which, cursor.map(Place::read).orElse(Place.FIRST), limit);
    }

    /// Those that wait for nobody any more, the newest first.
    ///
    /// @throws IllegalArgumentException if the cursor is none of ours
    public Page<ApprovalItem> decided(String project, Optional<String> cursor, int limit) {
        return decided(new Which(project, Optional.empty()), cursor, limit);
    }

    public Page<ApprovalItem> decided(Which which, Optional<String> cursor, int limit) {
        return page(DECIDED, which, cursor.map(Place::read).orElse(Place.LAST), limit);
    }

    public List<ApprovalItem> ofRun(RunId run) {
        return jdbc.sql(OF_RUN).param("run", run.value()).query(this::item).list();
    }

    public Optional<ApprovalItem> find(String project, RunId run, StepId step) {
        return jdbc.sql(ONE)
                .param("project", project)
                .param("run", run.value())
                .param("step", step.value())
                .query(this::item)
                .optional();
    }

    private Page<ApprovalItem> page(String sql, Which which, Place place, int limit) {
        int bounded = Page.bounded(limit);
        var items =
                jdbc.sql(sql)
                        .param("project", which.project())
                        .param("all", which.only().isEmpty())
                        .param("only", Only.of(which.only().orElse(Set.of())))
                        .param("at", place.at())
                        .param("run", place.run())
                        .param("step", place.step())
                        .param("limit", bounded + 1)
                        .query(this::item)
                        .list();
        return Page.of(items, bounded, item -> Place.of(item).text());
    }

    /// Where in the list.
    private record Place(long at, String run, int step) {
        static final Place FIRST = new Place(Long.MIN_VALUE, "", 0);
        static final Place LAST = new Place(Long.MAX_VALUE, "", 0);

        static Place of(ApprovalItem item) {
            return new Place(
                    Micros.of(item.requestedAt()), item.run().value(), item.step().value());
        }

        static Place read(String cursor) {
            var parts = cursor.split(":", 3);
            if (parts.length != 3) {
                throw new IllegalArgumentException(
                        "Expected a cursor that an earlier page gave as 'next', found '"
                                + cursor
                                + "'; begin without one.");
            }
            return new Place(
                    Page.number(parts[0]), parts[2], Math.toIntExact(Page.number(parts[1])));
        }

        String text() {
            return at + ":" + step + ":" + run;
        }
    }

    private ApprovalItem item(ResultSet row, int index) throws SQLException {
        return new ApprovalItem(
                new RunId(row.getString(1)),
                new StepId(row.getInt(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Optional.ofNullable(row.getString(6)).orElse(""),
                version(row.getString(5), (Number) row.getObject(19)),
                row.getString(7),
                row.getString(8),
                names(row.getString(9)),
                Micros.instant(row.getLong(10)),
                Micros.optional((Number) row.getObject(11)),
                ApprovalItem.Status.valueOf(row.getString(12).toUpperCase(Locale.ROOT)),
                decidedBy(row.getString(13), row.getString(14)),
                Micros.optional((Number) row.getObject(15)),
                Optional.ofNullable(row.getString(16)).orElse(""),
                row.getBoolean(17),
                row.getInt(18),
                urged(row));
    }

    private ApprovalItem.Urged urged(ResultSet row) throws SQLException {
        return new ApprovalItem.Urged(
                row.getInt(20),
                Micros.optional((Number) row.getObject(21)),
                names(row.getString(22)),
                Micros.optional((Number) row.getObject(23)));
    }

    private static Optional<WorkflowRef> version(String workflow, @Nullable Number version) {
        return Optional.ofNullable(version)
                .map(number -> new WorkflowRef(workflow, number.intValue()));
    }

    private static Optional<Actor> decidedBy(@Nullable String kind, @Nullable String name) {
        return kind == null || name == null ? Optional.empty() : Optional.of(new Actor(kind, name));
    }

    private List<String> names(String text) {
        return json.value(text) instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }
}
