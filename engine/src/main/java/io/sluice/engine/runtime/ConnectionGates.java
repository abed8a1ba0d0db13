package io.sluice.engine.runtime;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// One gate per connection, shared by all runs of this process: so many calls at once, and none
/// while the provider wants to be left alone. Workflows take turns at it.
final class ConnectionGates {
    private final int callsAtOnce;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private final Map<String, Instant> pauses = new ConcurrentHashMap<>();

    ConnectionGates(int callsAtOnce) {
        this.callsAtOnce = callsAtOnce;
    }

    Gate gate(String connection) {
        return gates.computeIfAbsent(connection, _ -> new Gate(callsAtOnce));
    }

    /// Until when the provider wants to be left alone, if it does now.
    Optional<Instant> pausedUntil(String connection, Instant now) {
        return Optional.ofNullable(pauses.get(connection)).filter(until -> until.isAfter(now));
    }

    void pause(String connection, Instant until) {
        pauses.merge(connection, until, (old, next) -> next.isAfter(old) ? next : old);
    }
}
