package io.sluice.engine.port;

import java.util.Optional;

/// How many runs of a workflow may go on at once. Runs beyond that are begun and stored, and wait
/// for a place; [RunStore#claim(Claim)] gives places away.
public interface Quotas {
    Quotas NONE = _ -> Optional.empty();

    /// Asked for every run that begins: must answer from memory, and may be a second late.
    Optional<Quota> find(String workflow);

    /// @param key groups the runs of the workflow, each group with a limit of its own: a value as
    ///   in a node's configuration, over the run's event; empty for one group
    record Quota(String key) {}
}
