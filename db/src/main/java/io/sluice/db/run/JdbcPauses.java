package io.sluice.db.run;

import io.sluice.db.Batch;
import io.sluice.db.Bulk;
import io.sluice.db.Database;
import io.sluice.db.Micros;
import io.sluice.db.Signals;
import io.sluice.db.Texts;
import io.sluice.engine.port.Pauses;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.RunId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What people have paused, for all processes over this database and across their restarts.
public final class JdbcPauses implements Pauses {
    private static final String VERSION = "select version from pause_version where id = 1";
    private static final String CHANGED =
            "update pause_version set version = version + 1 where id = 1";

    /// A run that has ended while it was paused is nobody's business any more.
    private static final String ALL =
            """
            select p.scope, p.subject, p.project, p.reason, p.since, p.by_kind, p.by_name
            from pause p left join run r on p.scope = 'run' and r.run_id = p.subject
            where p.scope <> 'run' or (r.run_id is not null and r.ended_at is null)
            order by p.since, p.scope, p.subject
            """;

    private static final String PAUSE =
            """
            insert into pause (scope, subject, project, reason, since, by_kind, by_name)
            select ?, ?, ?, ?, ?, ?, ?
            where not exists (select 1 from pause where scope = ? and subject = ?)
            """;

    private static final String RESUME = "delete from pause where scope = ? and subject = ?";
    private static final String MARK =
            "update run set paused = ? where run_id = any(cast(? as varchar array))";

    private static final String CHILDREN =
            "select run_id from child_run where parent_id = any(cast(? as varchar array))";

    private final Database database;

    public JdbcPauses(Database database) {
        this.database = database;
    }

    /// How much is paused.
    public enum Scope {
        EVERYTHING,
        WORKFLOW,
        RUN;

        /// As it is stored, and in the API.
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What a pause is about.
    ///
    /// @param id of the workflow or run; empty for everything
    public record Subject(Scope scope, String id) {
        public static final Subject EVERYTHING = new Subject(Scope.EVERYTHING, "");

        public static Subject workflow(String id) {
            return new Subject(Scope.WORKFLOW, id);
        }

        public static Subject run(RunId run) {
            return new Subject(Scope.RUN, run.value());
        }
    }

    /// One pause that holds.
    public record Pause(Subject subject, String project, String reason, Instant since, Actor by) {}

    @Override
    public Paused read(Paused known) {
        return database.inTransaction(
                "read what is paused",
                connection -> {
                    long version = version(connection);
                    return version == known.version()
                            ? known
                            : paused(connection, version, all(connection));
                });
    }

    private static long version(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(VERSION);
                var result = statement.executeQuery()) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    /// These runs and all that they have begun.
    private static Set<String> family(Connection connection, Collection<String> runs)
            throws SQLException {
        var family = new HashSet<>(runs);
        var last = List.copyOf(runs);
        while (!last.isEmpty()) {
            var next = new ArrayList<String>();
            try (var bulk = new Bulk(connection, CHILDREN);
                    var result = bulk.texts(last, id -> id).query()) {
                while (result.next()) {
                    if (family.add(result.getString(1))) {
                        next.add(result.getString(1));
                    }
                }
            }
            last = next;
        }
        return family;
    }

    private static Paused paused(Connection connection, long version, List<Pause> all)
            throws SQLException {
        boolean everything = false;
        var workflows = new HashSet<String>();
        var runs = new ArrayList<String>();
        for (var pause : all) {
            var id = pause.subject().id();
            switch (pause.subject().scope()) {
                case EVERYTHING -> everything = true;
                case WORKFLOW -> workflows.add(id);
                case RUN -> runs.add(id);
            }
        }
        var family = new HashSet<RunId>();
        family(connection, runs).forEach(id -> family.add(new RunId(id)));
        return new Paused(version, everything, workflows, family);
    }

    /// What holds now, the oldest first.
    public List<Pause> all() {
        return database.inTransaction("list what is paused", JdbcPauses::all);
    }

    private static List<Pause> all(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(ALL);
                var result = statement.executeQuery()) {
            var all = new ArrayList<Pause>();
            while (result.next()) {
                var scope = Scope.valueOf(result.getString(1).toUpperCase(Locale.ROOT));
                all.add(
                        new Pause(
                                new Subject(scope, result.getString(2)),
                                result.getString(3),
                                result.getString(4),
                                Micros.instant(result.getLong(5)),
                                new Actor(result.getString(6), result.getString(7))));
            }
            return all;
        }
    }

    public Optional<Pause> find(Subject subject) {
        return all().stream().filter(pause -> pause.subject().equals(subject)).findFirst();
    }

    /// Pauses; false if it is paused already.
    public boolean pause(Pause pause) {
        var subject = pause.subject();
        return database.inTransaction(
                "pause",
                connection -> {
                    int[] inserted =
                            Batch.run(
                                    connection,
                                    PAUSE,
                                    List.of(pause),
                                    (one, parameters) ->
                                            parameters
                                                    .text(subject.scope().key())
                                                    .text(subject.id())
                                                    .text(one.project())
                                                    .text(Texts.shown(one.reason(), 2_000))
                                                    .number(Micros.of(one.since()))
                                                    .text(one.by().kind())
                                                    .text(Texts.shown(one.by().name(), 200))
                                                    .text(subject.scope().key())
                                                    .text(subject.id()));
                    return changed(connection, subject, true, inserted[0]);
                });
    }

    /// Lets go on; false if it was not paused.
    public boolean resume(Subject subject) {
        return database.inTransaction(
                "resume",
                connection -> {
                    int[] deleted =
                            Batch.run(
                                    connection,
                                    RESUME,
                                    List.of(subject),
                                    (one, parameters) ->
                                            parameters.text(one.scope().key()).text(one.id()));
                    return changed(connection, subject, false, deleted[0]);
                });
    }

    private boolean changed(Connection connection, Subject subject, boolean paused, int rows)
            throws SQLException {
        if (rows == 0) {
            return false;
        }
        if (subject.scope() == Scope.RUN) {
            try (var bulk = new Bulk(connection, MARK)) {
                bulk.flag(paused)
                        .texts(family(connection, List.of(subject.id())), id -> id)
                        .update();
            }
        }
        try (var statement = connection.prepareStatement(CHANGED)) {
            statement.executeUpdate();
        }
        Signals.send(connection, database.dialect());
        return true;
    }
}
