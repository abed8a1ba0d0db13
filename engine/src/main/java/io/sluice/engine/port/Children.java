package io.sluice.engine.port;

import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Outer;
import io.sluice.engine.run.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs that runs have begun, and what they were begun with. (They are written by commits: items
/// and outer values by the parent's, one row for each child by its own.)
public interface Children {
    /// Items of a group from an index on, at most so many.
    List<@Nullable Object> items(EffectKey group, int from, int most);

    /// What the items of a group see of the run around them.
    Optional<Outer> outer(EffectKey group);

    /// Children from an index on, in order, at most so many.
    List<Begun> begun(EffectKey group, int from, int most);

    /// A child.
    ///
    /// @param attempt which run for this item it is, from 1
    /// @param output what it gave back; empty until it has ended well
    /// @param failure why it has failed
    record Begun(
            int index,
            RunId run,
            int attempt,
            Outcome outcome,
            Map<String, @Nullable Object> output,
            Optional<Failure> failure,
            Optional<Instant> endedAt) {}

    /// How far a child has come.
    enum Outcome {
        RUNNING,
        DONE,
        FAILED,
        CANCELED
    }
}
