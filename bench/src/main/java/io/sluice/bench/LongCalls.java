package io.sluice.bench;

import io.sluice.engine.runtime.EngineOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// 10,000 calls of half a minute under way at once: how long until all have ended, and the most
/// memory that this process (engine and callers; the provider and PostgreSQL are others) ever held.
/// One round.
record LongCalls(Bench.Settings settings, String databaseName, Results results) {
    private static final int CALLS = 10_000;
    private static final Duration EACH = Duration.ofSeconds(30);

    void run() throws Exception {
        int calls = CALLS / settings.scale();
        var seconds = new Sample();
        var resident = new Sample();
        var standard = EngineOptions.standard("bench");
        var options =
                new EngineOptions(
                        "bench",
                        Duration.ofSeconds(90),
                        Duration.ofSeconds(60),
                        standard.tick(),
                        standard.commitBatch(),
                        standard.committers(),
                        standard.maxHotRuns(),
                        standard.callsPerConnection(),
                        standard.limits(),
                        standard.runLink());
        try (var provider = Provider.start(EACH);
                var database = BenchDatabase.open(databaseName);
                var engine =
                        new BenchEngine(
                                database,
                                Drawings.chain("look", 1),
                                options,
                                new Asking.Look(provider))) {
            engine.expect(calls);
            long begin = System.nanoTime();
            Callers.call(calls, _ -> engine.start(Map.of()));
            engine.awaitCompleted();
            seconds.add((System.nanoTime() - begin) / 1e9);
            resident.add(mostResident());
        }
        results.add("calls_10000.seconds", databaseName, seconds);
        results.add("calls_10000.resident_mb", databaseName, resident);
    }

    /// As the kernel counts it, in megabytes.
    private static double mostResident() throws java.io.IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1e3)
                .findFirst()
                .orElseThrow();
    }
}
