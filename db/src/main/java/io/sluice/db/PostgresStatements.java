package io.sluice.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// PostgreSQL: an upsert looks its row up by key whatever the planner thinks of the table, while an
/// `update … from unnest` without statistics would read the table from end to end.
final class PostgresStatements implements Statements {
    @Override
    public String beginRuns() {
        return """
        insert into run (
            run_id, project, workflow_id, workflow_version, mode, started_by_kind, started_by, start_key,
            trial, started_at, version, epoch, status, owner, due_at, incidents, waits, open_nodes, waiting_for,
            ended_at, updated_at, state,
            claims, waits_before
        )
        select
            v.run_id, v.project, v.workflow_id, v.workflow_version, v.mode, v.started_by_kind,
            v.started_by, v.start_key, v.trial, v.started_at, v.version, v.epoch, v.status, v.owner, v.due_at,
            v.incidents, v.waits, v.open_nodes, v.waiting_for, v.ended_at, v.updated_at, v.state,
            0, 0
        from unnest(
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as bigint array),
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as bigint array),
            cast(? as bigint array),
            cast(? as bigint array),
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as bigint array),
            cast(? as bigint array),
            cast(? as bigint array),
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as bigint array),
            cast(? as bigint array),
            cast(? as varchar array)
        ) as v (run_id, project, workflow_id, workflow_version, mode, started_by_kind, started_by, start_key,
            trial, started_at, version, epoch, status, owner, due_at, incidents, waits, open_nodes, waiting_for,
            ended_at, updated_at, state)
        on conflict (run_id) do nothing
        returning run_id, waits_before, waits, false as phantom
        """;
    }

    @Override
    public String advanceRuns() {
        return """
        insert into run as r (
            run_id, version, epoch, status, owner, due_at, incidents, waits, open_nodes, waiting_for,
            ended_at, updated_at, state,
            project, workflow_id, workflow_version, mode, started_by_kind, started_by, started_at,
            claims, waits_before
        )
        select
            v.run_id, v.version, v.epoch, v.status, v.owner, v.due_at, v.incidents, v.waits, v.open_nodes,
            v.waiting_for, v.ended_at, v.updated_at, v.state,
            '', '', 0, '', '', '', 0, 0, 0
        from unnest(
            cast(? as varchar array),
            cast(? as bigint array),
            cast(? as bigint array),
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as bigint array),
            cast(? as bigint array),
            cast(? as bigint array),
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as bigint array),
            cast(? as bigint array),
            cast(? as varchar array)
        ) as v (run_id, version, epoch, status, owner, due_at, incidents, waits, open_nodes, waiting_for, ended_at,
            updated_at, state)
        on conflict (run_id) do update set
            version = excluded.version,
            epoch = excluded.epoch,
            status = excluded.status,
            owner = excluded.owner,
            incidents = excluded.incidents,
            open_nodes = excluded.open_nodes,
            waiting_for = excluded.waiting_for,
            ended_at = excluded.ended_at,
            updated_at = excluded.updated_at,
            state = excluded.state,
            due_at = case when r.owner = excluded.owner then greatest(r.due_at, excluded.due_at)
                else excluded.due_at end,
            waits_before = r.waits,
            waits = excluded.waits
        where r.version = excluded.version - 1 and r.epoch in (excluded.epoch, excluded.epoch - 1)
        returning r.run_id, r.waits_before, r.waits, r.xmax = 0 as phantom
        """;
    }

    @Override
    public String recordIntakes() {
        return """
        insert into trigger_event (
            project, workflow_id, event_key, source, received_at, run_id, payload, happened_at,
            occurrence, outcome, detail
        )
        select
            v.project, v.workflow_id, v.event_key, v.source, v.received_at, v.run_id, v.payload,
            v.happened_at,
            0, 'started', ''
        from unnest(
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as bigint array),
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as bigint array)
        ) as v (project, workflow_id, event_key, source, received_at, run_id, payload, happened_at)
        on conflict (project, workflow_id, event_key, occurrence) do nothing
        returning run_id
        """;
    }

    @Override
    public String declareEffects() {
        return """
        insert into effect (
            effect_key, project, run_id, step, node, effect_class, status, request, request_hash, changes,
            undoable, undoes, declared_at, deadline, epoch,
            result, adopted, settlements
        )
        select
            v.effect_key, v.project, v.run_id, v.step, v.node, v.effect_class, v.status, v.request,
            v.request_hash, v.changes, v.undoable, v.undoes, v.declared_at, v.deadline, v.epoch,
            '', false, 0
        from unnest(
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as bigint array),
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as boolean array),
            cast(? as varchar array),
            cast(? as bigint array),
            cast(? as bigint array),
            cast(? as bigint array)
        ) as v (effect_key, project, run_id, step, node, effect_class, status, request, request_hash, changes,
            undoable, undoes, declared_at, deadline, epoch)
        on conflict (effect_key) do update set
            project = excluded.project,
            run_id = excluded.run_id,
            step = excluded.step,
            node = excluded.node,
            effect_class = excluded.effect_class,
            status = excluded.status,
            request = excluded.request,
            request_hash = excluded.request_hash,
            changes = excluded.changes,
            undoable = excluded.undoable,
            undoes = excluded.undoes,
            declared_at = excluded.declared_at,
            deadline = excluded.deadline,
            epoch = excluded.epoch,
            result = '', adopted = false, settled_at = null
        """;
    }

    @Override
    public String markDelivered() {
        return """
        insert into message as m (
            id, message, correlation, payload, received_at, expires_at, delivered_at
        )
        select v.id, v.message, v.correlation, '', v.delivered_at, v.expires_at, v.delivered_at
        from unnest(
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as bigint array),
            cast(? as bigint array)
        ) as v (id, message, correlation, delivered_at, expires_at)
        on conflict (id) do update set delivered_at = excluded.delivered_at
        where m.delivered_at is null
        """;
    }

    /// Runs that have ended are in indexes that an open run's changes need not be written to.
    @Override
    public List<String> parts() {
        return List.of("r.ended_at is not null", "r.ended_at is null");
    }

    /// `greatest` leaves out what is null.
    @Override
    public String lastRun() {
        return parts().stream()
                .map(
                        "(select max(r.run_id) from run r where r.workflow_id = w.id and %s)"
                                ::formatted)
                .collect(Collectors.joining(", ", "greatest(", ")"));
    }

    /// From one workflow to the next by the index, however many runs each has.
    private static final String DUE_WORKFLOWS =
            """
            with recursive with_clock (id) as (
                (select workflow_id from run where due_at is not null order by workflow_id limit 1)
                union all
                select (
                    select r.workflow_id from run r
                    where r.due_at is not null and r.workflow_id > w.id
                    order by r.workflow_id limit 1
                )
                from with_clock w where w.id is not null
            )
            select w.id from with_clock w
            where w.id is not null
                and exists (
                    select 1 from run r where r.workflow_id = w.id and r.due_at <= ? and not r.paused
                )
                and not exists (
                    select 1 from pause p where p.scope = 'workflow' and p.subject = w.id
                )
            order by w.id
            """;

    @Override
    public List<String> dueWorkflows(Connection connection, long now) throws SQLException {
        var due = new ArrayList<String>();
        try (var statement = connection.prepareStatement(DUE_WORKFLOWS)) {
            statement.setLong(1, now);
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    due.add(result.getString(1));
                }
            }
        }
        return due;
    }

    @Override
    public String lockDueRuns() {
        return """
        select run_id, version, epoch, owner, due_at, state, queued from run
        where workflow_id = ? and due_at <= ? and not paused and not queued
        order by due_at limit ?
        for update skip locked
        """;
    }
}
