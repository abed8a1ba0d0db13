package io.sluice.engine.port;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Between records and JSON-like data.
public interface Records {
    /// @throws IllegalArgumentException that says which field is wrong, and how
    <R extends Record> R read(Map<String, @Nullable Object> data, Class<R> type);

    Map<String, @Nullable Object> write(Record value);
}
