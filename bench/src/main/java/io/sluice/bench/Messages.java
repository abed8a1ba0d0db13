package io.sluice.bench;

import io.sluice.engine.port.Waits;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// W2: 8,000 runs are parked at a message, then all are signalled, by 64 callers each time. Counts
/// parked runs and resumed (and ended) runs.
record Messages(Bench.Settings settings, String databaseName, Results results) {
    private static final int RUNS = 8_000;

    void run() throws Exception {
        int runs = RUNS / settings.scale();
        var parked = new Sample();
        var resumed = new Sample();
        try (var database = BenchDatabase.open(databaseName);
                var engine = new BenchEngine(database, Drawings.message())) {
            for (int round = 0; round <= settings.rounds(); round++) {
                int number = round;
                engine.expect(runs);
                long begin = System.nanoTime();
                Callers.call(runs, i -> engine.start(Map.of("key", number + "-" + i)));
                engine.awaitParked();
                long middle = System.nanoTime();
                Callers.call(runs, i -> signal(engine, number + "-" + i));
                engine.awaitCompleted();
                if (round > 0) {
                    parked.add(runs * 1e9 / (middle - begin));
                    resumed.add(runs * 1e9 / (System.nanoTime() - middle));
                }
            }
        }
        results.add("w2.parked_per_s", databaseName, parked);
        results.add("w2.resumed_per_s", databaseName, resumed);
    }

    static void signal(BenchEngine engine, String key) {
        var message =
                new Waits.Message("", new Waits.Subscription("go", key), Map.of(), Instant.EPOCH);
        var delivery = engine.runs().deliver(message, Duration.ofMinutes(1));
        if (delivery.delivered() != 1) {
            throw new IllegalStateException("Nobody took " + key + ": " + delivery);
        }
    }
}
