package io.sluice.db.run;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.sluice.db.Database;
import io.sluice.db.Migrations;
import io.sluice.db.port.Samples;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.port.CommitResult;
import io.sluice.engine.port.Intake;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// How many state and journal rows a second commits write. Run by hand: `CommitSpeed <jdbc url>
/// [user] [writers] [batch] [runs] [intake]`.
final class CommitSpeed {
    private static final int COMMITS = 5;

    private CommitSpeed() {}

    public static void main(String[] args) throws Exception {
        int writers = Integer.parseInt(args[2]);
        int batch = Integer.parseInt(args[3]);
        int runs = Integer.parseInt(args[4]);
        boolean intake = Boolean.parseBoolean(args[5]);
        var config = new HikariConfig();
        config.setJdbcUrl(args[0]);
        config.setUsername(args[1]);
        config.setMaximumPoolSize(writers + 1);
        try (var source = new HikariDataSource(config)) {
            var database = Database.of(source);
            Migrations.apply(database);
            var store = new JdbcRunStore(database);
            for (int round = 0; round < 4; round++) {
                measure(store, round, writers, batch, runs, intake);
            }
        }
    }

    private static void measure(
            JdbcRunStore store, int round, int writers, int batch, int runs, boolean intake)
            throws Exception {
        long begin = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var done = new ArrayList<Future<?>>();
            for (int w = 0; w < writers; w++) {
                int writer = w;
                done.add(
                        threads.submit(
                                () -> write(store, round, writer, batch, runs / writers, intake)));
            }
            for (var future : done) {
                future.get();
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "writers %d batch %d: %,.0f runs/s, %,.0f state+journal rows/s%n",
                writers, batch, runs / seconds, runs * COMMITS * 2 / seconds);
    }

    private static void write(
            JdbcRunStore store, int round, int writer, int batch, int runs, boolean intake) {
        for (int first = 0; first < runs; first += batch) {
            var states = new ArrayList<RunState>(batch);
            for (int i = 0; i < batch; i++) {
                var name =
                        "%012x-%d-%08d"
                                .formatted(System.nanoTime(), writer, round * runs + first + i);
                states.add(RunState.fresh(new RunId(name)));
            }
            for (int version = 0; version < COMMITS; version++) {
                var commits = new ArrayList<RunCommit>(batch);
                for (int i = 0; i < batch; i++) {
                    var commit = commit(states.get(i), version, intake);
                    states.set(i, commit.state());
                    commits.add(commit);
                }
                var results = store.commit(commits);
                if (results.stream()
                        .anyMatch(result -> !result.equals(new CommitResult.Stored()))) {
                    throw new IllegalStateException("lost " + results);
                }
            }
        }
    }

    private static RunCommit commit(RunState state, int version, boolean intake) {
        return switch (version) {
            case 0 ->
                    Samples.commit(
                            state,
                            0,
                            1,
                            "node-1",
                            intake
                                    ? Optional.of(
                                            new Intake(
                                                    "default",
                                                    "sweep",
                                                    state.id().value(),
                                                    "manual",
                                                    Map.of("vm", "i-123"),
                                                    Samples.START))
                                    : Optional.empty(),
                            Samples.started(state.id(), Map.of("vm", "i-123")),
                            new Event.NodePassed(new NodeId("begin"), ""),
                            new Event.EdgeTaken(new NodeId("e1")),
                            Samples.entered(1, "A"));
            case COMMITS - 1 ->
                    Samples.commit(
                            state,
                            version,
                            1,
                            null,
                            Samples.completed(version, "N" + version),
                            new Event.EdgeTaken(new NodeId("e" + version)),
                            new Event.PathEnded(new NodeId("done"), ""),
                            new Event.RunCompleted(Samples.START));
            default ->
                    Samples.commit(
                            state,
                            version,
                            1,
                            "node-1",
                            Samples.completed(version, "N" + version),
                            new Event.EdgeTaken(new NodeId("e" + version)),
                            Samples.entered(version + 1, "B"));
        };
    }
}
