package io.sluice.sandbox.world;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A change on its way through the world's lock, perhaps carried out by another caller's thread.
/// Its fields are written and read under that lock.
final class Ticket<R> {
    private final Supplier<R> change;
    private boolean served;
    private @Nullable R result;
    private @Nullable Throwable failure;

    Ticket(Supplier<R> change) {
        this.change = change;
    }

    boolean isServed() {
        return served;
    }

    /// Carries out the change; answers whether it succeeded.
    boolean run() {
        served = true;
        try {
            result = change.get();
            return true;
        } catch (RuntimeException | Error e) {
            failure = e;
            return false;
        }
    }

    void fail(Throwable cause) {
        failure = cause;
    }

    /// What the change came to; throws what it threw.
    R result() {
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
        return Objects.requireNonNull(result, "a change answers something");
    }
}
