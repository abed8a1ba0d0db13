package io.sluice.engine.runtime;

import io.sluice.engine.port.RunStore;
import io.sluice.engine.run.Child;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Outer;
import io.sluice.engine.run.RunState;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// What parents and children of this process share: who waits for whose end, and what items see of
/// the run around them, the most recently used kept ready.
final class Family {
    private static final int MAX = 200;

    private final RunStore store;
    private final Function<Duration, CompletableFuture<?>> alarm;
    private final Map<EffectKey, CompletableFuture<Boolean>> waiting = new ConcurrentHashMap<>();
    private final Map<EffectKey, Outer> outers =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<EffectKey, Outer> eldest) {
                            return size() > MAX;
                        }
                    });

    Family(RunStore store, Machine machine) {
        this.store = store;
        alarm = machine.alarm();
    }

    /// The run with what it sees of the run around it.
    RunState seeing(RunState state, Optional<Child> child) {
        return child.filter(Child::part).isEmpty() || state.outer().isPresent()
                ? state
                : state.withOuter(outer(child.get().group()));
    }

    private Optional<Outer> outer(EffectKey group) {
        var known = outers.get(group);
        if (known != null) {
            return Optional.of(known);
        }
        var found = store.children().outer(group);
        found.ifPresent(outer -> outers.put(group, outer));
        return found;
    }

    /// Waits until a child of the group ends in this process, but no longer than this.
    void await(EffectKey group, Duration most) {
        var ended = waiting.computeIfAbsent(group, _ -> new CompletableFuture<>());
        CompletableFuture.anyOf(ended, alarm.apply(most)).join();
        waiting.remove(group, ended);
    }

    /// A child of the group has ended.
    ///
    /// @return whether somebody here waits for that
    boolean signal(EffectKey group) {
        var ended = waiting.remove(group);
        return ended != null && ended.complete(true);
    }
}
