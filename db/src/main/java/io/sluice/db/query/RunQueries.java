package io.sluice.db.query;

import io.sluice.db.Database;
import io.sluice.db.Micros;
import io.sluice.db.Only;
import io.sluice.db.Page;
import io.sluice.db.Tried;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Child;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.WorkflowRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Lists of runs, and how they stand, for people.
public final class RunQueries {
    private static final String COLUMNS =
            """
            select r.run_id, r.project, r.workflow_id, r.workflow_version, w.name, r.status, r.mode,
                r.incidents,
                case when r.queued then 'a place: only so many runs of its workflow at once'
                    else r.waiting_for end,
                r.started_at, r.ended_at, r.updated_at,
                r.started_by_kind, r.started_by, r.open_nodes, r.start_key, r.version, r.trial,
                r.ended_at is null and (r.paused or exists (
                    select 1 from pause p
                    where p.scope = 'everything' or (p.scope = 'workflow' and p.subject = r.workflow_id)
                )) as paused
            from run r left join workflow w on w.id = r.workflow_id
            """;

    private static final String WORKFLOW = "r.workflow_id = :workflow";
    private static final String ONLY = "r.workflow_id in (:only)";
    private static final String STATUS = "r.status = :status";
    private static final String OPEN = "r.ended_at is null";
    private static final String ENDED = "r.ended_at is not null";
    private static final String INCIDENT =
            "r.status in ('RUNNING', 'CANCELING') and r.ended_at is null and r.incidents > 0";
    private static final String MODE = "r.mode = :mode";
    private static final String TRIAL = "r.trial is not null";
    private static final String EARNEST = "r.trial is null";
    private static final String FROM = "r.started_at >= :from";
    private static final String TO = "r.started_at < :to";
    private static final String QUERY =
            """
            (r.run_id like :prefix escape '!' or r.start_key like :prefix escape '!'
                or lower(w.name) like :part escape '!')\
            """;
    private static final String OWN = "r.run_id not like '" + Child.ID + "%'";
    private static final String OF_PARENT =
            "r.run_id in (select c.run_id from child_run c where c.parent_id = :parent)";
    private static final String BEHIND = "r.run_id < :cursor";
    private static final String NEWEST_FIRST = "order by run_id desc limit :limit";

    private static final String ACTIVE =
            """
            select workflow_id, count(*), sum(case when incidents > 0 then 1 else 0 end)
            from run
            where status in ('RUNNING', 'CANCELING') and ended_at is null
                and workflow_id in (:workflows)
            group by workflow_id
            """;

    private static final String COUNTS =
            """
            select status, count(*), sum(case when incidents > 0 then 1 else 0 end) from run
            where status in ('NEW', 'RUNNING', 'CANCELING') and ended_at is null group by status
            """;

    private final JdbcClient jdbc;
    private final List<String> parts;
    private final String last;

    public RunQueries(Database database) {
        jdbc = JdbcClient.create(database.dataSource());
        parts = database.dialect().statements().parts();
        last =
                """
                select w.id, r.status, r.started_at
                from workflow w join run r on r.run_id = %s
                where w.id in (:workflows)
                """
                        .formatted(database.dialect().statements().lastRun());
    }

    /// How the runs of one workflow stand.
    ///
    /// @param running how many have not ended
    /// @param incidents how many of those wait for a person
    public record Standing(
            int running,
            int incidents,
            Optional<RunStatus> lastStatus,
            Optional<java.time.Instant> lastStartedAt) {}

    /// How many runs have not ended, and how many of them wait for a person.
    public record Active(long runs, long incidents) {}

    /// [#list(RunFilter, Optional, Optional, int)] of all workflows.
    public Page<RunItem> list(RunFilter filter, Optional<String> cursor, int limit) {
        return list(filter, Optional.empty(), cursor, limit);
    }

    /// The newest first. The cursor is the id of the last run of the piece before.
    ///
    /// @param only runs of these workflows
    public Page<RunItem> list(
            RunFilter filter, Optional<Set<String>> only, Optional<String> cursor, int limit) {
        int bounded = Page.bounded(limit);
        var values = new LinkedHashMap<String, Object>();
        var conditions = conditions(filter, values);
        only.ifPresent(ids -> require(conditions, values, ONLY, "only", Only.of(ids)));
        cursor.ifPresent(id -> require(conditions, values, BEHIND, "cursor", id));
        values.put("limit", bounded + 1);
        var sql =
                parts.size() == 1 || inOnePart(filter) || (only.isEmpty() && byId(filter))
                        ? newest(conditions)
                        : parts.stream()
                                .map(part -> newest(plus(conditions, part)))
                                .collect(
                                        Collectors.joining(
                                                "\n) union all (\n", "(", ")\n" + NEWEST_FIRST));
        var items = jdbc.sql(sql).params(values).query(RunQueries::item).list();
        return Page.of(items, bounded, item -> item.id().value());
    }

    private static boolean inOnePart(RunFilter filter) {
        return filter.status().isPresent() || filter.incident();
    }

    /// Whether the newest that are asked for are found soonest from the newest of all.
    private static boolean byId(RunFilter filter) {
        return filter.workflow().isEmpty() && filter.from().isEmpty() && filter.to().isEmpty();
    }

    private static String newest(List<String> conditions) {
        return String.join(
                "\n", COLUMNS, "where " + String.join("\n    and ", conditions), NEWEST_FIRST);
    }

    private static List<String> plus(List<String> conditions, String one) {
        return Stream.concat(conditions.stream(), Stream.of(one)).toList();
    }

    private static List<String> conditions(RunFilter filter, Map<String, Object> values) {
        var conditions = new ArrayList<String>();
        require(conditions, values, "r.project = :project", "project", filter.project());
        if (filter.parent().isPresent()) {
            require(conditions, values, OF_PARENT, "parent", filter.parent().get());
        } else if (filter.query().isEmpty() && !filter.incident()) {
            conditions.add(OWN);
        }
        filter.workflow().ifPresent(id -> require(conditions, values, WORKFLOW, "workflow", id));
        filter.status()
                .ifPresent(status -> {
                    require(conditions, values, STATUS, "status", status.name());
                    conditions.add(status.ended() ? ENDED : OPEN);
                });
        if (filter.incident()) {
            conditions.add(INCIDENT);
        }
        filter.mode().ifPresent(mode -> require(conditions, values, MODE, "mode", mode.name()));
        filter.trial().ifPresent(trial -> conditions.add(trial ? TRIAL : EARNEST));
        filter.from().ifPresent(at -> require(conditions, values, FROM, "from", Micros.of(at)));
        filter.to().ifPresent(at -> require(conditions, values, TO, "to", Micros.of(at)));
        filter.query()
                .filter(text -> !text.isBlank())
                .ifPresent(text -> {
                    var literal = literal(text.strip());
                    require(conditions, values, QUERY, "prefix", literal + "%");
                    values.put("part", "%" + literal.toLowerCase(Locale.ROOT) + "%");
                });
        return conditions;
    }

    private static void require(
            List<String> conditions,
            Map<String, Object> values,
            String condition,
            String name,
            Object value) {
        conditions.add(condition);
        values.put(name, value);
    }

    private static String literal(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    public Optional<RunItem> find(String project, RunId run) {
        return jdbc.sql(COLUMNS + "where r.project = :project and r.run_id = :run")
                .param("project", project)
                .param("run", run.value())
                .query(RunQueries::item)
                .optional();
    }

    /// For each of these workflows that has runs.
    public Map<String, Standing> standing(Collection<String> workflows) {
        if (workflows.isEmpty()) {
            return Map.of();
        }
        var active = new LinkedHashMap<String, Active>();
        jdbc.sql(ACTIVE)
                .param("workflows", workflows)
                .query(row -> {
                    active.put(row.getString(1), new Active(row.getLong(2), row.getLong(3)));
                });
        var standing = new LinkedHashMap<String, Standing>();
        jdbc.sql(last)
                .param("workflows", workflows)
                .query(row -> {
                    standing.put(
                            row.getString(1),
                            standing(active.getOrDefault(row.getString(1), new Active(0, 0)), row));
                });
        return standing;
    }

    private static Standing standing(Active active, ResultSet row) throws SQLException {
        return new Standing(
                Math.toIntExact(active.runs()),
                Math.toIntExact(active.incidents()),
                Optional.of(RunStatus.valueOf(row.getString(2))),
                Optional.of(Micros.instant(row.getLong(3))));
    }

    /// How many runs have not ended, by status.
    public Map<RunStatus, Active> active() {
        var counts = new LinkedHashMap<RunStatus, Active>();
        jdbc.sql(COUNTS)
                .query(row -> {
                    counts.put(
                            RunStatus.valueOf(row.getString(1)),
                            new Active(row.getLong(2), row.getLong(3)));
                });
        return counts;
    }

    private static RunItem item(ResultSet row, int index) throws SQLException {
        var nodes = row.getString(15);
        long endedAt = row.getLong(11);
        return new RunItem(
                new RunId(row.getString(1)),
                row.getString(2),
                new WorkflowRef(row.getString(3), row.getInt(4)),
                Optional.ofNullable(row.getString(5)).orElse(""),
                RunStatus.valueOf(row.getString(6)),
                Mode.valueOf(row.getString(7)),
                row.getInt(8),
                row.getString(9),
                Micros.instant(row.getLong(10)),
                endedAt == 0 ? Optional.empty() : Optional.of(Micros.instant(endedAt)),
                Micros.instant(row.getLong(12)),
                new Actor(row.getString(13), row.getString(14)),
                nodes.isEmpty() ? List.of() : List.of(nodes.split(",", -1)),
                Optional.ofNullable(row.getString(16)),
                row.getLong(17),
                Tried.parse(row.getString(18)),
                row.getBoolean(19));
    }
}
