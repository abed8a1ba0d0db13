package io.sluice.bench;

import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/// 64 callers at once, as the reference figures were taken with.
final class Callers {
    static final int COUNT = 64;

    private Callers() {}

    /// Calls `what` with 0 … count-1, spread over the callers; returns when all calls have.
    static void call(int count, IntConsumer what) throws Exception {
        call(COUNT, count, what);
    }

    /// By so many callers at once.
    static void call(int callers, int count, IntConsumer what) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<?>>();
            for (int caller = 0; caller < callers; caller++) {
                int first = caller;
                calls.add(
                        threads.submit(() -> {
                            for (int i = first; i < count; i += callers) {
                                what.accept(i);
                            }
                        }));
            }
            for (var call : calls) {
                call.get();
            }
        }
    }
}
