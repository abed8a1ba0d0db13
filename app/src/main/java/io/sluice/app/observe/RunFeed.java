package io.sluice.app.observe;

import io.sluice.engine.port.RunListener;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells watchers that runs have moved. It only nudges: what happened is read from the store, so a
/// watcher that is slow, or a commit of another process, loses nothing.
@Component
public class RunFeed implements RunListener {
    /// Most watchers at once.
    public static final int MAX_WATCHERS = 256;

    private static final int QUEUE = 256;

    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private volatile boolean open = true;

    /// That a run was committed by this process.
    public record Moved(RunId run, String project, String workflow, String status, long version) {}

    /// One who watches: one run, or all.
    public final class Watcher implements AutoCloseable {
        private final @Nullable RunId run;
        private final BlockingQueue<Moved> queue = new ArrayBlockingQueue<>(QUEUE);

        private Watcher(@Nullable RunId run) {
            this.run = run;
        }

        /// The next movement, or empty when none came in time.
        public Optional<Moved> next(Duration patience) throws InterruptedException {
            return Optional.ofNullable(queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        }

        /// The movements of a short while, of each run the last; empty when none came in time.
        public Collection<Moved> gathered(Duration patience, Duration whileLong)
                throws InterruptedException {
            var first = next(patience);
            if (first.isEmpty()) {
                return List.of();
            }
            TimeUnit.MILLISECONDS.sleep(whileLong.toMillis());
            var latest = new LinkedHashMap<RunId, Moved>();
            latest.put(first.get().run(), first.get());
            var more = new ArrayList<Moved>();
            queue.drainTo(more);
            more.forEach(moved -> latest.put(moved.run(), moved));
            return latest.values();
        }

        /// Forgets what came meanwhile.
        public void drain() {
            queue.clear();
        }

        @Override
        public void close() {
            watchers.remove(this);
        }
    }

    /// @return empty when there are too many already
    public synchronized Optional<Watcher> watch(@Nullable RunId run) {
        if (watchers.size() >= MAX_WATCHERS || !open) {
            return Optional.empty();
        }
        var watcher = new Watcher(run);
        watchers.add(watcher);
        return Optional.of(watcher);
    }

    /// False once the application stops: watchers should go home.
    public boolean open() {
        return open;
    }

    public int watcherCount() {
        return watchers.size();
    }

    @Override
    public void committed(RunState state, long version, Instant at, List<Event> events) {
        if (watchers.isEmpty()) {
            return;
        }
        var moved =
                new Moved(
                        state.id(),
                        state.project(),
                        state.workflow().id(),
                        state.status().name().toLowerCase(java.util.Locale.ROOT),
                        version);
        for (var watcher : watchers) {
            if (watcher.run == null || watcher.run.equals(state.id())) {
                // A full queue is a nudge already.
                boolean _ = watcher.queue.offer(moved);
            }
        }
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        open = false;
    }
}
