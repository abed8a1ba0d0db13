package io.sluice.db.run;

import io.sluice.db.Batch;
import io.sluice.db.Database;
import io.sluice.db.Micros;
import io.sluice.engine.port.Peers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The processes over this database: each says every few seconds that it is there, and which node
/// types it has; one that has not for a while is gone.
public final class JdbcPeers implements Peers {
    /// How often a process shows itself.
    public static final Duration EVERY = Duration.ofSeconds(5);

    private static final Duration GONE = Duration.ofSeconds(20);
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private static final String SEEN = "update node set seen_at = ?, types = ? where name = ?";

    private static final String COME =
            "insert into node (seen_at, types, name, started_at) values (?, ?, ?, ?)";

    private static final String LEAVE = "delete from node where name = ? or seen_at < ?";

    private static final String ALL =
            "select name, started_at, seen_at, types from node where seen_at >= ? order by name";

    private final Database database;
    private final String name;
    private final String types;
    private final InstantSource clock;
    private final Instant startedAt;
    private volatile List<Peer> known = List.of();

    /// @param name of this process
    /// @param types the node types it has
    public JdbcPeers(Database database, String name, Set<String> types, InstantSource clock) {
        this.database = database;
        this.name = name;
        this.types = String.join(",", new TreeSet<>(types));
        this.clock = clock;
        startedAt = clock.instant();
    }

    /// A process that is alive.
    public record Peer(String name, Instant startedAt, Instant seenAt, Set<String> types) {}

    /// Shows that this process is there, and looks who else is.
    public void meet() {
        var now = clock.instant();
        known =
                database.inTransaction(
                        "meet the other processes",
                        connection -> {
                            show(connection, now);
                            return alive(connection, now.minus(GONE));
                        });
    }

    private void show(Connection connection, Instant now) throws SQLException {
        int[] seen =
                Batch.run(
                        connection,
                        SEEN,
                        List.of(now),
                        (at, parameters) ->
                                parameters.number(Micros.of(at)).text(types).text(name));
        if (seen[0] == 0) {
            Batch.run(
                    connection,
                    COME,
                    List.of(now),
                    (at, parameters) ->
                            parameters
                                    .number(Micros.of(at))
                                    .text(types)
                                    .text(name)
                                    .number(Micros.of(startedAt)));
        }
    }

    private static List<Peer> alive(Connection connection, Instant since) throws SQLException {
        try (var statement = connection.prepareStatement(ALL)) {
            statement.setLong(1, Micros.of(since));
            var alive = new ArrayList<Peer>();
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    alive.add(
                            new Peer(
                                    result.getString(1),
                                    Micros.instant(result.getLong(2)),
                                    Micros.instant(result.getLong(3)),
                                    Set.of(result.getString(4).split(","))));
                }
            }
            return List.copyOf(alive);
        }
    }

    /// Those that are alive, this one too, as of the last meeting.
    public List<Peer> alive() {
        return known;
    }

    @Override
    public boolean know(Set<String> nodeTypes) {
        return known.stream()
                .filter(peer -> !peer.name().equals(name))
                .anyMatch(peer -> peer.types().containsAll(nodeTypes));
    }

    @Override
    public int others() {
        return (int) known.stream().filter(peer -> !peer.name().equals(name)).count();
    }

    /// Says that this process goes, and forgets those that went without saying so.
    public void leave() {
        var before = clock.instant().minus(FORGOTTEN);
        database.inTransaction(
                "leave the other processes",
                connection ->
                        Batch.run(
                                        connection,
                                        LEAVE,
                                        List.of(before),
                                        (at, parameters) ->
                                                parameters.text(name).number(Micros.of(at)))
                                .length);
    }
}
