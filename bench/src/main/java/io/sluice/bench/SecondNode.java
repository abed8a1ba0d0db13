package io.sluice.bench;

import io.sluice.engine.runtime.EngineOptions;
import java.util.List;
import java.util.Map;

/// W1 by one engine, and by two over the same database on the same cores, turn about: what a second
/// node costs or gains. PostgreSQL only.
record SecondNode(Bench.Settings settings, String databaseName, Results results) {
    private static final int RUNS = 20_000;

    void run() throws Exception {
        if (databaseName.equals("h2")) {
            return;
        }
        int runs = RUNS / settings.scale();
        var one = new Sample();
        var two = new Sample();
        var ratio = new Sample();
        var drawing = Drawings.straightThrough();
        try (var database = BenchDatabase.open(databaseName)) {
            for (int round = 0; round <= settings.rounds(); round++) {
                double alone;
                double both;
                try (var first =
                        new BenchEngine(
                                database, drawing, EngineOptions.standard("one"), new Noop())) {
                    alone = measure(runs, List.of(first));
                    try (var second =
                            new BenchEngine(
                                    database, drawing, EngineOptions.standard("two"), new Noop())) {
                        both = measure(runs, List.of(first, second));
                    }
                }
                if (round > 0) {
                    one.add(alone);
                    two.add(both);
                    ratio.add(both / alone);
                }
            }
        }
        results.add("nodes.one_runs_per_s", databaseName, one);
        results.add("nodes.two_runs_per_s", databaseName, two);
        results.add("nodes.two_to_one", databaseName, ratio);
    }

    /// As in W1: the callers go on when a run has begun; measured until all have ended.
    private static double measure(int runs, List<BenchEngine> engines) throws Exception {
        int each = runs / engines.size();
        engines.forEach(engine -> engine.expect(each));
        long begin = System.nanoTime();
        Callers.call(
                each * engines.size(),
                i -> engines.get(i % engines.size()).start(Map.of("score", 934L)));
        for (var engine : engines) {
            engine.awaitCompleted();
        }
        return each * engines.size() * 1e9 / (System.nanoTime() - begin);
    }
}
