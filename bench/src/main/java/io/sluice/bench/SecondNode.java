package io.sluice.bench;

import io.sluice.engine.runtime.EngineOptions;
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
                    alone = measure(runs, first, first);
                    try (var second =
                            new BenchEngine(
                                    database, drawing, EngineOptions.standard("two"), new Noop())) {
                        both = measure(runs, first, second);
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

    private static double measure(int runs, BenchEngine even, BenchEngine odd) throws Exception {
        long begin = System.nanoTime();
        Callers.call(256, runs, i -> (i % 2 == 0 ? even : odd).runToEnd(Map.of("score", 934L)));
        return runs * 1e9 / (System.nanoTime() - begin);
    }
}
