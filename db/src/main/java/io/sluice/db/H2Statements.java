package io.sluice.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// H2: `merge`, and `final table` to learn what it changed.
final class H2Statements implements Statements {
    private static final String NEXT_WORKFLOW =
            "select workflow_id from run where workflow_id > ? order by workflow_id limit 1";

    private static final String ANY_DUE =
            """
            select 1 from run
            where workflow_id = ? and due_at between 0 and ? and not paused
                and not exists (select 1 from pause p where p.scope = 'workflow' and p.subject = ?)
            limit 1
            """;

    @Override
    public String beginRuns() {
        return """
        select run_id, waits_before, waits, false as phantom from final table (
            merge into run r
            using (select * from unnest(
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
                ended_at, updated_at, state)) v
            on r.run_id = v.run_id
            when not matched then insert (
                run_id, project, workflow_id, workflow_version, mode, started_by_kind, started_by,
                start_key, trial, started_at, version, epoch, status, owner, due_at, incidents, waits,
                open_nodes, waiting_for, ended_at, updated_at, state,
                claims, waits_before
            ) values (
                v.run_id, v.project, v.workflow_id, v.workflow_version, v.mode, v.started_by_kind,
                v.started_by, v.start_key, v.trial, v.started_at, v.version, v.epoch, v.status, v.owner, v.due_at,
                v.incidents, v.waits, v.open_nodes, v.waiting_for, v.ended_at, v.updated_at, v.state,
                0, 0
            )
        )
        """;
    }

    @Override
    public String advanceRuns() {
        return """
        select run_id, waits_before, waits, false as phantom from final table (
            merge into run r
            using (select * from unnest(
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
                updated_at, state)) v
            on r.run_id = v.run_id
            when matched and r.version = v.version - 1 and r.epoch in (v.epoch, v.epoch - 1)
            then update set
                version = v.version,
                epoch = v.epoch,
                status = v.status,
                owner = v.owner,
                incidents = v.incidents,
                open_nodes = v.open_nodes,
                waiting_for = v.waiting_for,
                ended_at = v.ended_at,
                updated_at = v.updated_at,
                state = v.state,
                due_at = case when r.owner = v.owner then greatest(r.due_at, v.due_at) else v.due_at end,
                waits_before = r.waits,
                waits = v.waits
        )
        """;
    }

    @Override
    public String recordIntakes() {
        return """
        select run_id from final table (
            merge into trigger_event t
            using (select * from unnest(
                cast(? as varchar array),
                cast(? as varchar array),
                cast(? as varchar array),
                cast(? as varchar array),
                cast(? as bigint array),
                cast(? as varchar array),
                cast(? as varchar array),
                cast(? as bigint array)
            ) as v (project, workflow_id, event_key, source, received_at, run_id, payload, happened_at)) v
            on t.project = v.project and t.workflow_id = v.workflow_id and t.event_key = v.event_key
                and t.occurrence = 0
            when not matched then insert (
                project, workflow_id, event_key, source, received_at, run_id, payload, happened_at,
                occurrence, outcome, detail
            ) values (
                v.project, v.workflow_id, v.event_key, v.source, v.received_at, v.run_id, v.payload,
                v.happened_at,
                0, 'started', ''
            )
        )
        """;
    }

    @Override
    public String declareEffects() {
        return """
        merge into effect e
        using (select * from unnest(
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
            undoable, undoes, declared_at, deadline, epoch)) v
        on e.effect_key = v.effect_key
        when matched then update set
            project = v.project,
            run_id = v.run_id,
            step = v.step,
            node = v.node,
            effect_class = v.effect_class,
            status = v.status,
            request = v.request,
            request_hash = v.request_hash,
            changes = v.changes,
            undoable = v.undoable,
            undoes = v.undoes,
            declared_at = v.declared_at,
            deadline = v.deadline,
            epoch = v.epoch,
            result = '', adopted = false, settled_at = null
        when not matched then insert (
            effect_key, project, run_id, step, node, effect_class, status, request, request_hash, changes,
            undoable, undoes, declared_at, deadline, epoch,
            result, adopted, settlements
        ) values (
            v.effect_key, v.project, v.run_id, v.step, v.node, v.effect_class, v.status, v.request,
            v.request_hash, v.changes, v.undoable, v.undoes, v.declared_at, v.deadline, v.epoch,
            '', false, 0
        )
        """;
    }

    @Override
    public String markDelivered() {
        return """
        merge into message m
        using (select * from unnest(
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as varchar array),
            cast(? as bigint array),
            cast(? as bigint array)
        ) as v (id, message, correlation, delivered_at, expires_at)) v
        on m.id = v.id
        when matched and m.delivered_at is null then update set delivered_at = v.delivered_at
        when not matched then insert (
            id, message, correlation, payload, received_at, expires_at, delivered_at
        ) values (
            v.id, v.message, v.correlation, '', v.delivered_at, v.expires_at, v.delivered_at
        )
        """;
    }

    /// From one workflow to the next by the index, and then its longest due run by another.
    @Override
    public List<String> dueWorkflows(Connection connection, long now) throws SQLException {
        var due = new ArrayList<String>();
        try (var next = connection.prepareStatement(NEXT_WORKFLOW);
                var any = connection.prepareStatement(ANY_DUE)) {
            var workflow = following(next, "");
            while (workflow.isPresent()) {
                any.setString(1, workflow.get());
                any.setLong(2, now);
                any.setString(3, workflow.get());
                try (var result = any.executeQuery()) {
                    if (result.next()) {
                        due.add(workflow.get());
                    }
                }
                workflow = following(next, workflow.get());
            }
        }
        return due;
    }

    private static Optional<String> following(PreparedStatement next, String workflow)
            throws SQLException {
        next.setString(1, workflow);
        try (var result = next.executeQuery()) {
            return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
        }
    }

    @Override
    public List<String> parts() {
        return List.of("true");
    }

    /// Mostly it is among the newest of all; only for others all runs of the workflow are read.
    @Override
    public String lastRun() {
        return """
        coalesce(
            (
                select max(n.run_id)
                from (select run_id, workflow_id from run order by run_id desc limit 1000) n
                where n.workflow_id = w.id
            ),
            (select max(r.run_id) from run r where r.workflow_id = w.id)
        )\
        """;
    }

    /// Without `order by`, with which H2 would lock every due run before it takes the first: it
    /// reads the index on `due_at` from its beginning anyway.
    @Override
    public String lockDueRuns() {
        return """
        select run_id, version, epoch, owner, due_at, state, queued from run
        where workflow_id = ? and due_at between 0 and ? and not paused and not queued
        limit ?
        for update skip locked
        """;
    }
}
