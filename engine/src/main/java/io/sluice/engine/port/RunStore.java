package io.sluice.engine.port;

import io.sluice.engine.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Where runs live. Every write carries the version and the lease epoch it was decided under; one
/// that was decided under older ones changes nothing.
public interface RunStore {
    /// The runs of these ids that exist.
    Map<RunId, StoredRun> load(Collection<RunId> ids);

    /// Makes a decision ready to be written: whoever has made it does here what needs no database,
    /// so that the batch that it is written in does not wait for that.
    ///
    /// @throws RuntimeException if it cannot be written, whatever the database says
    default Prepared prepare(RunCommit commit) {
        return commit;
    }

    /// Writes many decisions as one transaction: for each run whose stored version and epoch are
    /// the expected ones its state, events, and everything projected from them (effects, waits,
    /// approvals, audit), for the others nothing. Answers in the order of the commits.
    ///
    /// @param commits what [#prepare] has answered, or the decisions themselves
    List<CommitResult> commit(List<? extends Prepared> commits);

    /// Whether two batches that are committed side by side are stored sooner than one after the
    /// other.
    default boolean sideBySide() {
        return true;
    }

    /// Takes runs that are due, not paused, and leased by nobody alive: raises their epoch and
    /// version and leases them to the asker. Workflows take turns: one with many due runs does not
    /// keep another's waiting. (A lease is extended by a commit.)
    List<Claimed> claim(Claim asked);

    /// [#claim(Claim)] of a process that takes what it can get.
    default List<Claimed> claim(String owner, Instant now, Duration lease, int max) {
        return claim(new Claim(owner, now, lease, max));
    }

    /// Runs that runs have begun.
    Children children();

    /// A decision as this store wants it.
    interface Prepared {
        RunCommit commit();
    }

    /// A run that was claimed.
    ///
    /// @param takenOver it had an owner whose lease ran out
    record Claimed(StoredRun run, boolean takenOver) {}
}
