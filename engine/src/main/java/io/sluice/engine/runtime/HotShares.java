package io.sluice.engine.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/// How many hot runs each workflow has, and how many it may have: so many times as there are free
/// places. One workflow alone may fill most of the room and many share it; one that has no hot run
/// may always have one, be there room or not.
final class HotShares {
    private static final int TIMES = 7;

    private final int most;
    private final IntSupplier hot;
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    /// @param most most hot runs at once
    /// @param hot how many there are
    HotShares(int most, IntSupplier hot) {
        this.most = most;
        this.hot = hot;
    }

    void enter(String workflow) {
        counts.merge(workflow, 1, Integer::sum);
    }

    void leave(String workflow) {
        counts.computeIfPresent(workflow, (_, count) -> count > 1 ? count - 1 : null);
    }

    /// How many more runs of the workflow may become hot.
    int room(String workflow) {
        int has = counts.getOrDefault(workflow, 0);
        int free = Math.max(0, most - hot.getAsInt());
        return Math.max(has == 0 ? 1 : 0, free * TIMES - has);
    }
}
