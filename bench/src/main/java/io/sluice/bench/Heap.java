package io.sluice.bench;

import java.lang.management.ManagementFactory;

/// What is live after a full collection.
final class Heap {
    private Heap() {}

    /// In megabytes.
    static double live() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(200);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }
}
