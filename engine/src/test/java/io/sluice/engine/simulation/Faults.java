package io.sluice.engine.simulation;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/// What goes wrong, decided by a seed. Each seed has a weather of its own, from calm to everything
/// at once; after a while every weather clears, so that what is left can come to its end.
final class Faults {
    private static final int MOST = 40;

    /// What can go wrong with one call over the wire.
    enum Fault {
        /// The caller's process dies before the request is on its way.
        CRASH_BEFORE,
        /// The request is carried out, and the caller's process dies before it has the answer.
        CRASH_AFTER,
        /// The caller's process stands still before the request is on its way, and then goes on as
        /// if nothing had been.
        PAUSE,
        /// The request never arrives.
        LOST,
        /// The request is carried out, the answer never arrives.
        ANSWER_LOST,
        /// The request is carried out long after the caller has given it up.
        LATE,
        /// The answer takes very long.
        SLOW,
        /// The other side refuses for now.
        THROTTLED,
        /// None.
        NONE
    }

    private final Random random;
    private final Map<Fault, Integer> perMille = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> happened = new EnumMap<>(Fault.class);
    private int left = MOST;

    Faults(Random random) {
        this.random = random;
        boolean everything = random.nextInt(4) == 0;
        for (var fault : Fault.values()) {
            boolean blows = everything || random.nextInt(3) == 0;
            perMille.put(fault, fault == Fault.NONE || !blows ? 0 : 5 + random.nextInt(60));
        }
    }

    Fault next() {
        if (left > 0) {
            int luck = random.nextInt(1_000);
            for (var entry : perMille.entrySet()) {
                luck -= entry.getValue();
                if (luck < 0) {
                    left--;
                    happened.merge(entry.getKey(), 1, Integer::sum);
                    return entry.getKey();
                }
            }
        }
        return Fault.NONE;
    }

    Map<Fault, Integer> happened() {
        return happened;
    }

    Duration between(int fromMillis, int toMillis) {
        return Duration.ofMillis(fromMillis + random.nextInt(toMillis - fromMillis));
    }
}
