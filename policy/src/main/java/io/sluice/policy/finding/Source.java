package io.sluice.policy.finding;

/// How a finding came.
public enum Source {
    /// Asked for, on a schedule.
    POLL,
    /// Sent to us as it was detected.
    PUSH,
    /// Written down by a person.
    MANUAL
}
