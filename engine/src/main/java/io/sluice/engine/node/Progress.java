package io.sluice.engine.node;

import java.time.Duration;
import java.util.Optional;

/// How far something outside has come.
public sealed interface Progress<O extends Record> {
    /// It is done.
    record Done<O extends Record>(O output) implements Progress<O> {}

    /// It is not; look again later.
    ///
    /// @param next wait before the next look; at least a second
    /// @param wakeOn a key under which a webhook may ask for a look at once, such as
    ///   `servicenow:change_request:1c74…`
    /// @param note what it waits for, for people: "Scan scan/1767607500.12345 is Running"
    record Pending<O extends Record>(Duration next, Optional<String> wakeOn, String note)
            implements Progress<O> {}

    static <O extends Record> Progress<O> done(O output) {
        return new Done<>(output);
    }

    static <O extends Record> Progress<O> pending(Duration next, String note) {
        return new Pending<>(next, Optional.empty(), note);
    }
}
