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
            for (int round = 1 - settings.warm(); round <= settings.rounds(); round++) {
                double park = park(engine, "r" + round, runs);
                double resume = resume(engine, "r" + round, runs);
                if (round > 0) {
                    parked.add(park);
                    resumed.add(resume);
                }
            }
        }
        results.add("w2.parked_per_s", databaseName, parked);
        results.add("w2.resumed_per_s", databaseName, resumed);
    }

    /// Begins runs that wait for a message.
    ///
    /// @param name of the round: part of their keys
    /// @return parked runs per second
    static double park(BenchEngine engine, String name, int runs) throws Exception {
        engine.expect(runs);
        long begin = System.nanoTime();
        Callers.call(runs, i -> engine.start(Map.of("key", name + "-" + i)));
        engine.awaitParked();
        return runs * 1e9 / (System.nanoTime() - begin);
    }

    /// Sends the messages that [#park] made runs wait for.
    ///
    /// @return runs ended per second
    static double resume(BenchEngine engine, String name, int runs) throws Exception {
        long begin = System.nanoTime();
        Callers.call(runs, i -> signal(engine, name + "-" + i));
        engine.awaitCompleted();
        return runs * 1e9 / (System.nanoTime() - begin);
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
