package io.sluice.engine.port;

import io.sluice.engine.run.RunId;

/// What became of a commit.
public sealed interface CommitResult {
    /// It is stored, durably.
    record Stored() implements CommitResult {}

    /// Someone else wrote first: nothing of it is stored; load again.
    record Clash() implements CommitResult {}

    /// The intake's key has begun a run before: this one.
    record Duplicate(RunId existing) implements CommitResult {}
}
