package io.sluice.db.authored;

import org.jspecify.annotations.Nullable;

/// Somebody has saved since the caller looked: nothing was changed.
public final class StaleRevision extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long actual;

    StaleRevision(long expected, long actual, @Nullable Throwable cause) {
        super(
                "Expected revision %d, found %d: someone else has saved since; load it again and repeat the change."
                        .formatted(expected, actual),
                cause);
        this.actual = actual;
    }

    /// The revision that is stored.
    public long actual() {
        return actual;
    }
}
