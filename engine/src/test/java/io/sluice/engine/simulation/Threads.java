package io.sluice.engine.simulation;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/// Virtual threads whose every move is decided by us: a thread that can go on hands its next piece
/// to the executor we give, and the simulation runs one piece after another on its own thread.
///
/// The JDK has this door for its own tests only; it is opened by `--add-opens
/// java.base/java.lang=ALL-UNNAMED`.
final class Threads extends AbstractExecutorService implements ThreadFactory {
    private static final Constructor<?> BUILDER = builder();

    private final Thread.Builder.OfVirtual builder;

    Threads(Executor pieces, Thread.UncaughtExceptionHandler defects) {
        try {
            builder = (Thread.Builder.OfVirtual) BUILDER.newInstance(pieces);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This JDK builds virtual threads otherwise", e);
        }
        builder.uncaughtExceptionHandler(defects);
    }

    private static Constructor<?> builder() {
        try {
            var found =
                    Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                            .getDeclaredConstructor(Executor.class);
            found.setAccessible(true);
            return found;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This JDK builds virtual threads otherwise", e);
        }
    }

    @Override
    public Thread newThread(Runnable work) {
        return builder.unstarted(work);
    }

    @Override
    public void execute(Runnable work) {
        builder.start(work);
    }

    @Override
    public void shutdown() {
        throw new UnsupportedOperationException("Simulated processes die, they do not close");
    }

    @Override
    public List<Runnable> shutdownNow() {
        throw new UnsupportedOperationException("Simulated processes die, they do not close");
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }
}
