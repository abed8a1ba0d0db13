package io.sluice.db.run;

import io.sluice.db.Batch;
import io.sluice.db.Bulk;
import io.sluice.db.Dialect;
import io.sluice.db.Texts;
import io.sluice.engine.run.StepId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Writes what the events of the winners mean beside their runs. Where there is nothing to write no
/// statement is sent.
final class Projections {
    private static final String MOVE_EFFECT =
            """
            update effect set status = ?, result = ?, adopted = ?, settled_at = ?,
                settlements = settlements + ?, epoch = ?, deadline = greatest(deadline, ?)
            where effect_key = ?
            """;

    private static final String MARK_UNDONE =
            """
            update effect set status = 'undone', undone_by = ?
            where effect_key = (select u.undoes from effect u where u.effect_key = ?)
            """;

    private static final String MARK_DONE =
            """
            update effect set done_at = ?
            where run_id = ? and step = ? and status = 'applied' and undoes is null
                and done_at is null
            """;

    private static final String RAISE =
            """
            insert into incident (project, run_id, step, workflow_id, node, code, raised_at)
            values (?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String KEEP =
            """
            insert into message (
                id, message, correlation, payload, received_at, expires_at,
                starts_at, project, chain, sender_kind, sender
            )
            values (?, ?, ?, ?, ?, ?, 0, ?, ?, 'run', ?)
            """;

    private static final String JUDGE =
            """
            insert into verdict (project, run_id, workflow_id, node, resource, pass, reason, at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    /// How long a message that was never kept is known by its id: a day.
    private static final long REMEMBERED_MICROS = 24L * 60 * 60 * 1_000_000;

    private static final String STOP_WAITING =
            "delete from wait where run_id = any(cast(? as varchar array))";

    private static final String WAIT =
            """
            insert into wait (run_id, step, message, correlation)
            select v.run_id, v.step, v.message, v.correlation
            from unnest(
                cast(? as varchar array),
                cast(? as bigint array),
                cast(? as varchar array),
                cast(? as varchar array)
            ) as v (run_id, step, message, correlation)
            """;

    private static final String QUEUE =
            "update run set queued = true, limit_key = ? where run_id = ?";

    private static final String FREE_LOCKS =
            """
            update resource_lock
            set run_id = null, step = null, effect_key = null, since = null, freed_at = ?
            where run_id = ? and step = ?
            """;

    private final Connection connection;
    private final Dialect dialect;

    Projections(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    void write(List<RunRow> winners, Map<String, RunRows.Waited> waited) throws SQLException {
        effects(winners);
        incidents(winners);
        ApprovalRows.write(connection, winners.stream().map(row -> row.rows().approvals).toList());
        told(winners);
        messages(winners);
        waits(winners, waited);
        queue(winners);
        freeLocks(winners);
    }

    private void queue(List<RunRow> winners) throws SQLException {
        Batch.run(
                connection,
                QUEUE,
                winners.stream().filter(row -> row.commit().queue().isPresent()).toList(),
                (row, parameters) ->
                        parameters
                                .text(Texts.key(row.commit().queue().orElse(""), 400))
                                .text(row.id()));
    }

    private record Over(String run, int step, long at) {}

    private void freeLocks(List<RunRow> winners) throws SQLException {
        Batch.run(
                connection,
                FREE_LOCKS,
                all(
                        winners,
                        row ->
                                row.commit().over().stream()
                                        .map(step -> new Over(row.id(), step.value(), row.at()))
                                        .toList()),
                (over, parameters) ->
                        parameters.number(over.at()).text(over.run()).number(over.step()));
    }

    private void effects(List<RunRow> winners) throws SQLException {
        declare(all(winners, row -> row.rows().declared));
        Batch.run(
                connection,
                MOVE_EFFECT,
                all(winners, row -> row.rows().moved),
                (move, parameters) ->
                        parameters
                                .text(move.status())
                                .text(move.result())
                                .flag(move.adopted())
                                .nullableNumber(move.settledAt())
                                .number(move.settlements())
                                .number(move.epoch())
                                .number(move.endedBy())
                                .text(move.key()));
        Batch.run(
                connection,
                MARK_UNDONE,
                all(winners, row -> row.rows().undoings),
                (key, parameters) -> parameters.text(key).text(key));
        Batch.run(
                connection,
                MARK_DONE,
                all(winners, Projections::changed),
                (done, parameters) ->
                        parameters.number(done.at()).text(done.run()).number(done.step()));
    }

    /// Of the steps that are done, those that had declared a change: most have not.
    private static List<EventRows.Done> changed(RunRow row) {
        var over = row.commit().over();
        return over.isEmpty()
                ? List.of()
                : row.rows().done.stream()
                        .filter(done -> over.contains(new StepId(done.step())))
                        .toList();
    }

    private void incidents(List<RunRow> winners) throws SQLException {
        Batch.run(
                connection,
                RAISE,
                all(winners, row -> row.rows().stuck),
                (stuck, parameters) ->
                        parameters
                                .text(stuck.project())
                                .text(stuck.run())
                                .number(stuck.step())
                                .text(stuck.workflow())
                                .text(stuck.node())
                                .text(stuck.code())
                                .number(stuck.at()));
    }

    /// What runs tell others. (An id is thrown once: by the one commit that wins.)
    private void told(List<RunRow> winners) throws SQLException {
        Batch.run(
                connection,
                KEEP,
                all(winners, row -> row.rows().kept),
                (kept, parameters) ->
                        parameters
                                .text(kept.id())
                                .text(kept.message())
                                .text(kept.correlation())
                                .text(kept.payload())
                                .number(kept.at())
                                .number(kept.until())
                                .text(kept.project())
                                .number(kept.chain())
                                .text(kept.sender()));
        Batch.run(
                connection,
                JUDGE,
                all(winners, row -> row.rows().verdicts),
                (verdict, parameters) ->
                        parameters
                                .text(verdict.project())
                                .text(verdict.run())
                                .text(verdict.workflow())
                                .text(verdict.node())
                                .text(verdict.resource())
                                .flag(verdict.pass())
                                .text(verdict.reason())
                                .number(verdict.at()));
    }

    private void declare(List<EventRows.Effect> effects) throws SQLException {
        if (effects.isEmpty()) {
            return;
        }
        try (var bulk = new Bulk(connection, dialect.statements().declareEffects())) {
            bulk.texts(effects, EventRows.Effect::key)
                    .texts(effects, EventRows.Effect::project)
                    .texts(effects, EventRows.Effect::run)
                    .longs(effects, EventRows.Effect::step)
                    .texts(effects, EventRows.Effect::node)
                    .texts(effects, EventRows.Effect::effectClass)
                    .texts(effects, EventRows.Effect::status)
                    .texts(effects, EventRows.Effect::request)
                    .texts(effects, effect -> Texts.sha256(effect.request()))
                    .texts(effects, EventRows.Effect::changes)
                    .flags(effects, EventRows.Effect::undoable)
                    .texts(effects, EventRows.Effect::undoes)
                    .longs(effects, EventRows.Effect::declaredAt)
                    .longs(effects, EventRows.Effect::deadline)
                    .longs(effects, EventRows.Effect::epoch)
                    .update();
        }
    }

    /// One message may have been delivered to several runs. Everybody writes in the same order.
    private void messages(List<RunRow> winners) throws SQLException {
        var delivered = new TreeMap<String, EventRows.Delivered>();
        winners.forEach(row ->
                row.rows().delivered.forEach(message -> delivered.put(message.id(), message)));
        if (delivered.isEmpty()) {
            return;
        }
        var messages = delivered.values();
        try (var bulk = new Bulk(connection, dialect.statements().markDelivered())) {
            bulk.texts(messages, EventRows.Delivered::id)
                    .texts(messages, EventRows.Delivered::message)
                    .texts(messages, EventRows.Delivered::correlation)
                    .longs(messages, EventRows.Delivered::at)
                    .longs(messages, message -> message.at() + REMEMBERED_MICROS)
                    .update();
        }
    }

    private void waits(List<RunRow> winners, Map<String, RunRows.Waited> waited)
            throws SQLException {
        var changed = winners.stream().filter(row -> waited(row, waited).changed()).toList();
        var former = changed.stream().filter(row -> waited(row, waited).before() != 0).toList();
        if (!former.isEmpty()) {
            try (var bulk = new Bulk(connection, STOP_WAITING)) {
                bulk.texts(former, RunRow::id).update();
            }
        }
        var waits = all(changed, row -> row.open().waits());
        if (!waits.isEmpty()) {
            try (var bulk = new Bulk(connection, WAIT)) {
                bulk.texts(waits, OpenSteps.Wait::run)
                        .longs(waits, OpenSteps.Wait::step)
                        .texts(waits, OpenSteps.Wait::message)
                        .texts(waits, OpenSteps.Wait::correlation)
                        .update();
            }
        }
    }

    private static RunRows.Waited waited(RunRow row, Map<String, RunRows.Waited> waited) {
        return waited.getOrDefault(row.id(), RunRows.Waited.UNCHANGED);
    }

    private static <T> List<T> all(List<RunRow> rows, Function<RunRow, List<T>> part) {
        return rows.stream()
                .map(part)
                .filter(list -> !list.isEmpty())
                .flatMap(List::stream)
                .toList();
    }
}
