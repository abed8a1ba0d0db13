package io.sluice.bench;

import io.sluice.engine.runtime.EngineOptions;
import java.time.Duration;
import java.util.Map;

/// Steps that change something outside: 256 runs at once, each of four changes, one after the
/// other. The intent is durable before the provider is asked (over loopback, a process of its own
/// that answers at once), the outcome before the next step begins.
record SideEffects(Bench.Settings settings, String databaseName, Results results) {
    private static final int RUNS = 6_000;
    private static final int STEPS = 4;
    private static final int AT_ONCE = 256;

    void run() throws Exception {
        int runs = RUNS / settings.scale();
        var rate = new Sample();
        try (var provider = Provider.start(Duration.ZERO);
                var database = BenchDatabase.open(databaseName);
                var engine =
                        new BenchEngine(
                                database,
                                Drawings.chain("change", STEPS),
                                EngineOptions.standard("bench"),
                                new Asking.Make(provider))) {
            for (int round = 1 - settings.warm(); round <= settings.rounds(); round++) {
                long begin = System.nanoTime();
                Callers.call(AT_ONCE, runs, _ -> engine.runToEnd(Map.of()));
                if (round > 0) {
                    rate.add(runs * STEPS * 1e9 / (System.nanoTime() - begin));
                }
            }
        }
        results.add("effects.steps_per_s", databaseName, rate);
    }
}
