package io.sluice.db.intake;

import io.sluice.db.Batch;
import io.sluice.db.Database;
import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.db.Page;
import io.sluice.db.Texts;
import io.sluice.engine.run.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Trigger events, for people to see what came in and what became of it. Those that began a run are
/// written by the commit that began it; the others are noted here.
public final class Inbox {
    private static final String NOTE =
            """
            insert into trigger_event (
                project, workflow_id, event_key, occurrence, source, received_at, outcome, run_id,
                payload, detail
            ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String LIST =
            """
            select id, source, workflow_id, event_key, received_at, outcome, run_id, payload, detail
            from trigger_event where project = ? and id < ? order by id desc limit ?
            """;

    private static final String LIST_BY_OUTCOME =
            """
            select id, source, workflow_id, event_key, received_at, outcome, run_id, payload, detail
            from trigger_event where project = ? and id < ? and outcome = ?
            order by id desc limit ?
            """;

    private static final String LIST_BY_WORKFLOW =
            """
            select id, source, workflow_id, event_key, received_at, outcome, run_id, payload, detail
            from trigger_event where project = ? and id < ? and workflow_id = ?
            order by id desc limit ?
            """;

    private static final String LIST_BY_WORKFLOW_AND_OUTCOME =
            """
            select id, source, workflow_id, event_key, received_at, outcome, run_id, payload, detail
            from trigger_event where project = ? and id < ? and workflow_id = ? and outcome = ?
            order by id desc limit ?
            """;

    private static final String LIST_BY_WORKFLOWS =
            """
            select id, source, workflow_id, event_key, received_at, outcome, run_id, payload, detail
            from trigger_event where project = ? and id < ?
                and workflow_id in (select o.id from unnest(cast(? as varchar array)) as o (id))
            order by id desc limit ?
            """;

    private static final String LIST_BY_WORKFLOWS_AND_OUTCOME =
            """
            select id, source, workflow_id, event_key, received_at, outcome, run_id, payload, detail
            from trigger_event where project = ? and id < ?
                and workflow_id in (select o.id from unnest(cast(? as varchar array)) as o (id))
                and outcome = ?
            order by id desc limit ?
            """;

    private static final String LOAD =
            """
            select id, source, workflow_id, event_key, received_at, outcome, run_id, payload, detail
            from trigger_event where project = ? and id = ?
            """;

    private static final String FIND =
            """
            select run_id from trigger_event
            where project = ? and workflow_id = ? and event_key = ? and occurrence = 0
            """;

    private static final int MAX_PAYLOAD = 64 * 1024;

    private final Database database;
    private final Json json;

    public Inbox(Database database) {
        this.database = database;
        json = Json.codec();
    }

    /// What became of an event.
    public enum Outcome {
        STARTED,
        DUPLICATE,
        /// Runs that waited look at what they wait for.
        WOKE,
        IGNORED,
        REFUSED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// An event that began no run.
    ///
    /// @param workflow empty when it was for none in particular
    /// @param run for a duplicate: the run that the first began
    /// @param detail why, for people
    public record Note(
            String project,
            String workflow,
            String key,
            String source,
            Map<String, @Nullable Object> payload,
            Instant receivedAt,
            Outcome outcome,
            Optional<RunId> run,
            String detail) {}

    /// An event as people see it.
    ///
    /// @param payload empty for one that began a run: it is the run's trigger; cut short when large
    public record Item(
            String id,
            String source,
            String workflow,
            String key,
            Instant receivedAt,
            Outcome outcome,
            Optional<RunId> run,
            String payload,
            String detail) {}

    /// Notes events that began no run.
    public void note(List<Note> notes) {
        database.inTransaction(
                "note trigger events",
                connection -> Batch.run(connection, NOTE, notes, this::bind).length);
    }

    private void bind(Note note, Batch parameters) throws SQLException {
        parameters
                .text(note.project())
                .text(note.workflow())
                .text(Texts.key(note.key(), 400))
                .number(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE))
                .text(Texts.shown(note.source(), 40))
                .number(Micros.of(note.receivedAt()))
                .text(note.outcome().text())
                .text(note.run().map(RunId::value).orElse(null))
                .text(Texts.shown(json.text(note.payload()), MAX_PAYLOAD))
                .text(Texts.shown(note.detail(), 2_000));
    }

    /// Which events.
    ///
    /// @param workflow those for one workflow
    /// @param only those for any of these, where not one is named
    public record Filter(
            Optional<Outcome> outcome, Optional<String> workflow, Optional<Set<String>> only) {
        public static final Filter ALL = new Filter(Optional.empty(), Optional.empty());

        public Filter(Optional<Outcome> outcome, Optional<String> workflow) {
            this(outcome, workflow, Optional.empty());
        }

        private String statement() {
            if (workflow.isEmpty() && only.isPresent()) {
                return outcome.isPresent() ? LIST_BY_WORKFLOWS_AND_OUTCOME : LIST_BY_WORKFLOWS;
            }
            if (workflow.isPresent()) {
                return outcome.isPresent() ? LIST_BY_WORKFLOW_AND_OUTCOME : LIST_BY_WORKFLOW;
            }
            return outcome.isPresent() ? LIST_BY_OUTCOME : LIST;
        }
    }

    /// The newest first.
    ///
    /// @throws IllegalArgumentException if the cursor is none of ours
    public Page<Item> list(String project, Filter filter, Optional<String> cursor, int limit) {
        long before = cursor.map(Page::number).orElse(Long.MAX_VALUE);
        int bounded = Page.bounded(limit);
        var found =
                database.inTransaction(
                        "list trigger events",
                        connection -> {
                            try (var statement = connection.prepareStatement(filter.statement())) {
                                int next = 1;
                                statement.setString(next++, project);
                                statement.setLong(next++, before);
                                if (filter.workflow().isPresent()) {
                                    statement.setString(next++, filter.workflow().get());
                                } else if (filter.only().isPresent()) {
                                    var ids = filter.only().get().toArray(String[]::new);
                                    statement.setArray(
                                            next++, connection.createArrayOf("varchar", ids));
                                }
                                if (filter.outcome().isPresent()) {
                                    statement.setString(next++, filter.outcome().get().text());
                                }
                                statement.setInt(next, bounded + 1);
                                return items(statement.executeQuery());
                            }
                        });
        return Page.of(found, bounded, Item::id);
    }

    /// One event, if there is one with this id.
    public Optional<Item> find(String project, String id) {
        if (!id.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return database.inTransaction(
                "load a trigger event",
                connection -> {
                    try (var statement = connection.prepareStatement(LOAD)) {
                        statement.setString(1, project);
                        statement.setLong(2, Long.parseLong(id));
                        return items(statement.executeQuery()).stream().findFirst();
                    }
                });
    }

    /// The run that this key began, if one did.
    public Optional<RunId> runOf(String project, String workflow, String key) {
        return database.inTransaction(
                "find a trigger event",
                connection -> {
                    try (var statement = connection.prepareStatement(FIND)) {
                        statement.setString(1, project);
                        statement.setString(2, workflow);
                        statement.setString(3, Texts.key(key, 400));
                        try (var result = statement.executeQuery()) {
                            return result.next()
                                    ? Optional.of(new RunId(result.getString(1)))
                                    : Optional.<RunId>empty();
                        }
                    }
                });
    }

    private static List<Item> items(ResultSet result) throws SQLException {
        try (result) {
            var items = new ArrayList<Item>();
            while (result.next()) {
                items.add(
                        new Item(
                                result.getString(1),
                                result.getString(2),
                                result.getString(3),
                                result.getString(4),
                                Micros.instant(result.getLong(5)),
                                Outcome.valueOf(result.getString(6).toUpperCase(Locale.ROOT)),
                                Optional.ofNullable(result.getString(7)).map(RunId::new),
                                result.getString(8),
                                result.getString(9)));
            }
            return items;
        }
    }
}
