package io.sluice.engine.input;

import java.util.function.LongFunction;

/// Puts very many inputs through something that must answer every one of them: with no exception,
/// in less than a second of processor time, and without keeping them.
///
/// A default run puts a few thousand through; `-Dsluice.inputs=1000000` as many as one likes. One
/// that fails is put through again by `-Dsluice.inputs=1 -Dsluice.inputs.first=SEED`.
public final class Ordeal {
    private static final long FIRST = Long.getLong("sluice.inputs.first", 1);
    private static final long LONGEST_NANOS = 1_000_000_000;
    private static final long MOST_KEPT = 256L << 20;
    private static final int SHOWN = 2_000;

    private final String name;
    private final int count;

    /// @param usual how many inputs a default run tries
    public Ordeal(String name, int usual) {
        this.name = name;
        count = Integer.getInteger("sluice.inputs", usual);
    }

    /// Something that must come to an end by itself.
    @FunctionalInterface
    public interface Trial {
        void run() throws Exception;
    }

    /// An input and what is done with it.
    public record Input(String text, Trial trial) {}

    /// @param inputs the input of each seed
    public void run(LongFunction<Input> inputs) {
        long before = used();
        for (long seed = FIRST; seed < FIRST + count; seed++) {
            put(seed, inputs.apply(seed));
        }
        long kept = used() - before;
        if (kept > MOST_KEPT) {
            throw new AssertionError(
                    "%s: %,d inputs left %,d bytes behind".formatted(name, count, kept));
        }
    }

    private void put(long seed, Input input) {
        try {
            long took = nanos(input.trial());
            // On a processor that others use as well it may have waited: what counts is its own.
            for (int i = 0; i < 3 && took > LONGEST_NANOS; i++) {
                took = processorNanos(input.trial());
            }
            if (took > LONGEST_NANOS) {
                throw new AssertionError("it took %,d ns".formatted(took));
            }
        } catch (Exception | Error failure) {
            var text = input.text();
            throw new AssertionError(
                    "%s: seed %d (-Dsluice.inputs=1 -Dsluice.inputs.first=%d): %s%n%s"
                            .formatted(
                                    name,
                                    seed,
                                    seed,
                                    failure,
                                    text.substring(0, Math.min(SHOWN, text.length()))),
                    failure);
        }
    }

    private static long nanos(Trial trial) throws Exception {
        long before = System.nanoTime();
        trial.run();
        return System.nanoTime() - before;
    }

    private static long processorNanos(Trial trial) throws Exception {
        long before = processor();
        trial.run();
        return processor() - before;
    }

    private static long processor() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
