package io.sluice.db.run;

import io.sluice.db.Batch;
import io.sluice.db.Database;
import io.sluice.db.Micros;
import io.sluice.db.Texts;
import io.sluice.engine.port.ResourceLocks;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.RunId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Locks as rows, for all processes over this database. One whose run has ended counts as free.
public final class JdbcResourceLocks implements ResourceLocks {
    private static final int MAX_RESOURCE = 400;

    private static final String LOOK =
            """
            select l.effect_key, l.run_id, l.freed_at, r.run_id, r.ended_at
            from resource_lock l left join run r on r.run_id = l.run_id
            where l.resource = ?
            """;

    private static final String LOCK_ROW =
            "select resource from resource_lock where resource = ? for update";

    private static final String INSERT =
            """
            insert into resource_lock (resource, run_id, step, effect_key, since)
            values (?, ?, ?, ?, ?)
            """;

    private static final String TAKE =
            """
            update resource_lock set run_id = ?, step = ?, effect_key = ?, since = ?
            where resource = ?
            """;

    private static final String RELEASE =
            """
            update resource_lock
            set run_id = null, step = null, effect_key = null, since = null, freed_at = ?
            where effect_key = ?
            """;

    private static final String FORGET =
            "delete from resource_lock where run_id is null and freed_at < ?";

    private final Database database;

    public JdbcResourceLocks(Database database) {
        this.database = database;
    }

    /// A lock as it is found.
    private record Found(
            @Nullable String key,
            @Nullable String run,
            @Nullable Long freedAt,
            boolean alive,
            @Nullable Long endedAt) {

        boolean heldAgainst(EffectKey asking) {
            return alive && !asking.value().equals(key);
        }

        /// By the end of its run, or by its holder.
        Optional<Instant> freed() {
            return Micros.optional(endedAt == null ? freedAt : endedAt);
        }
    }

    @Override
    public Answer take(Request request) {
        return database.inTransaction("take locks", connection -> take(connection, request));
    }

    private static Answer take(Connection connection, Request request) throws SQLException {
        var fresh = new ArrayList<String>();
        var known = new ArrayList<String>();
        Optional<Instant> lastFreed = Optional.empty();
        for (var name : new TreeSet<>(request.resources())) {
            var resource = Texts.key(name, MAX_RESOURCE);
            var found = find(connection, resource);
            if (found.isEmpty()) {
                fresh.add(resource);
                continue;
            }
            var lock = found.get();
            if (lock.heldAgainst(request.key())) {
                return new Answer.Held(name, new RunId(String.valueOf(lock.run())));
            }
            known.add(resource);
            lastFreed = later(lastFreed, lock.freed());
        }
        write(connection, request, fresh, known);
        return new Answer.Taken(lastFreed);
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || (other.isPresent() && other.get().isAfter(one.get())) ? other : one;
    }

    /// Its row first, so that nobody else decides about it meanwhile; then what it says, which an
    /// outer join could not be locked for.
    private static Optional<Found> find(Connection connection, String resource)
            throws SQLException {
        try (var lock = connection.prepareStatement(LOCK_ROW)) {
            lock.setString(1, resource);
            try (var result = lock.executeQuery()) {
                if (!result.next()) {
                    return Optional.empty();
                }
            }
        }
        try (var look = connection.prepareStatement(LOOK)) {
            look.setString(1, resource);
            try (var result = look.executeQuery()) {
                return result.next()
                        ? Optional.of(
                                new Found(
                                        result.getString(1),
                                        result.getString(2),
                                        (Long) result.getObject(3),
                                        result.getString(4) != null && result.getObject(5) == null,
                                        (Long) result.getObject(5)))
                        : Optional.empty();
            }
        }
    }

    private static void write(
            Connection connection, Request request, List<String> fresh, List<String> known)
            throws SQLException {
        Batch.run(
                connection,
                INSERT,
                fresh,
                (resource, parameters) ->
                        parameters
                                .text(resource)
                                .text(request.run().value())
                                .number(request.step().value())
                                .text(request.key().value())
                                .number(Micros.of(request.now())));
        Batch.run(
                connection,
                TAKE,
                known,
                (resource, parameters) ->
                        parameters
                                .text(request.run().value())
                                .number(request.step().value())
                                .text(request.key().value())
                                .number(Micros.of(request.now()))
                                .text(resource));
    }

    @Override
    public void release(EffectKey key, Instant now) {
        database.inTransaction(
                "free locks",
                connection ->
                        Batch.run(
                                        connection,
                                        RELEASE,
                                        List.of(key),
                                        (one, parameters) ->
                                                parameters
                                                        .number(Micros.atOrAfter(now))
                                                        .text(one.value()))
                                .length);
    }

    /// Forgets things that nobody has locked since then.
    public int forget(Instant before) {
        return database.inTransaction(
                "forget free locks",
                connection -> {
                    try (var statement = connection.prepareStatement(FORGET)) {
                        statement.setLong(1, Micros.of(before));
                        return statement.executeUpdate();
                    }
                });
    }
}
