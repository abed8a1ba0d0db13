package io.sluice.db.dashboard;

import io.sluice.db.Database;
import io.sluice.db.Micros;
import io.sluice.engine.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What somebody may have to look after: failures, open approvals, triggers that fire no more.
public final class Attention {
    /// Most kinds of failure told apart.
    private static final int MOST_FAILURES = 50;

    /// A trigger that fires many times in a row is active once.
    private static final Duration SLOT = Duration.ofMinutes(15);

    private static final String FAILURES =
            """
            select i.workflow_id, i.node, i.code, count(*), max(i.raised_at), max(i.run_id)
            from incident i
            where i.project = :project and i.raised_at >= :from and i.raised_at < :to
                and (:workflow = '' or i.workflow_id in (:workflows))
            group by i.workflow_id, i.node, i.code
            order by count(*) desc, max(i.raised_at) desc limit :limit
            """;

    private static final String WAITING =
            """
            select count(*), sum(case when a.deadline < :now then 1 else 0 end),
                min(a.requested_at)
            from approval a join run r on r.run_id = a.run_id
            where a.project = :project and a.status = 'open' and r.mode = 'LIVE' and r.workflow_version > 0
                and (:workflow = '' or a.workflow_id in (:workflows))
            """;

    private static final String DECIDED =
            """
            select percentile_cont(0.5) within group (order by a.decided_at - a.requested_at)
            from approval a join run r on r.run_id = a.run_id
            where a.project = :project and a.status in ('approved', 'rejected')
                and a.requested_at >= :from and a.requested_at < :to and r.mode = 'LIVE' and r.workflow_version > 0
                and (:workflow = '' or a.workflow_id in (:workflows))
            """;

    private static final String RHYTHMS =
            """
            select y.workflow_id, y.started_by, max(y.last_at), count(y.pause),
                percentile_cont(0.5) within group (order by y.pause), max(y.pause)
            from (
                select x.workflow_id, x.started_by, x.last_at,
                    x.last_at - lag(x.last_at) over (
                        partition by x.workflow_id, x.started_by order by x.slot) as pause
                from (
                    select f.workflow_id, f.started_by, f.slot, max(f.started_at) as last_at
                    from (
                        select r.workflow_id, r.started_by, r.started_at,
                            r.started_at / :slot as slot
                        from run r
                        where r.project = :project
                            and r.started_at >= :from and r.started_at < :to
                            and (r.ended_at is not null or r.ended_at is null)
                            and (:workflow = '' or r.workflow_id in (:workflows))
                            and r.started_by_kind = 'trigger' and r.mode = 'LIVE' and r.workflow_version > 0
                    ) f
                    group by f.workflow_id, f.started_by, f.slot
                ) x
            ) y
            group by y.workflow_id, y.started_by order by y.workflow_id, y.started_by
            """;

    private final JdbcClient jdbc;

    public Attention(Database database) {
        jdbc = JdbcClient.create(database.dataSource());
    }

    /// Steps of one node that had to wait for a person for the same reason.
    ///
    /// @param run the newest of the runs
    public record Failure(
            String workflow, String node, String code, long count, Instant lastAt, RunId run) {}

    /// Approvals nobody has decided.
    ///
    /// @param overdue how many of them are past their deadline
    public record Waiting(long count, long overdue, Optional<Instant> oldestAt) {}

    /// How regularly a trigger has begun runs. Moments within the same quarter of an hour count as
    /// one.
    ///
    /// @param pauses how many pauses between two such moments there were
    /// @param usual the median pause
    /// @param longest the longest pause
    public record Rhythm(
            String workflow,
            String node,
            Instant lastAt,
            long pauses,
            Duration usual,
            Duration longest) {}

    /// Those raised within the window; the most frequent first.
    public List<Failure> failures(Window window) {
        return jdbc.sql(FAILURES)
                .params(window.parameters())
                .param("limit", MOST_FAILURES)
                .query((row, _) ->
                        new Failure(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4),
                                Micros.instant(row.getLong(5)),
                                new RunId(row.getString(6))))
                .list();
    }

    /// Whenever they were asked for.
    public Waiting waiting(Window window, Instant now) {
        return jdbc.sql(WAITING)
                .params(window.parameters())
                .param("now", Micros.of(now))
                .query((row, _) ->
                        new Waiting(
                                row.getLong(1),
                                row.getLong(2),
                                Micros.optional((Number) row.getObject(3))))
                .single();
    }

    /// The median time to a decision of those asked for within the window.
    public Optional<Duration> decisionTime(Window window) {
        return jdbc.sql(DECIDED)
                .params(window.parameters())
                .query((row, _) -> Optional.ofNullable((Number) row.getObject(1)))
                .single()
                .map(micros -> duration(micros.doubleValue()));
    }

    /// Of triggers that have begun runs at two moments at least.
    public List<Rhythm> rhythms(Window window) {
        return jdbc
                .sql(RHYTHMS)
                .params(window.parameters())
                .params(Map.of("slot", SLOT.toNanos() / 1000))
                .query((row, _) ->
                        new Rhythm(
                                row.getString(1),
                                row.getString(2),
                                Micros.instant(row.getLong(3)),
                                row.getLong(4),
                                duration(row.getDouble(5)),
                                duration(row.getDouble(6))))
                .list()
                .stream()
                .filter(rhythm -> rhythm.pauses() > 0)
                .toList();
    }

    private static Duration duration(double micros) {
        return Duration.ofNanos(Math.round(micros * 1000));
    }
}
