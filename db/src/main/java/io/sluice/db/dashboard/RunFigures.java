package io.sluice.db.dashboard;

import io.sluice.db.Database;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How the runs of a window stand, how long they took, and how soon they were heard of. What is
/// asked of ended and of open runs says so by an `or`, for PostgreSQL has an index for each: of
/// ended runs on their beginning, and one of the open ones that is read from end to end.
public final class RunFigures {
    private static final String BUCKETS =
            """
            select x.bucket, count(*),
                sum(case when x.status = 'COMPLETED' then 1 else 0 end),
                sum(case when x.status = 'CANCELED' then 1 else 0 end),
                sum(case when x.status = 'FAILED' or (x.ended_at is null and x.incidents > 0) then 1 else 0 end)
            from (
                select r.started_at / :bucket as bucket, r.status, r.ended_at, r.incidents
                from run r
                where r.project = :project and r.started_at >= :from and r.started_at < :to
                    and (r.ended_at is not null or r.ended_at is null)
                    and (:workflow = '' or r.workflow_id in (:workflows)) and r.mode = 'LIVE' and r.workflow_version > 0
                and r.run_id not like '00%'
            ) x
            group by x.bucket order by x.bucket
            """;

    private static final String DURATIONS =
            """
            select r.workflow_id, count(*),
                percentile_cont(0.5) within group (order by r.ended_at - r.started_at),
                percentile_cont(0.95) within group (order by r.ended_at - r.started_at)
            from run r
            where r.project = :project and r.started_at >= :from and r.started_at < :to
                and (:workflow = '' or r.workflow_id in (:workflows)) and r.mode = 'LIVE' and r.workflow_version > 0
                and r.run_id not like '00%'
                and r.status = 'COMPLETED' and r.ended_at is not null
            group by r.workflow_id order by count(*) desc, r.workflow_id
            """;

    private static final String DETECTED =
            """
            select r.workflow_id, count(*), sum(t.received_at - t.happened_at)
            from run r join trigger_event t on t.project = r.project
                and t.workflow_id = r.workflow_id and t.event_key = r.start_key
                and t.occurrence = 0 and t.run_id = r.run_id
            where r.project = :project and r.started_at >= :from and r.started_at < :to
                and (r.ended_at is not null or r.ended_at is null)
                and (:workflow = '' or r.workflow_id in (:workflows)) and r.mode = 'LIVE' and r.workflow_version > 0
                and r.run_id not like '00%'
                and r.start_key is not null and t.happened_at is not null
            group by r.workflow_id order by r.workflow_id
            """;

    private static final String NAMES = "select id, name from workflow where project = :project";

    private final JdbcClient jdbc;

    public RunFigures(Database database) {
        jdbc = JdbcClient.create(database.dataSource());
    }

    /// The runs that began in one part of the window, by how they stand now.
    ///
    /// @param failed have not ended, and an incident waits for a person
    public record Bucket(Instant at, long started, long completed, long canceled, long failed) {}

    /// How long the completed runs of a workflow took, in seconds.
    public record Duration(String workflow, long count, double median, double p95) {}

    /// Those parts of the window in which runs began, in order.
    public List<Bucket> buckets(Window window) {
        return jdbc.sql(BUCKETS)
                .params(window.withBucket())
                .query((row, _) ->
                        new Bucket(
                                window.start(row.getLong(1)),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5)))
                .list();
    }

    /// The workflow with most runs first.
    public List<Duration> durations(Window window) {
        return jdbc.sql(DURATIONS)
                .params(window.parameters())
                .query((row, _) ->
                        new Duration(
                                row.getString(1),
                                row.getLong(2),
                                row.getDouble(3) / 1_000_000,
                                row.getDouble(4) / 1_000_000))
                .list();
    }

    /// From when events happened until they were received, by workflow: of those runs alone whose
    /// event says when it happened.
    public Map<String, Span> detection(Window window) {
        var spans = new LinkedHashMap<String, Span>();
        jdbc.sql(DETECTED)
                .params(window.parameters())
                .query(row -> {
                    spans.put(row.getString(1), Span.read(row, 2));
                });
        return spans;
    }

    /// The names of a project's workflows by their ids; deleted ones have runs too.
    public Map<String, String> names(String project) {
        var names = new LinkedHashMap<String, String>();
        jdbc.sql(NAMES)
                .param("project", project)
                .query(row -> {
                    names.put(row.getString(1), row.getString(2));
                });
        return names;
    }
}
