package io.sluice.engine.port;

import io.sluice.engine.run.WorkflowRef;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// What a process asks for when it looks for work.
///
/// @param max most runs at once
/// @param room how many runs of a workflow, by its id, it would take on
/// @param knows whether it can carry a workflow out; runs of others it leaves to processes that can
public record Claim(
        String owner,
        Instant now,
        Duration lease,
        int max,
        ToIntFunction<String> room,
        Predicate<WorkflowRef> knows) {

    /// Of a process that knows every workflow.
    public Claim(String owner, Instant now, Duration lease, int max, ToIntFunction<String> room) {
        this(owner, now, lease, max, room, _ -> true);
    }

    /// Of a process that takes what it can get.
    public Claim(String owner, Instant now, Duration lease, int max) {
        this(owner, now, lease, max, _ -> max);
    }

    public Instant until() {
        return now.plus(lease);
    }
}
