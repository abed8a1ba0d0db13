package io.sluice.bench;

import java.util.Map;

/// 100,000 runs that wait for a message: the heap they add, how long a new engine over them takes
/// until it has carried out its first run, and until all are woken and have ended. One round.
record Parked(Bench.Settings settings, String databaseName, Results results) {
    private static final int RUNS = 100_000;

    void run() throws Exception {
        int runs = RUNS / settings.scale();
        var heap = new Sample();
        var ready = new Sample();
        var woken = new Sample();
        try (var database = BenchDatabase.open(databaseName)) {
            try (var engine = new BenchEngine(database, Drawings.message())) {
                park(engine, "warm", 2_000);
                double before = Heap.live();
                park(engine, "k", runs);
                heap.add(Heap.live() - before);
            }
            long restart = System.nanoTime();
            try (var engine = new BenchEngine(database, Drawings.message())) {
                engine.expect(1);
                engine.start(Map.of("key", "first"));
                engine.awaitParked();
                Messages.signal(engine, "first");
                engine.awaitCompleted();
                ready.add((System.nanoTime() - restart) / 1e9);
                engine.expect(runs);
                long begin = System.nanoTime();
                Callers.call(runs, i -> Messages.signal(engine, "k-" + i));
                engine.awaitCompleted();
                woken.add((System.nanoTime() - begin) / 1e9);
            }
        }
        results.add("parked_100000.heap_mb", databaseName, heap);
        results.add("parked_100000.engine_ready_s", databaseName, ready);
        results.add("parked_100000.all_woken_s", databaseName, woken);
    }

    private static void park(BenchEngine engine, String name, int runs) throws Exception {
        engine.expect(runs);
        Callers.call(runs, i -> engine.start(Map.of("key", name + "-" + i)));
        engine.awaitParked();
    }
}
