package io.sluice.db.retention;

import io.sluice.db.Batch;
import io.sluice.db.Bulk;
import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.db.Texts;
import io.sluice.engine.run.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Some runs that go in one transaction, with all that belongs to them.
final class PurgedRuns {
    private static final String IDS = " = any(cast(? as varchar array))";

    /// Those that another process is purging just now are left to it.
    private static final String LOCK =
            """
            select run_id, state from run
            where run_id = any(cast(? as varchar array)) and ended_at is not null
            for update skip locked
            """;

    private static final String REMEMBER =
            """
            insert into run_history (
                run_id, project, workflow_id, workflow_version, workflow_name, mode, status,
                started_by_kind, started_by, start_key, started_at, ended_at, failure, steps,
                changes, undone, incidents, approvals, purged_at
            )
            select r.run_id, r.project, r.workflow_id, r.workflow_version, coalesce(w.name, ''),
                r.mode, r.status, r.started_by_kind, r.started_by, r.start_key, r.started_at,
                r.ended_at, '', 0,
                (
                    select count(*) from effect e where e.run_id = r.run_id
                        and e.status in ('applied', 'undone') and e.undoes is null
                ),
                (select count(*) from effect e where e.run_id = r.run_id and e.status = 'undone'),
                (select count(*) from incident i where i.run_id = r.run_id),
                (select count(*) from approval a where a.run_id = r.run_id),
                ?
            from run r left join workflow w on w.id = r.workflow_id
            where r.run_id = any(cast(? as varchar array))
            """;

    private static final String TELL =
            "update run_history set steps = ?, failure = ? where run_id = ?";

    private static final List<String> PARTS =
            List.of(
                    "delete from journal where run_id" + IDS,
                    "delete from effect where run_id" + IDS,
                    "delete from wait where run_id" + IDS,
                    "delete from approval_vote where run_id" + IDS,
                    "delete from approval_notice where run_id" + IDS,
                    "delete from approval_delegation where run_id" + IDS,
                    "delete from approval_plan where run_id" + IDS,
                    "delete from approval where run_id" + IDS,
                    "delete from step_log where run_id" + IDS,
                    "delete from incident where run_id" + IDS,
                    "delete from run_command where run_id" + IDS,
                    "delete from run_slot where run_id" + IDS,
                    "delete from resource_lock where run_id" + IDS,
                    "delete from pause where scope = 'run' and subject" + IDS,
                    "delete from part_item where parent_id" + IDS,
                    "delete from part_outer where parent_id" + IDS,
                    "delete from child_run where parent_id" + IDS,
                    "delete from run where run_id" + IDS);

    private static final String FORGET_EVENTS =
            """
            delete from trigger_event where occurrence = 0 and received_at < ? and exists (
                select 1 from run r
                where r.run_id = any(cast(? as varchar array)) and r.project = trigger_event.project
                    and r.workflow_id = trigger_event.workflow_id
                    and r.start_key = trigger_event.event_key
            )
            """;

    private static final String FORGET_REMEMBERED_EVENTS =
            """
            delete from trigger_event where occurrence = 0 and exists (
                select 1 from run_history h
                where h.run_id = any(cast(? as varchar array)) and h.project = trigger_event.project
                    and h.workflow_id = trigger_event.workflow_id
                    and h.start_key = trigger_event.event_key
            )
            """;

    private static final String FORGET = "delete from run_history where run_id" + IDS;

    private static final String USED = "select distinct hash from blob_use where run_id" + IDS;
    private static final String USE_NO_MORE = "delete from blob_use where run_id" + IDS;

    /// Whoever is about to refer to one of them waits, and then finds it gone.
    private static final String LOCK_BLOBS =
            "select hash from blob where counted and hash" + IDS + " order by hash for update";

    private static final String DROP_BLOBS =
            """
            delete from blob where hash = any(cast(? as varchar array))
                and not exists (select 1 from blob_use u where u.hash = blob.hash)
            """;

    private final Connection connection;
    private final Instant now;
    private final Json json = Json.codec();

    PurgedRuns(Connection connection, Instant now) {
        this.connection = connection;
        this.now = now;
    }

    private record Told(String run, long steps, String failure) {}

    /// @return how many went
    int purge(List<String> runs) throws SQLException {
        var told = lock(runs);
        if (told.isEmpty()) {
            return 0;
        }
        var ids = told.stream().map(Told::run).toList();
        remember(told, ids);
        forgetEvents(ids);
        var blobs = used(ids);
        Purge.each(connection, USE_NO_MORE, ids);
        for (var part : PARTS) {
            Purge.each(connection, part, ids);
        }
        dropBlobs(blobs);
        return ids.size();
    }

    private List<Told> lock(List<String> runs) throws SQLException {
        var told = new ArrayList<Told>();
        try (var bulk = new Bulk(connection, LOCK);
                var result = bulk.texts(runs, run -> run).query()) {
            while (result.next()) {
                told.add(told(result.getString(1), result.getString(2)));
            }
        }
        return told;
    }

    private Told told(String run, String text) {
        try {
            var state = json.state(text);
            var failure =
                    state.failure()
                            .map((Failure why) -> why.code() + ": " + why.message())
                            .orElse("");
            return new Told(run, state.lastStep(), Texts.shown(failure, 400));
        } catch (IllegalArgumentException newer) {
            return new Told(run, 0, "");
        }
    }

    private void remember(List<Told> told, List<String> ids) throws SQLException {
        try (var bulk = new Bulk(connection, REMEMBER)) {
            bulk.number(Micros.of(now)).texts(ids, id -> id).update();
        }
        Batch.run(
                connection,
                TELL,
                told,
                (one, parameters) ->
                        parameters.number(one.steps()).text(one.failure()).text(one.run()));
    }

    private void forgetEvents(List<String> ids) throws SQLException {
        try (var bulk = new Bulk(connection, FORGET_EVENTS)) {
            bulk.number(Micros.of(now.minus(Purge.DEDUPLICATION))).texts(ids, id -> id).update();
        }
    }

    private List<String> used(List<String> ids) throws SQLException {
        try (var bulk = new Bulk(connection, USED)) {
            return Purge.ids(bulk.texts(ids, id -> id).query());
        }
    }

    private void dropBlobs(List<String> hashes) throws SQLException {
        if (hashes.isEmpty()) {
            return;
        }
        try (var bulk = new Bulk(connection, LOCK_BLOBS)) {
            var mine = Purge.ids(bulk.texts(hashes, hash -> hash).query());
            Purge.each(connection, DROP_BLOBS, mine);
        }
    }

    /// Lines of the history go, and what deduplicated the events of their runs.
    static int forget(Connection connection, List<String> runs) throws SQLException {
        Purge.each(connection, FORGET_REMEMBERED_EVENTS, runs);
        return Purge.each(connection, FORGET, runs);
    }
}
