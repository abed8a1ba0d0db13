package io.sluice.engine.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns many single questions to the store into few large ones: while one batch is being answered
/// the next one gathers by itself. Questions stand in the lines of their groups, and the groups
/// take turns in each batch. Lines are bounded: a group that asks faster than the store answers,
/// waits. Group commit is a gathering of commits.
final class Gathering<Q, A> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Gathering.class);
    private static final int LINE = 20_000;

    private final Function<List<Q>, List<A>> store;
    private final String name;
    private final int batch;
    private final List<Thread> askers = new ArrayList<>();
    private final BooleanSupplier sideBySide;
    private final ReentrantLock turn = new ReentrantLock();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private final Condition taken = lock.newCondition();
    private final Turns<Waiting<Q, A>> lines = new Turns<>();
    private boolean open = true;

    private record Waiting<Q, A>(Q question, CompletableFuture<A> answer) {}

    /// @param store answers a batch, in order
    /// @param batch most questions at once
    /// @param threads how many batches may be under way at once
    Gathering(
            String name,
            ThreadFactory factory,
            int batch,
            int threads,
            Function<List<Q>, List<A>> store) {
        this(name, factory, batch, threads, () -> true, store);
    }

    /// @param sideBySide whether several batches may be under way just now; asked before each
    Gathering(
            String name,
            ThreadFactory factory,
            int batch,
            int threads,
            BooleanSupplier sideBySide,
            Function<List<Q>, List<A>> store) {
        this.name = name;
        this.sideBySide = sideBySide;
        this.batch = batch;
        this.store = store;
        for (int i = 1; i <= threads; i++) {
            var asker = factory.newThread(this::work);
            asker.setName(name + "-" + i);
            asker.start();
            askers.add(asker);
        }
    }

    /// Asks and waits.
    ///
    /// @param group whose line it stands in
    /// @throws StoreUnavailable if the store cannot answer, or the engine has stopped
    A ask(String group, Q question) {
        var waiting = new Waiting<>(question, new CompletableFuture<A>());
        try {
            queue(group, waiting);
            return waiting.answer().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("Interrupted before the question was asked.", e);
        } catch (CompletionException e) {
            throw new StoreUnavailable(
                    "The database did not answer; nothing is lost, try again.", e.getCause());
        }
    }

    /// Asks and waits, where all are of one group.
    ///
    /// @throws StoreUnavailable if the store cannot answer, or the engine has stopped
    A ask(Q question) {
        return ask("", question);
    }

    private void queue(String group, Waiting<Q, A> waiting) throws InterruptedException {
        lock.lock();
        try {
            while (open && lines.size(group) >= LINE) {
                taken.await();
            }
            if (!open) {
                throw new StoreUnavailable("The engine has stopped; ask again later.", null);
            }
            lines.add(group, waiting);
            asked.signal();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        boolean last = false;
        while (!last) {
            boolean alone = !sideBySide.getAsBoolean();
            if (alone) {
                turn.lock();
            }
            try {
                var next = take();
                last = next.isEmpty();
                answer(next);
            } finally {
                if (alone) {
                    turn.unlock();
                }
            }
        }
    }

    /// The next batch; an empty one is the end.
    private List<Waiting<Q, A>> take() {
        lock.lock();
        try {
            while (open && lines.isEmpty()) {
                asked.awaitUninterruptibly();
            }
            var next = new ArrayList<Waiting<Q, A>>(Math.min(batch, lines.size()));
            lines.drainTo(next, batch);
            taken.signalAll();
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void answer(List<Waiting<Q, A>> taken) {
        if (taken.isEmpty()) {
            return;
        }
        try {
            var answers = store.apply(taken.stream().map(Waiting::question).toList());
            for (int i = 0; i < taken.size(); i++) {
                taken.get(i).answer().complete(answers.get(i));
            }
        } catch (RuntimeException e) {
            if (taken.size() == 1) {
                taken.getFirst().answer().completeExceptionally(e);
                return;
            }
            log.warn("{}: {} together failed; asking each alone", name, taken.size(), e);
            taken.forEach(one -> answer(List.of(one)));
        }
    }

    /// How many questions wait for their batch.
    int waiting() {
        lock.lock();
        try {
            return lines.size();
        } finally {
            lock.unlock();
        }
    }

    /// How many of them are in the line of a group.
    int waiting(String group) {
        lock.lock();
        try {
            return lines.size(group);
        } finally {
            lock.unlock();
        }
    }

    /// Answers what waits, then stops.
    @Override
    public void close() {
        lock.lock();
        try {
            open = false;
            asked.signalAll();
            taken.signalAll();
        } finally {
            lock.unlock();
        }
        for (var asker : askers) {
            try {
                asker.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
