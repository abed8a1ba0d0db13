package io.sluice.bench;

import io.sluice.db.Bulk;
import io.sluice.db.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What durability alone costs: runs of which nothing is decided, that are one state row and one
/// journal row for each commit the engine would make, written by group commit with as many
/// transactions at once as the engine's. No engine can do more over this database on this machine;
/// so what the engine does is told as a part of it. PostgreSQL only.
final class BareFloor implements AutoCloseable {
    private static final int WRITERS = 2;
    private static final int BATCH = 500;
    private static final String TEXT = "x".repeat(100);

    private static final List<String> TABLES =
            List.of(
                    "create table bare_run (run_id varchar(64) primary key, version bigint not null, state varchar not null)",
                    "create table bare_journal (run_id varchar(64), version bigint, events varchar not null, primary key (run_id, version))",
                    "create table bare_wait (run_id varchar(64) primary key, correlation varchar(64) not null)",
                    "create index bare_wait_by_key on bare_wait (correlation)");

    private static final String STATE =
            """
            insert into bare_run (run_id, version, state)
            select v.run_id, v.version, v.state
            from unnest(cast(? as varchar array), cast(? as bigint array), cast(? as varchar array))
                as v (run_id, version, state)
            on conflict (run_id) do update set version = excluded.version, state = excluded.state
            """;

    private static final String JOURNAL =
            """
            insert into bare_journal (run_id, version, events)
            select v.run_id, v.version, v.events
            from unnest(cast(? as varchar array), cast(? as bigint array), cast(? as varchar array))
                as v (run_id, version, events)
            """;

    private static final String PARK =
            """
            insert into bare_wait (run_id, correlation)
            select v.run_id, v.run_id from unnest(cast(? as varchar array)) as v (run_id)
            """;

    private static final String WAKE =
            "delete from bare_wait where run_id = any(cast(? as varchar array))";

    private final Database database;
    private final LinkedBlockingQueue<Point> queue = new LinkedBlockingQueue<>();
    private final List<Thread> writers = new ArrayList<>();

    BareFloor(Database database) {
        this.database = database;
        database.inTransaction(
                "make tables",
                connection -> {
                    try (var statement = connection.createStatement()) {
                        for (var table : TABLES) {
                            statement.execute(table);
                        }
                    }
                    return TABLES;
                });
        for (int i = 0; i < WRITERS; i++) {
            writers.add(Thread.ofPlatform().daemon().start(this::write));
        }
    }

    /// Whether a run begins or ends to wait as it is written.
    private enum Parking {
        NONE,
        IN,
        OUT
    }

    /// @param left how many more commits the run makes before it parks or ends
    /// @param parks whether it then waits for a message
    /// @param over counted down when it parks or ends
    private record Point(
            String run,
            long version,
            int left,
            Parking parking,
            boolean parks,
            CompletableFuture<Boolean> durable,
            CountDownLatch over) {
        Point next() {
            var then = left == 1 && parks ? Parking.IN : Parking.NONE;
            return new Point(run, version + 1, left - 1, then, parks, durable, over);
        }
    }

    /// So many runs of so many commits each, begun by the callers as the engine's are.
    ///
    /// @return runs per second
    double straight(String name, int runs, int commits) throws Exception {
        return measure(name, runs, 1, commits - 1, Parking.NONE, false);
    }

    /// Runs that make two commits and then wait.
    double park(String name, int runs) throws Exception {
        return measure(name, runs, 1, 1, Parking.NONE, true);
    }

    /// The same go on and end.
    double resume(String name, int runs) throws Exception {
        return measure(name, runs, 3, 1, Parking.OUT, false);
    }

    private double measure(
            String name, int runs, long version, int left, Parking parking, boolean parks)
            throws Exception {
        var over = new CountDownLatch(runs);
        long begin = System.nanoTime();
        Callers.call(
                runs,
                i -> {
                    var durable = new CompletableFuture<Boolean>();
                    queue.add(
                            new Point(
                                    name + "-" + i, version, left, parking, parks, durable, over));
                    durable.join();
                });
        if (!over.await(10, TimeUnit.MINUTES)) {
            throw new IllegalStateException(over.getCount() + " runs are still missing");
        }
        return runs * 1e9 / (System.nanoTime() - begin);
    }

    private void write() {
        try {
            while (true) {
                var points = new ArrayList<Point>();
                points.add(queue.take());
                queue.drainTo(points, BATCH - 1);
                points.sort((one, two) -> one.run().compareTo(two.run()));
                database.inTransaction("write", connection -> write(connection, points));
                points.forEach(this::written);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static int write(Connection connection, List<Point> points) throws SQLException {
        try (var state = new Bulk(connection, STATE);
                var journal = new Bulk(connection, JOURNAL)) {
            state.texts(points, Point::run)
                    .longs(points, Point::version)
                    .texts(points, _ -> TEXT)
                    .update();
            journal.texts(points, Point::run)
                    .longs(points, Point::version)
                    .texts(points, _ -> TEXT)
                    .update();
        }
        waits(
                connection,
                PARK,
                points.stream().filter(one -> one.parking() == Parking.IN).toList());
        waits(
                connection,
                WAKE,
                points.stream().filter(one -> one.parking() == Parking.OUT).toList());
        return points.size();
    }

    private static void waits(Connection connection, String sql, List<Point> points)
            throws SQLException {
        if (points.isEmpty()) {
            return;
        }
        try (var bulk = new Bulk(connection, sql)) {
            bulk.texts(points, Point::run).update();
        }
    }

    private void written(Point point) {
        point.durable().complete(true);
        if (point.left() > 0) {
            queue.add(point.next());
        } else {
            point.over().countDown();
        }
    }

    @Override
    public void close() {
        writers.forEach(Thread::interrupt);
    }
}
