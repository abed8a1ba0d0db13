package io.sluice.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// A for-each over 100,000 items, 50 at once, each a run of its own with one step: items per
/// second, and how much more heap is live when nine tenths are done than when one tenth is. One
/// round.
record ManyItems(Bench.Settings settings, String databaseName, Results results) {
    private static final int ITEMS = 100_000;

    void run() throws Exception {
        int items = ITEMS / settings.scale();
        var rate = new Sample();
        var grown = new Sample();
        var input = new HashMap<String, @Nullable Object>();
        input.put("items", new ArrayList<>(LongStream.range(0, items).boxed().toList()));
        try (var database = BenchDatabase.open(databaseName);
                var engine = new BenchEngine(database, Drawings.forEach())) {
            engine.expect(1);
            long begin = System.nanoTime();
            engine.start(input);
            input.clear();
            engine.awaitParts(items / 10);
            double early = Heap.live();
            engine.awaitParts(items * 9 / 10);
            double late = Heap.live();
            engine.awaitCompleted();
            rate.add(items * 1e9 / (System.nanoTime() - begin));
            grown.add(late - early);
        }
        results.add("each_100000.items_per_s", databaseName, rate);
        results.add("each_100000.heap_grown_mb", databaseName, grown);
    }
}
