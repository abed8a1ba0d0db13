package io.sluice.engine.port;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks data against JSON Schemas.
public interface Schemas {
    /// What does not fit; empty when all does.
    List<Misfit> check(Map<String, @Nullable Object> schema, @Nullable Object value);

    /// @param path a JSON pointer
    record Misfit(String path, String message) {}
}
