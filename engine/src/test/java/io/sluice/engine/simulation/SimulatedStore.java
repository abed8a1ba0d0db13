package io.sluice.engine.simulation;

import io.sluice.engine.port.AuditEntry;
import io.sluice.engine.port.Children;
import io.sluice.engine.port.Claim;
import io.sluice.engine.port.CommandQueue;
import io.sluice.engine.port.CommitResult;
import io.sluice.engine.port.EffectStore;
import io.sluice.engine.port.InMemoryStore;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.port.StoredRun;
import io.sluice.engine.port.Waits;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.RunId;
import io.sluice.engine.simulation.Faults.Fault;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The store as one process sees it: behind a wire. A transaction is carried out as a whole or not
/// at all; whether it was, the process may never hear.
record SimulatedStore(SimulatedProcess process, Wire wire, InMemoryStore store, Watch watch)
        implements RunStore, EffectStore, Waits, CommandQueue {

    <T> T ask(Supplier<T> question) {
        return wire.ask(
                process,
                fault -> {
                    if (fault == Fault.THROTTLED) {
                        throw new IllegalStateException("The store has no connection left");
                    }
                    return question.get();
                });
    }

    @Override
    public Map<RunId, StoredRun> load(Collection<RunId> ids) {
        return ask(() -> store.load(ids));
    }

    @Override
    public List<CommitResult> commit(List<? extends Prepared> commits) {
        return ask(() -> {
            var results = store.commit(commits);
            watch.committed(process, commits.stream().map(Prepared::commit).toList(), results);
            return results;
        });
    }

    @Override
    public List<Claimed> claim(Claim asked) {
        return ask(() -> {
            var claimed = store.claim(asked);
            claimed.forEach(one -> watch.claimed(process, one));
            return claimed;
        });
    }

    @Override
    public Optional<RecordedEffect> find(EffectKey key) {
        return ask(() -> store.find(key));
    }

    @Override
    public Map<Subscription, List<Waiting>> find(Collection<Subscription> subscriptions) {
        return ask(() -> store.find(subscriptions));
    }

    @Override
    public boolean keep(Message message, Instant expiresAt) {
        return ask(() -> {
            watch.stirred();
            return store.keep(message, expiresAt);
        });
    }

    @Override
    public List<Message> matched(Instant now, int max) {
        return ask(() -> store.matched(now, max));
    }

    @Override
    public void expire(Instant now) {
        ask(() -> {
            store.expire(now);
            return true;
        });
    }

    @Override
    public void drop(String id) {
        ask(() -> {
            store.drop(id);
            return true;
        });
    }

    @Override
    public List<Message> starting(Collection<Subscription> heard, Instant now, int max) {
        return ask(() -> store.starting(heard, now, max));
    }

    @Override
    public void begun(String id, Optional<Instant> again) {
        ask(() -> {
            store.begun(id, again);
            return true;
        });
    }

    @Override
    public Children children() {
        return new SimulatedChildren(this);
    }

    @Override
    public void put(RunId run, Command command, List<AuditEntry> audit) {
        ask(() -> {
            watch.stirred();
            store.put(run, command, audit);
            return true;
        });
    }

    @Override
    public List<Queued> pending(int max) {
        return ask(() -> store.pending(max));
    }

    @Override
    public void drop(long id) {
        ask(() -> {
            store.drop(id);
            return true;
        });
    }
}
