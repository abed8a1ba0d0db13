package io.sluice.engine.runtime;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.port.ResourceLocks;
import io.sluice.engine.port.ResourceLocks.Answer;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.Step;
import io.sluice.engine.runtime.NodeWork.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Declares changes under the locks of what they change. A change whose lock another run holds is
/// put off; its run is not kept hot for that.
final class Locking {
    private static final Logger log = LoggerFactory.getLogger(Locking.class);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final ResourceLocks locks;
    private final InstantSource clock;

    Locking(ResourceLocks locks, InstantSource clock) {
        this.locks = locks;
        this.clock = clock;
    }

    /// Declares a change.
    interface Declaring {
        /// @param lastFreed when another let go of a lock: what was read before that is old
        /// @return what makes the change; empty when it could not be declared
        Optional<Supplier<List<Command>>> declare(Instant lastFreed) throws NodeFailure;
    }

    List<Command> holding(Call call, List<String> resources, Declaring change) throws NodeFailure {
        if (resources.isEmpty()) {
            return change.declare(Instant.MIN).orElse(List::of).get();
        }
        var key = EffectWork.key(call.state(), call.step());
        var request =
                new ResourceLocks.Request(
                        resources, key, call.state().id(), call.step().id(), clock.instant());
        return switch (Stored.ask("who holds the locks of " + key, () -> locks.take(request))) {
            case Answer.Held(String resource, RunId by) ->
                    List.of(later(call.step(), resource, by));
            case Answer.Taken(Optional<Instant> lastFreed) ->
                    declaredOrFreed(change, lastFreed.orElse(Instant.MIN), key).get();
        };
    }

    /// From the intent on the locks belong to the step; without one they are given back.
    private Supplier<List<Command>> declaredOrFreed(
            Declaring change, Instant lastFreed, EffectKey key) throws NodeFailure {
        boolean declared = false;
        try {
            var made = change.declare(lastFreed);
            declared = made.isPresent();
            return made.orElse(List::of);
        } finally {
            if (!declared) {
                release(key);
            }
        }
    }

    /// What cannot be given back now is given back when the step is over.
    private void release(EffectKey key) {
        try {
            locks.release(key, clock.instant());
        } catch (RuntimeException unavailable) {
            log.warn("The locks of {} are held until its step is over", key, unavailable);
        }
    }

    /// The longer it has waited, the later it looks again.
    private Command later(Step step, String resource, RunId by) {
        var now = clock.instant();
        var wait = Duration.between(step.enteredAt(), now).dividedBy(4);
        var bounded = wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
        return new Command.DeferStep(
                step.id(),
                now.plus(bounded.compareTo(LONGEST) > 0 ? LONGEST : bounded),
                "Waits for " + resource + ", which run " + by.value() + " is changing.");
    }
}
