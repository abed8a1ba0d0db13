package io.sluice.policy.lifecycle;

/// Where a policy stands. [Lifecycle#TABLE] lists every way from one to another.
public enum PolicyStatus {
    /// Something was detected; there is no policy that answers it, or none yet.
    DETECTED,
    /// There is a policy; no cluster has it.
    GENERATED,
    /// Clusters have the form that only reports.
    AUDIT,
    /// A person is asked to look at what it would have hit.
    REVIEW,
    /// A person has made it narrower; clusters do not have that yet.
    TUNED,
    /// It may stop things; not every cluster has that form yet.
    ENFORCEMENT,
    /// Clusters have the form that stops.
    ACTIVE,
    /// Its time was over; it is removed.
    EXPIRED,
    /// A person has taken it back; it is removed.
    WITHDRAWN;

    /// Whether clusters are to have nothing of it any more.
    public boolean ended() {
        return this == EXPIRED || this == WITHDRAWN;
    }

    /// Whether the form that stops is called for.
    public boolean enforcing() {
        return this == ENFORCEMENT || this == ACTIVE;
    }
}
