package io.sluice.engine.port;

/// What holds runs back, here or altogether: people, limits, one another, processes that know more,
/// and what was agreed to.
public record Restraints(
        Pauses pauses, Quotas quotas, ResourceLocks locks, Peers peers, Consents consents) {
    public static final Restraints NONE =
            new Restraints(Pauses.NONE, Quotas.NONE, ResourceLocks.NONE, Peers.NONE);

    /// Where nobody is asked to agree to anything.
    public Restraints(Pauses pauses, Quotas quotas, ResourceLocks locks, Peers peers) {
        this(pauses, quotas, locks, peers, Consents.NONE);
    }
}
