package io.sluice.engine.runtime;

import org.jspecify.annotations.Nullable;

/// The store did not answer. Whatever was asked may or may not have been stored; asking again is
/// safe.
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
