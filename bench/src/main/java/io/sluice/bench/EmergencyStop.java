package io.sluice.bench;

import io.sluice.db.run.JdbcPauses;
import io.sluice.db.run.JdbcPauses.Pause;
import io.sluice.db.run.JdbcPauses.Subject;
import io.sluice.engine.run.Actor;
import io.sluice.engine.runtime.EngineOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// From the moment somebody asks for the emergency stop, while 256 runs change things one after the
/// other, to the last change that is begun; by two engines over one PostgreSQL, by one over H2. The
/// engines find out by looking, as they do when no notice reaches them.
record EmergencyStop(Bench.Settings settings, String databaseName, Results results) {
    private static final int STEPS = 20;
    private static final int AT_ONCE = 256;

    /// Far more than is asked for.
    private static final Duration LOOK = Duration.ofSeconds(6);

    private static final Duration BETWEEN = Duration.ofSeconds(3);

    void run() throws Exception {
        var last = new Sample();
        var begun = new AtomicLong();
        var end = new AtomicBoolean();
        try (var provider = Provider.start(Duration.ZERO);
                var database = BenchDatabase.open(databaseName)) {
            var pauses = new JdbcPauses(database.database());
            var engines = new ArrayList<BenchEngine>();
            var load = new ArrayList<Thread>();
            try {
                for (var name :
                        databaseName.equals("h2") ? List.of("one") : List.of("one", "two")) {
                    var engine = engine(database, name, provider, begun);
                    engines.add(engine);
                    load.add(Thread.startVirtualThread(() -> keepBusy(engine, end)));
                }
                for (int round = 0; round < settings.rounds(); round++) {
                    Thread.sleep(BETWEEN);
                    last.add(stop(pauses, begun));
                    pauses.resume(Subject.EVERYTHING);
                }
            } finally {
                end.set(true);
                for (var thread : load) {
                    thread.join();
                }
                engines.forEach(BenchEngine::close);
            }
        }
        results.add("stop.last_change_begun_ms", databaseName, last);
    }

    private static BenchEngine engine(
            BenchDatabase database, String name, Provider provider, AtomicLong begun) {
        return new BenchEngine(
                database,
                Drawings.chain("change", STEPS),
                EngineOptions.standard(name),
                new Asking.Make(provider, () -> begun.set(System.nanoTime())));
    }

    private static void keepBusy(BenchEngine engine, AtomicBoolean end) {
        while (!end.get()) {
            try {
                Callers.call(AT_ONCE, AT_ONCE, _ -> engine.runToEnd(Map.of()));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Milliseconds.
    private static double stop(JdbcPauses pauses, AtomicLong begun) throws InterruptedException {
        long asked = System.nanoTime();
        pauses.pause(
                new Pause(
                        Subject.EVERYTHING,
                        "default",
                        "Measured",
                        InstantSource.system().instant(),
                        Actor.ENGINE));
        Thread.sleep(LOOK);
        return Math.max(0, begun.get() - asked) / 1e6;
    }
}
