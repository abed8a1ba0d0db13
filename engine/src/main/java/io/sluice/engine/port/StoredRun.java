package io.sluice.engine.port;

import io.sluice.engine.run.RunState;
import java.time.Instant;
import java.util.Optional;

/// A run as it is stored.
///
/// @param version counts its commits and claims, from 1
/// @param epoch counts who held its lease, from 1
/// @param lease who holds it now, if anybody
/// @param queued it waits for a place, see [Quotas]
public record StoredRun(
        RunState state, long version, long epoch, Optional<Lease> lease, boolean queued) {
    /// One that waits for no place.
    public StoredRun(RunState state, long version, long epoch, Optional<Lease> lease) {
        this(state, version, epoch, lease, false);
    }

    /// The right to act for a run, until a moment.
    public record Lease(String owner, Instant until) {}
}
