package io.sluice.engine.runtime;

import io.sluice.engine.port.RunListener;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Lets a test wait for what the engine has made durable.
final class Commits implements RunListener {
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(100);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<RunId, RunState> states = new HashMap<>();
    private volatile Consumer<Event> watcher = _ -> {};

    @Override
    public void committed(RunState state, long version, Instant at, List<Event> events) {
        lock.lock();
        try {
            states.put(state.id(), state);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        events.forEach(watcher);
    }

    /// Shows each event to the watcher before anything follows from it.
    void watch(Consumer<Event> each) {
        watcher = each;
    }

    void await(RunId run, Predicate<RunState> condition) {
        if (!reached(run, condition, TimeUnit.SECONDS.toNanos(20))) {
            throw new AssertionError("Still " + states.get(run));
        }
    }

    /// Time goes on until the condition holds.
    void await(RunId run, Predicate<RunState> condition, Runnable timeGoesOn) {
        for (int i = 0; i < 1_000; i++) {
            timeGoesOn.run();
            if (reached(run, condition, TimeUnit.MILLISECONDS.toNanos(20))) {
                return;
            }
        }
        throw new AssertionError("Still " + states.get(run));
    }

    /// Looks again whenever something was made durable.
    void awaitAny(BooleanSupplier condition) {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(20);
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    throw new AssertionError("Still not, after " + states.size() + " runs");
                }
                left -= LOOK - Math.max(0, changed.awaitNanos(LOOK));
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            lock.unlock();
        }
    }

    /// Time goes on until the condition holds.
    void awaitAny(BooleanSupplier condition, Runnable timeGoesOn) {
        for (int i = 0; i < 1_000; i++) {
            timeGoesOn.run();
            if (changed(condition)) {
                return;
            }
        }
        throw new AssertionError("Still not, after " + states.size() + " runs");
    }

    private boolean changed(BooleanSupplier condition) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(20);
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            lock.unlock();
        }
    }

    private boolean reached(RunId run, Predicate<RunState> condition, long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (states.get(run) == null || !condition.test(states.get(run))) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            lock.unlock();
        }
    }
}
