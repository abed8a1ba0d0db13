package io.sluice.bench;

import io.sluice.bench.Bench.Settings;
import java.util.Locale;

/// What is measured; told in `bench/README.md`.
enum Workload {
    W1,
    W2,
    FLOOR,
    HEAP,
    PARKED,
    COST,
    NODES,
    EFFECTS,
    CALLS,
    EACH,
    FAIR,
    STOP,
    WEBHOOK,
    CDR;

    void run(Settings settings, String database, Results results) throws Exception {
        switch (this) {
            case W1 -> new StraightThrough(settings, database, results).run();
            case W2 -> new Messages(settings, database, results).run();
            case FLOOR -> new Floor(settings, database, results).run();
            case HEAP -> new ParkedHeap(settings, database, results).run();
            case PARKED -> new Parked(settings, database, results).run();
            case COST -> new Cost(settings, database, results).run();
            case NODES -> new SecondNode(settings, database, results).run();
            case EFFECTS -> new SideEffects(settings, database, results).run();
            case CALLS -> new LongCalls(settings, database, results).run();
            case EACH -> new ManyItems(settings, database, results).run();
            case FAIR -> new Fairness(settings, database, results).run();
            case STOP -> new EmergencyStop(settings, database, results).run();
            case WEBHOOK -> new WebhookAccept(settings, database, results).run();
            case CDR -> new CdrLoop(settings, database, results).run();
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
