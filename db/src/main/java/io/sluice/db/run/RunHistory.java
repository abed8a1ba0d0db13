package io.sluice.db.run;

import io.sluice.db.Database;
import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.db.Page;
import io.sluice.db.query.EffectItem;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.StepId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What happened to one run: its journal, its effects, its log. Large values are back in their
/// places.
public final class RunHistory {
    private static final String JOURNAL =
            """
            select version, at, events from journal
            where run_id = ? and version > ? order by version limit ?
            """;

    private static final String EFFECTS =
            """
            select effect_key, step, node, effect_class, status, request, changes, result, adopted,
                undoable, undoes, undone_by, declared_at, deadline, settled_at
            from effect where run_id = ? order by declared_at, step, effect_key
            """;

    private static final String LOG =
            """
            select id, step, at, message from step_log
            where run_id = ? and id > ? order by id limit ?
            """;

    private final Database database;
    private final Json json;

    public RunHistory(Database database) {
        this(database, Json.codec());
    }

    RunHistory(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    /// What one commit did.
    public record Entry(long version, Instant at, List<Event> events) {}

    /// One line that a node wrote.
    public record LogLine(long id, StepId step, Instant at, String message) {}

    /// The commits after a version, the oldest first. The cursor is the last version of a page.
    public Page<Entry> journal(RunId run, long afterVersion, int limit) {
        int bounded = Page.bounded(limit);
        var entries =
                database.inTransaction(
                        "read a journal",
                        connection -> journal(connection, run, afterVersion, bounded + 1));
        return Page.of(entries, bounded, entry -> Long.toString(entry.version()));
    }

    private record EntryText(long version, long at, String events) {}

    private List<Entry> journal(Connection connection, RunId run, long after, int limit)
            throws SQLException {
        var texts = new ArrayList<EntryText>();
        try (var statement = connection.prepareStatement(JOURNAL);
                var result = query(statement, run, after, limit)) {
            while (result.next()) {
                texts.add(new EntryText(result.getLong(1), result.getLong(2), result.getString(3)));
            }
        }
        var blobs =
                new BlobTable(connection)
                        .restoring(texts.stream().map(EntryText::events).toList(), json);
        return texts.stream()
                .map(text ->
                        new Entry(
                                text.version(),
                                Micros.instant(text.at()),
                                blobs.events(json.events(text.events()))))
                .toList();
    }

    private static ResultSet query(PreparedStatement statement, RunId run, long after, int limit)
            throws SQLException {
        statement.setString(1, run.value());
        statement.setLong(2, after);
        statement.setInt(3, limit);
        return statement.executeQuery();
    }

    /// The lines after one, the oldest first. The cursor is the last line's id.
    public Page<LogLine> log(RunId run, long afterId, int limit) {
        int bounded = Page.bounded(limit);
        var lines =
                database.inTransaction(
                        "read a step log",
                        connection -> {
                            try (var statement = connection.prepareStatement(LOG)) {
                                return lines(query(statement, run, afterId, bounded + 1));
                            }
                        });
        return Page.of(lines, bounded, line -> Long.toString(line.id()));
    }

    private static List<LogLine> lines(ResultSet result) throws SQLException {
        try (result) {
            var lines = new ArrayList<LogLine>();
            while (result.next()) {
                lines.add(
                        new LogLine(
                                result.getLong(1),
                                new StepId(result.getInt(2)),
                                Micros.instant(result.getLong(3)),
                                result.getString(4)));
            }
            return lines;
        }
    }

    /// The changes it made or would make, in the order in which they were declared.
    public List<EffectItem> effects(RunId run) {
        return database.inTransaction(
                "read the effects of a run", connection -> effects(connection, run));
    }

    private List<EffectItem> effects(Connection connection, RunId run) throws SQLException {
        var effects = new ArrayList<EffectItem>();
        try (var statement = connection.prepareStatement(EFFECTS)) {
            statement.setString(1, run.value());
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    effects.add(effect(connection, run, result));
                }
            }
        }
        return effects;
    }

    private EffectItem effect(Connection connection, RunId run, ResultSet row) throws SQLException {
        var request = row.getString(6);
        var answer = row.getString(8);
        var blobs = new BlobTable(connection).restoring(List.of(request, answer), json);
        return new EffectItem(
                new EffectKey(row.getString(1)),
                run,
                new StepId(row.getInt(2)),
                row.getString(3),
                row.getString(4),
                EffectItem.Status.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
                blobs.swap().apply(json.map(request)),
                changes(row.getString(7)),
                answer.isEmpty() ? Map.of() : blobs.swap().apply(json.map(answer)),
                row.getBoolean(9),
                row.getBoolean(10),
                Optional.ofNullable(row.getString(11)).map(EffectKey::new),
                Optional.ofNullable(row.getString(12)).map(EffectKey::new),
                Micros.instant(row.getLong(13)),
                Micros.instant(row.getLong(14)),
                Micros.optional((Number) row.getObject(15)));
    }

    private List<Map<String, @Nullable Object>> changes(String text) {
        var changes = new ArrayList<Map<String, @Nullable Object>>();
        if (json.value(text) instanceof List<?> items) {
            for (var item : items) {
                var change = new LinkedHashMap<String, @Nullable Object>();
                if (item instanceof Map<?, ?> map) {
                    map.forEach((key, value) -> change.put(String.valueOf(key), value));
                }
                changes.add(change);
            }
        }
        return changes;
    }
}
