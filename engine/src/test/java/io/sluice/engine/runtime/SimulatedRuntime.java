package io.sluice.engine.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// The real runtime on a machine whose threads and clock belong to a test.
public final class SimulatedRuntime {
    private SimulatedRuntime() {}

    public static EngineRuntime on(
            EnginePorts ports,
            EngineOptions options,
            ExecutorService threads,
            ThreadFactory askers,
            LongSupplier nanoTime,
            Function<Duration, CompletableFuture<?>> alarm) {
        return new EngineRuntime(ports, options, new Machine(threads, askers, nanoTime, alarm));
    }
}
