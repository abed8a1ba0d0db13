package io.sluice.bench;

import io.sluice.engine.runtime.EngineOptions;
import java.util.List;
import java.util.Map;

/// W1 by one engine, and by two over the same database on the same cores: what a second node costs
/// or gains. Which of the two comes first changes from round to round. PostgreSQL only.
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
        try (var database = BenchDatabase.open(databaseName)) {
            for (int round = 1 - settings.warm(); round <= settings.rounds(); round++) {
                boolean twoFirst = round % 2 == 0;
                double before = twoFirst ? byTwo(database, runs) : byOne(database, runs);
                double after = twoFirst ? byOne(database, runs) : byTwo(database, runs);
                if (round > 0) {
                    double alone = twoFirst ? after : before;
                    double both = twoFirst ? before : after;
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

    private static double byOne(BenchDatabase database, int runs) throws Exception {
        try (var engine = engine(database, "one")) {
            return measure(runs, List.of(engine));
        }
    }

    private static double byTwo(BenchDatabase database, int runs) throws Exception {
        try (var first = engine(database, "one");
                var second = engine(database, "two")) {
            return measure(runs, List.of(first, second));
        }
    }

    private static BenchEngine engine(BenchDatabase database, String name) throws Exception {
        return new BenchEngine(
                database, Drawings.straightThrough(), EngineOptions.standard(name), new Noop());
    }

    /// As in W1: the callers go on when a run has begun; measured until all have ended.
    private static double measure(int runs, List<BenchEngine> engines) throws Exception {
        int each = runs / engines.size();
        engines.forEach(BenchEngine::meet);
        engines.forEach(BenchEngine::meet);
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
