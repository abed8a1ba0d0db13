package io.sluice.policy.register;

import java.time.Instant;
import java.util.Locale;

/// How a policy stands in one cluster.
///
/// @param generation of the policy that was tried last
/// @param hash of what the cluster has, empty for nothing
/// @param message why it failed or differs; empty otherwise
public record ClusterState(
        String cluster, int generation, String hash, Result result, String message, Instant at) {

    /// What became of the last attempt.
    public enum Result {
        /// It has the form that reports.
        AUDITING,
        /// It has the form that stops.
        ENFORCED,
        /// It has nothing of it any more.
        REMOVED,
        /// It has what it had before; the message says why.
        FAILED,
        /// Somebody else changed it; nothing was overwritten.
        CONFLICT,
        /// It is not as it should be; nothing was repaired yet.
        DRIFTED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether the attempt did what it should.
        public boolean done() {
            return this == AUDITING || this == ENFORCED || this == REMOVED;
        }
    }
}
