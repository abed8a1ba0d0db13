package io.sluice.engine.runtime;

import io.sluice.engine.port.Peers;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// One gate per connection, shared by all runs of this process: so many calls at once, and none
/// while the provider wants to be left alone. Workflows take turns at it. The processes over one
/// store divide the calls evenly; each has at least one, so that none stands still.
final class ConnectionGates {
    private final int callsAtOnce;
    private final Peers peers;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private final Map<String, Instant> pauses = new ConcurrentHashMap<>();

    ConnectionGates(int callsAtOnce, Peers peers) {
        this.callsAtOnce = callsAtOnce;
        this.peers = peers;
    }

    Gate gate(String connection) {
        return gates.computeIfAbsent(connection, _ -> new Gate(this::share));
    }

    private int share() {
        return Math.max(1, callsAtOnce / (1 + peers.others()));
    }

    /// Until when the provider wants to be left alone, if it does now.
    Optional<Instant> pausedUntil(String connection, Instant now) {
        return Optional.ofNullable(pauses.get(connection)).filter(until -> until.isAfter(now));
    }

    void pause(String connection, Instant until) {
        pauses.merge(connection, until, (old, next) -> next.isAfter(old) ? next : old);
    }
}
