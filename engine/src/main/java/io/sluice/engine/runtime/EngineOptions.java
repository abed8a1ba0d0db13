package io.sluice.engine.runtime;

import io.sluice.engine.decide.Limits;
import java.time.Duration;

/// How the runtime behaves.
///
/// @param node name of this process among those that share the database; unique
/// @param lease how long a run belongs to this process without a sign of life
/// @param callLimit how long one call of a node may take; at most two thirds of the lease, because
///   a lease is renewed when a third of it has passed
/// @param tick how often due runs, queued commands and leases are looked after
/// @param commitBatch most decisions in one transaction
/// @param committers how many transactions may be written at once while no other process writes;
///   with others it is one each, and each of them larger
/// @param maxHotRuns most runs worked on at once; further due runs wait in the store
/// @param callsPerConnection most calls at once over one connection, of all processes together as
///   long as they are not more than that: each has its share, and at least one
/// @param limits bounds of one run
/// @param runLink address at which people see a run; `{run}` stands for its id
public record EngineOptions(
        String node,
        Duration lease,
        Duration callLimit,
        Duration tick,
        int commitBatch,
        int committers,
        int maxHotRuns,
        int callsPerConnection,
        Limits limits,
        String runLink) {

    /// @throws IllegalArgumentException if the call limit does not fit into the lease, or no call
    ///   could be made
    public EngineOptions {
        if (callsPerConnection < 1) {
            throw new IllegalArgumentException(
                    "Expected at least one call at once over a connection, found "
                            + callsPerConnection
                            + ".");
        }
        if (callLimit.multipliedBy(3).compareTo(lease.multipliedBy(2)) > 0) {
            throw new IllegalArgumentException(
                    "Expected a call limit of at most two thirds of the lease of "
                            + lease
                            + ", found "
                            + callLimit
                            + ".");
        }
    }

    /// A lease with less than this left is renewed.
    Duration renewBelow() {
        return lease.multipliedBy(2).dividedBy(3);
    }

    public static EngineOptions standard(String node) {
        return new EngineOptions(
                node,
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                Duration.ofMillis(200),
                500,
                2,
                12_000,
                8,
                Limits.DEFAULT,
                "/runs/{run}");
    }
}
