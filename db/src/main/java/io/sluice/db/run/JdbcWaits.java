package io.sluice.db.run;

import io.sluice.db.Bulk;
import io.sluice.db.Database;
import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.db.Texts;
import io.sluice.engine.port.Waits;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.StepId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Open waits, which commits write, and messages that came before anybody waited for them.
public final class JdbcWaits implements Waits {
    /// Each subscription is looked up by the index, whatever the planner thinks of the table.
    private static final String FIND =
            """
            select v.i, w.run_id, w.step
            from unnest(
                cast(? as bigint array),
                cast(? as varchar array),
                cast(? as varchar array)
            ) as v (i, message, correlation)
            join wait w on w.message = v.message and w.correlation = v.correlation
            order by v.i, w.run_id, w.step
            """;

    private static final String KEEP =
            """
            insert into message (
                id, message, correlation, payload, received_at, expires_at,
                starts_at, project, chain, sender_kind, sender
            )
            select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
            where not exists (select 1 from message where id = ?)
            """;

    private static final String MATCHED =
            """
            select m.id, m.message, m.correlation, m.payload, m.received_at,
                m.starts_at, m.chain, m.sender_kind, m.sender
            from message m
            where m.delivered_at is null and m.expires_at > ?
                and exists (
                    select 1 from wait w
                    where w.message = m.message and w.correlation = m.correlation
                )
            order by m.received_at, m.id limit ?
            """;

    /// Nobody looks at the waits but for what is heard.
    private static final String STARTING =
            """
            select m.id, m.message, m.correlation, m.payload, m.received_at,
                m.starts_at, m.chain, m.sender_kind, m.sender
            from message m
            where m.delivered_at is null and m.starts_at <= ? and m.expires_at > ?
                and (m.message = ? or exists (
                    select 1
                    from unnest(cast(? as varchar array), cast(? as varchar array))
                        as h (project, message)
                    where h.project = m.project and h.message = m.message
                ))
                and not exists (
                    select 1 from wait w
                    where w.message = m.message and w.correlation = m.correlation
                )
            order by m.received_at, m.id limit ?
            """;

    private static final String BEGUN =
            """
            update message
            set starts_at = null,
                expires_at = case
                    when message = ? then least(expires_at, received_at + ?) else expires_at
                end
            where id = ?
            """;

    private static final String AGAIN = "update message set starts_at = ? where id = ?";

    private static final String EXPIRE = "delete from message where expires_at <= ?";

    private static final String DROP = "delete from message where id = ?";

    private static final String DEFAULT = "default";

    /// Between a project and a key; no project's id has it.
    private static final char MARK = '\u0001';

    private static final int MAX_MESSAGE = 200;
    private static final long SIGNAL_MICROS = SIGNAL_TTL.toNanos() / 1_000;
    private static final int MAX_CORRELATION = 400;

    private final Database database;
    private final Json json;

    public JdbcWaits(Database database) {
        this(database, Json.codec());
    }

    JdbcWaits(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public Map<Subscription, List<Waiting>> find(Collection<Subscription> subscriptions) {
        if (subscriptions.isEmpty()) {
            return Map.of();
        }
        var asked = List.copyOf(subscriptions);
        return database.reading("find waits", connection -> find(connection, asked));
    }

    private static Map<Subscription, List<Waiting>> find(
            Connection connection, List<Subscription> asked) throws SQLException {
        var numbers = new ArrayList<Long>(asked.size());
        asked.forEach(_ -> numbers.add((long) numbers.size()));
        var found = new HashMap<Subscription, List<Waiting>>();
        try (var bulk = new Bulk(connection, FIND)) {
            bulk.nullableLongs(numbers, number -> number)
                    .texts(asked, subscription -> message(subscription.message()))
                    .texts(asked, JdbcWaits::correlation);
            try (var result = bulk.query()) {
                while (result.next()) {
                    found.computeIfAbsent(asked.get(result.getInt(1)), _ -> new ArrayList<>())
                            .add(
                                    new Waiting(
                                            new RunId(result.getString(2)),
                                            new StepId(result.getInt(3))));
                }
            }
        }
        return found;
    }

    /// @throws IllegalArgumentException if the name or the key is too long to be kept
    @Override
    public boolean keep(Message message, Instant expiresAt) {
        fits("message name", message.subscription().message(), MAX_MESSAGE);
        fits("correlation key", message.subscription().key(), MAX_CORRELATION);
        return database.inTransaction(
                "keep a message",
                connection -> {
                    try (var statement = connection.prepareStatement(KEEP)) {
                        statement.setString(1, id(message.id()));
                        statement.setString(2, message(message.subscription().message()));
                        statement.setString(3, correlation(message.subscription()));
                        statement.setString(4, json.text(message.payload()));
                        statement.setLong(5, Micros.of(message.receivedAt()));
                        statement.setLong(6, Micros.atOrAfter(expiresAt));
                        if (message.sender().begins()) {
                            statement.setLong(7, 0);
                        } else {
                            statement.setNull(7, Types.BIGINT);
                        }
                        statement.setString(8, project(message.subscription().project()));
                        statement.setInt(9, message.sender().chain());
                        statement.setString(10, Texts.shown(message.sender().by().kind(), 40));
                        statement.setString(11, Texts.shown(message.sender().by().name(), 200));
                        statement.setString(12, id(message.id()));
                        return statement.executeUpdate() == 1;
                    }
                });
    }

    @Override
    public List<Message> matched(Instant now, int max) {
        return database.inTransaction(
                "match messages",
                connection -> {
                    try (var statement = connection.prepareStatement(MATCHED)) {
                        statement.setLong(1, Micros.of(now));
                        statement.setInt(2, max);
                        return messages(statement.executeQuery());
                    }
                });
    }

    private List<Message> messages(ResultSet result) throws SQLException {
        try (result) {
            var messages = new ArrayList<Message>();
            while (result.next()) {
                messages.add(
                        new Message(
                                result.getString(1),
                                subscription(result.getString(2), result.getString(3)),
                                json.map(result.getString(4)),
                                Micros.instant(result.getLong(5)),
                                sender(result)));
            }
            return messages;
        }
    }

    private static Sender sender(ResultSet result) throws SQLException {
        boolean begins = result.getObject(6) != null;
        var kind = result.getString(8);
        var by = kind == null ? Actor.ENGINE : new Actor(kind, result.getString(9));
        return new Sender(by, result.getInt(7), begins);
    }

    @Override
    public List<Message> starting(Collection<Subscription> heard, Instant now, int max) {
        return database.inTransaction(
                "look for messages that begin runs",
                connection -> {
                    var asked = List.copyOf(heard);
                    try (var bulk = new Bulk(connection, STARTING)) {
                        bulk.number(Micros.of(now))
                                .number(Micros.of(now))
                                .text(Doing.Listen.SIGNAL)
                                .texts(asked, one -> project(one.project()))
                                .texts(asked, one -> message(one.message()))
                                .number(max);
                        return messages(bulk.query());
                    }
                });
    }

    @Override
    public void begun(String id, Optional<Instant> again) {
        database.inTransaction(
                "settle what begins by a message",
                connection -> {
                    try (var statement =
                            connection.prepareStatement(again.isPresent() ? AGAIN : BEGUN)) {
                        int next = 1;
                        if (again.isPresent()) {
                            statement.setLong(next++, Micros.atOrAfter(again.get()));
                        } else {
                            statement.setString(next++, Doing.Listen.SIGNAL);
                            statement.setLong(next++, SIGNAL_MICROS);
                        }
                        statement.setString(next, id(id));
                        return statement.executeUpdate();
                    }
                });
    }

    @Override
    public void drop(String id) {
        database.inTransaction(
                "drop a message",
                connection -> {
                    try (var statement = connection.prepareStatement(DROP)) {
                        statement.setString(1, id(id));
                        return statement.executeUpdate();
                    }
                });
    }

    @Override
    public void expire(Instant now) {
        database.inTransaction(
                "expire messages",
                connection -> {
                    try (var statement = connection.prepareStatement(EXPIRE)) {
                        statement.setLong(1, Micros.of(now));
                        return statement.executeUpdate();
                    }
                });
    }

    private static void fits(String what, String text, int max) {
        if (text.length() > max) {
            throw new IllegalArgumentException(
                    "Expected a %s of at most %d characters, found %d; shorten it."
                            .formatted(what, max, text.length()));
        }
    }

    static String id(String id) {
        return Texts.key(id, 400);
    }

    static String message(String name) {
        return Texts.key(name, MAX_MESSAGE);
    }

    static String project(String id) {
        return id.isEmpty() ? DEFAULT : id;
    }

    private static String correlation(Subscription subscription) {
        return correlation(subscription.project(), subscription.message(), subscription.key());
    }

    /// Runs of one project do not hear what is meant for those of another: outside of the default
    /// project the key goes with the project's id. Wake-up keys are unique by themselves.
    static String correlation(String project, String message, String key) {
        return Texts.key(qualified(project, message, key), MAX_CORRELATION);
    }

    private static String qualified(String project, String message, String key) {
        if (message.equals(WAKE)) {
            return key;
        }
        if (project.isEmpty() || project.equals(DEFAULT)) {
            return key.indexOf(MARK) < 0 ? key : MARK + key;
        }
        return project + MARK + key;
    }

    private static Subscription subscription(String message, String correlation) {
        int mark = message.equals(WAKE) ? -1 : correlation.indexOf(MARK);
        return mark < 0
                ? new Subscription(message, correlation)
                : new Subscription(
                        message, correlation.substring(mark + 1), correlation.substring(0, mark));
    }
}
