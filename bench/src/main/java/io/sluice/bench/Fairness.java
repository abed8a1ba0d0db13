package io.sluice.bench;

import io.sluice.db.run.JdbcPauses;
import io.sluice.db.run.JdbcPauses.Pause;
import io.sluice.db.run.JdbcPauses.Subject;
import io.sluice.engine.run.Actor;
import io.sluice.engine.runtime.EngineOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// How much longer a single run of one workflow takes, three changes one after the other, while
/// 50,000 runs of another are due: one after the other until those have ended. One round.
record Fairness(Bench.Settings settings, String databaseName, Results results) {
    private static final int QUEUED = 50_000;
    private static final int ALONE = 50;
    private static final int STEPS = 3;
    private static final Subject HOG = Subject.workflow("hog");

    void run() throws Exception {
        int queued = QUEUED / settings.scale();
        var alone = new Sample();
        var beside = new Sample();
        var delay = new Sample();
        var all = new Sample();
        try (var provider = Provider.start(Duration.ZERO);
                var database = BenchDatabase.open(databaseName);
                var engine =
                        new BenchEngine(
                                database,
                                Drawings.chain("change", STEPS),
                                EngineOptions.standard("bench"),
                                new Asking.Make(provider))) {
            for (int i = 0; i < 2 * ALONE; i++) {
                double millis = single(engine);
                if (i >= ALONE) {
                    alone.add(millis);
                }
            }
            var over = release(new JdbcPauses(database.database()), engine, queued);
            long begin = System.nanoTime();
            while (!over.isDone()) {
                double millis = single(engine);
                beside.add(millis);
                delay.add(millis - alone.median());
            }
            all.add(queued * 1e9 / (over.get() - begin));
        }
        results.add("fair.alone_ms", databaseName, alone);
        results.add("fair.beside_50000_ms", databaseName, beside);
        results.add("fair.delay_ms", databaseName, delay);
        results.add("fair.others_runs_per_s", databaseName, all);
    }

    /// They are begun while they may not go on, so that all of them are due at once.
    ///
    /// @return when all have ended
    private static CompletableFuture<Long> release(
            JdbcPauses pauses, BenchEngine engine, int queued) throws Exception {
        pauses.pause(
                new Pause(
                        HOG,
                        "default",
                        "All at once",
                        InstantSource.system().instant(),
                        Actor.ENGINE));
        // What is known of pauses may be a second old.
        Thread.sleep(2_000);
        engine.expect(queued);
        Callers.call(queued, _ -> engine.start("hog"));
        pauses.resume(HOG);
        var over = new CompletableFuture<Long>();
        Thread.startVirtualThread(() -> {
            try {
                engine.awaitCompleted();
                over.complete(System.nanoTime());
            } catch (InterruptedException | RuntimeException e) {
                over.completeExceptionally(e);
            }
        });
        return over;
    }

    /// A run of the other workflow counts among those that are expected; a few too many are.
    private static double single(BenchEngine engine) {
        long begin = System.nanoTime();
        engine.runToEnd("single", Map.of());
        return (System.nanoTime() - begin) / 1e6;
    }
}
