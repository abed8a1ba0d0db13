package io.sluice.db.dashboard;

import io.sluice.db.Bulk;
import io.sluice.db.Database;
import io.sluice.db.Micros;
import io.sluice.engine.run.WorkflowRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the runs of a window changed outside, and how soon.
public final class ChangeFigures {
    private static final String MADE =
            """
            select r.workflow_id, r.workflow_version, e.node, count(*),
                sum(case when e.status = 'undone' then 1 else 0 end)
            from effect e join run r on r.run_id = e.run_id
            where e.project = :project and e.declared_at >= :from
                and e.status in ('applied', 'undone') and e.undoes is null
                and r.project = :project and r.started_at >= :from and r.started_at < :to
                and (:workflow = '' or r.workflow_id in (:workflows)) and r.mode = 'LIVE' and r.workflow_version > 0
            group by r.workflow_id, r.workflow_version, e.node
            """;

    private static final String RESPONSES =
            """
            select x.workflow_id, x.bucket,
                count(x.contained), sum(x.contained - x.started_at),
                count(x.patched), sum(x.patched - x.started_at),
                count(x.resolved), sum(x.resolved - x.started_at)
            from (
                select r.run_id, r.workflow_id, r.started_at, r.started_at / ? as bucket,
                    case when r.status = 'COMPLETED' then r.ended_at end as resolved,
                    min(case when p.purpose = 'CONTAIN' then e.settled_at end) as contained,
                    min(case when p.purpose = 'PATCH' then e.done_at end) as patched
                from unnest(
                        cast(? as varchar array),
                        cast(? as bigint array),
                        cast(? as varchar array),
                        cast(? as varchar array)
                    ) as p (workflow_id, workflow_version, node, purpose)
                    join effect e on e.project = ? and e.node = p.node and e.declared_at >= ?
                    join run r on r.run_id = e.run_id and r.workflow_id = p.workflow_id
                        and r.workflow_version = p.workflow_version
                where e.status in ('applied', 'undone') and e.undoes is null
                    and r.started_at >= ? and r.started_at < ?
                    and (? = '' or r.workflow_id = ?) and r.mode = 'LIVE' and r.workflow_version > 0
                group by r.run_id, r.workflow_id, r.started_at, r.status, r.ended_at
            ) x
            group by x.workflow_id, x.bucket order by x.workflow_id, x.bucket
            """;

    private final Database database;
    private final JdbcClient jdbc;

    public ChangeFigures(Database database) {
        this.database = database;
        jdbc = JdbcClient.create(database.dataSource());
    }

    /// A node of a version of a workflow.
    public record Place(WorkflowRef workflow, String node) {}

    /// How many changes a node made.
    ///
    /// @param undone how many of them were undone since
    public record Made(Place place, long count, long undone) {}

    /// What the changes of a node are for: `CONTAIN` or `PATCH`.
    public record Purposeful(Place place, String purpose) {}

    /// How soon the runs of a workflow that began in one part of the window did what they are for.
    ///
    /// @param contained from the beginning of a run to its first containing change
    /// @param patched from the beginning of a run until its first patch was done
    /// @param resolved from the beginning to the regular end of runs that contained or patched
    public record Response(
            String workflow, Instant at, Span contained, Span patched, Span resolved) {}

    public List<Made> made(Window window) {
        return jdbc.sql(MADE)
                .params(window.parameters())
                .query((row, _) ->
                        new Made(
                                new Place(
                                        new WorkflowRef(row.getString(1), row.getInt(2)),
                                        row.getString(3)),
                                row.getLong(4),
                                row.getLong(5)))
                .list();
    }

    /// @param places those whose changes count: of other nodes nothing is asked
    public List<Response> responses(Window window, Collection<Purposeful> places) {
        if (places.isEmpty()) {
            return List.of();
        }
        return database.inTransaction(
                "count responses",
                connection -> {
                    try (var bulk = new Bulk(connection, RESPONSES)) {
                        bulk.number(window.bucketMicros())
                                .texts(places, one -> one.place().workflow().id())
                                .longs(places, one -> one.place().workflow().version())
                                .texts(places, one -> one.place().node())
                                .texts(places, Purposeful::purpose)
                                .text(window.project())
                                .number(Micros.of(window.from()))
                                .number(Micros.of(window.from()))
                                .number(Micros.of(window.to()))
                                .text(window.workflow().orElse(""))
                                .text(window.workflow().orElse(""));
                        return responses(window, bulk.query());
                    }
                });
    }

    private static List<Response> responses(Window window, ResultSet rows) throws SQLException {
        try (rows) {
            var responses = new ArrayList<Response>();
            while (rows.next()) {
                responses.add(
                        new Response(
                                rows.getString(1),
                                window.start(rows.getLong(2)),
                                Span.read(rows, 3),
                                Span.read(rows, 5),
                                Span.read(rows, 7)));
            }
            return responses;
        }
    }
}
