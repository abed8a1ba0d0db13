package io.sluice.engine.port;

import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Locks on things outside, across all workflows and processes: who changes a thing holds its lock
/// from before the intent until the step is over. A lock goes with its run, not with a process: a
/// take-over keeps it, the end of the run frees it.
public interface ResourceLocks {
    ResourceLocks NONE =
            new ResourceLocks() {
                @Override
                public Answer take(Request request) {
                    return new Answer.Taken(Optional.empty());
                }

                @Override
                public void release(EffectKey key, Instant now) {}
            };

    /// Takes all of these locks, or none. Those it holds already it keeps.
    Answer take(Request request);

    /// Frees what was taken for a change that was not declared after all. (The locks of a declared
    /// one are freed by the commit in which its step ends, see [RunCommit#over()].)
    void release(EffectKey key, Instant now);

    /// @param resources names such as `aws:ec2:i-0abc`
    /// @param key the change they are for
    record Request(List<String> resources, EffectKey key, RunId run, StepId step, Instant now) {
        public Request {
            resources = resources.stream().distinct().sorted().toList();
        }
    }

    /// What became of it.
    sealed interface Answer {
        /// All are held.
        ///
        /// @param lastFreed when another let go of the first of them, if one has; what was read
        ///   before that may be old
        record Taken(Optional<Instant> lastFreed) implements Answer {}

        /// One is held by another change, of this run.
        record Held(String resource, RunId by) implements Answer {}
    }
}
