package io.sluice.engine.port;

/// What holds runs back, here or altogether: people, limits, one another, and processes that know
/// more.
public record Restraints(Pauses pauses, Quotas quotas, ResourceLocks locks, Peers peers) {
    public static final Restraints NONE =
            new Restraints(Pauses.NONE, Quotas.NONE, ResourceLocks.NONE, Peers.NONE);
}
