package io.sluice.bench;

import java.util.Map;

/// How much heap 10,000 parked runs add, after a full collection before and after.
record ParkedHeap(Bench.Settings settings, String databaseName, Results results) {
    private static final int RUNS = 10_000;

    void run() throws Exception {
        int runs = RUNS / settings.scale();
        var added = new Sample();
        try (var database = BenchDatabase.open(databaseName);
                var engine = new BenchEngine(database, Drawings.message())) {
            park(engine, "warm", 2_000);
            for (int round = 1; round <= settings.rounds(); round++) {
                double before = Heap.live();
                park(engine, "r" + round, runs);
                added.add(Heap.live() - before);
            }
        }
        results.add("parked_10000.heap_mb", databaseName, added);
    }

    private static void park(BenchEngine engine, String name, int runs) throws Exception {
        engine.expect(runs);
        Callers.call(runs, i -> engine.start(Map.of("key", name + "-" + i)));
        engine.awaitParked();
    }
}
