package io.sluice.engine.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;

/// How many hot runs each workflow has, and how many it may have: so many times as there are free
/// places. One workflow alone may fill most of the room and many share it; one that has no hot run
/// may always have one, be there room or not. A workflow of which many wait at the gates of their
/// connections gets no more until some have passed: each of them has a lease to be renewed, and
/// would have nothing else to do. One that has just become hot may be on its way to a gate, and
/// counts as if it waited there until it has shown itself. Nor does a workflow get more while many
/// of its decisions wait to be stored: they would only keep what others do from the processors.
final class HotShares {
    private static final int TIMES = 7;

    /// Enough to keep many gates busy until the next look.
    static final int MOST_WAITING = 400;

    /// Enough to fill the batches until the next look.
    static final int MOST_DECIDED = 500;

    private final int most;
    private final IntSupplier hot;
    private final ToIntFunction<String> decided;
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final Map<String, Integer> waiting = new ConcurrentHashMap<>();
    private final Map<String, Integer> coming = new ConcurrentHashMap<>();

    /// @param most most hot runs at once
    /// @param hot how many there are
    /// @param decided how many decisions of a workflow wait to be stored
    HotShares(int most, IntSupplier hot, ToIntFunction<String> decided) {
        this.decided = decided;
        this.most = most;
        this.hot = hot;
    }

    /// A run of the workflow has become hot.
    void enter(String workflow) {
        counts.merge(workflow, 1, Integer::sum);
        coming.merge(workflow, 1, Integer::sum);
    }

    /// What has entered works, waits at a gate, or is about to leave: said once of each.
    void arrived(String workflow) {
        decrease(coming, workflow);
    }

    void leave(String workflow) {
        decrease(counts, workflow);
    }

    /// A call of the workflow has come to a gate.
    void waits(String workflow) {
        waiting.merge(workflow, 1, Integer::sum);
    }

    /// It has passed.
    void passed(String workflow) {
        decrease(waiting, workflow);
    }

    private static void decrease(Map<String, Integer> counts, String workflow) {
        counts.computeIfPresent(workflow, (_, count) -> count > 1 ? count - 1 : null);
    }

    /// The place of one run that is not counted yet.
    Place place() {
        return new Place();
    }

    /// What one run has among those of its workflow: it enters once, shows itself once and leaves
    /// once, whoever says so how often.
    final class Place {
        private String workflow = "";
        private boolean arrived;
        private boolean left;

        /// It is hot, if its workflow is known.
        synchronized void enter(String of) {
            if (workflow.isEmpty() && !of.isEmpty() && !left) {
                workflow = of;
                HotShares.this.enter(of);
            }
        }

        synchronized void arrived() {
            if (!arrived && !workflow.isEmpty()) {
                arrived = true;
                HotShares.this.arrived(workflow);
            }
        }

        synchronized void leave() {
            if (!left) {
                arrived();
                left = true;
                if (!workflow.isEmpty()) {
                    HotShares.this.leave(workflow);
                }
            }
        }
    }

    /// How many more runs of the workflow may become hot.
    int room(String workflow) {
        int has = counts.getOrDefault(workflow, 0);
        int free = Math.max(0, most - hot.getAsInt());
        int unserved =
                MOST_WAITING - waiting.getOrDefault(workflow, 0) - coming.getOrDefault(workflow, 0);
        int unstored = MOST_DECIDED - decided.applyAsInt(workflow);
        return Math.clamp(
                Math.min(unserved, unstored), 0, Math.max(has == 0 ? 1 : 0, free * TIMES - has));
    }
}
