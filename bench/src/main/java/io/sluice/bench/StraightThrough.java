package io.sluice.bench;

import java.util.Map;

/// W1: 20,000 runs of three no-op steps and a choice, begun by 64 callers at once. Each step is
/// durable before the next begins. Counts whole runs from the first call to the last end.
record StraightThrough(Bench.Settings settings, String databaseName, Results results) {
    private static final int RUNS = 20_000;

    void run() throws Exception {
        int runs = RUNS / settings.scale();
        var rate = new Sample();
        try (var database = BenchDatabase.open(databaseName);
                var engine = new BenchEngine(database, Drawings.straightThrough())) {
            for (int round = 1 - settings.warm(); round <= settings.rounds(); round++) {
                double done = round(engine, runs);
                if (round > 0) {
                    rate.add(done);
                }
            }
        }
        results.add("w1.runs_per_s", databaseName, rate);
    }

    /// Begins so many runs and waits until all have ended.
    ///
    /// @return runs per second
    static double round(BenchEngine engine, int runs) throws Exception {
        engine.expect(runs);
        long begin = System.nanoTime();
        Callers.call(runs, _ -> engine.start(Map.of("score", 934L)));
        engine.awaitCompleted();
        return runs * 1e9 / (System.nanoTime() - begin);
    }
}
