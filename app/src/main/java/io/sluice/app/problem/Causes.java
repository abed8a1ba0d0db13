package io.sluice.app.problem;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/// Looks into the causes of an exception.
final class Causes {
    private static final int DEPTH = 10;

    private Causes() {}

    static <T> @Nullable T find(@Nullable Throwable e, Class<T> type) {
        var cause = e;
        for (int i = 0; cause != null && i < DEPTH; i++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }

    static boolean has(Throwable e, Class<?> type) {
        return find(e, type) != null;
    }

    /// Whether the connection to the client broke: nobody is left to be told.
    static boolean clientGone(Throwable e) {
        var broken = find(e, IOException.class);
        return has(e, AsyncRequestNotUsableException.class)
                || (broken != null && broken.getClass().getSimpleName().startsWith("ClientAbort"));
    }
}
