package io.sluice.engine.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns many single questions to the store into few large ones: while one batch is being answered
/// the next one gathers by itself. The queue is bounded: who asks faster than the store answers,
/// waits. Group commit is a gathering of commits.
final class Gathering<Q, A> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Gathering.class);
    private static final int QUEUE = 20_000;

    private final String name;
    private final Function<List<Q>, List<A>> store;
    private final int batch;

    /// An empty one is the end.
    private final BlockingQueue<Optional<Waiting<Q, A>>> queue = new ArrayBlockingQueue<>(QUEUE);

    private final List<Thread> askers = new ArrayList<>();
    private final BooleanSupplier sideBySide;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean open = true;

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
    /// @throws StoreUnavailable if the store cannot answer, or the engine has stopped
    A ask(Q question) {
        var waiting = new Waiting<>(question, new CompletableFuture<A>());
        try {
            do {
                if (!open) {
                    throw new StoreUnavailable("The engine has stopped; ask again later.", null);
                }
            } while (!queue.offer(Optional.of(waiting), 100, TimeUnit.MILLISECONDS));
            return waiting.answer().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("Interrupted before the question was asked.", e);
        } catch (CompletionException e) {
            throw new StoreUnavailable(
                    "The database did not answer; nothing is lost, try again.", e.getCause());
        }
    }

    private void work() {
        var taken = new ArrayList<Optional<Waiting<Q, A>>>(batch);
        boolean last = false;
        while (!last) {
            boolean alone = !sideBySide.getAsBoolean();
            if (alone) {
                turn.lock();
            }
            try {
                taken.add(queue.take());
                queue.drainTo(taken, batch - 1);
                last = taken.stream().anyMatch(Optional::isEmpty);
                answer(taken.stream().flatMap(Optional::stream).toList());
            } catch (InterruptedException e) {
                log.warn("{} was interrupted; it goes on, nothing to do", name, e);
            } finally {
                taken.clear();
                if (alone) {
                    turn.unlock();
                }
            }
        }
        end();
    }

    /// Tells the next asker that nothing follows; whoever reads that passes it on.
    private void end() {
        if (!queue.offer(Optional.empty())) {
            log.warn("{} is asked while it closes", name);
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

    /// Answers what waits, then stops.
    @Override
    public void close() {
        open = false;
        end();
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
