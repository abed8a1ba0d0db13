package io.sluice.engine.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// What the runtime takes from the machine it runs on, so that all of it can be driven by a clock
/// and a scheduler that a seed decides.
///
/// @param threads one thread for every call and every turn of a run; may block
/// @param askers threads that live as long as the runtime
/// @param nanoTime monotonic; goes on while the process is paused
/// @param alarm completes after so long
record Machine(
        ExecutorService threads,
        ThreadFactory askers,
        LongSupplier nanoTime,
        Function<Duration, CompletableFuture<?>> alarm) {
    private static CompletableFuture<?> ring(Duration after) {
        return new CompletableFuture<Boolean>()
                .completeOnTimeout(true, after.toMillis(), TimeUnit.MILLISECONDS);
    }

    static Machine real() {
        return new Machine(
                Executors.newVirtualThreadPerTaskExecutor(),
                Thread.ofPlatform().daemon().factory(),
                System::nanoTime,
                Machine::ring);
    }
}
