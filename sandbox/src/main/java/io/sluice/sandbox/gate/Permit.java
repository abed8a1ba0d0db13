package io.sluice.sandbox.gate;

import io.sluice.sandbox.http.Answer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A place within a vendor's limits, held while the call runs.
///
/// @param refusal the answer when there is no place
/// @param headers the limit headers of the answer
/// @param release gives the place back
public record Permit(@Nullable Answer refusal, Map<String, String> headers, Runnable release)
        implements AutoCloseable {
    public static final Permit FREE = new Permit(null, Map.of(), () -> {});

    public Permit {
        headers = Map.copyOf(headers);
    }

    @Override
    public void close() {
        release.run();
    }
}
