package io.sluice.engine.runtime;

import io.sluice.engine.run.Refusal;
import io.sluice.engine.run.RunId;

/// What became of something that was asked of a run.
public sealed interface Outcome {
    /// It is done and durable.
    record Accepted(RunId run) implements Outcome {}

    /// The same intake has begun this run before.
    record Duplicate(RunId existing) implements Outcome {}

    /// It cannot be done; nothing has changed.
    record Refused(Refusal refusal) implements Outcome {}

    /// Another process holds the run; it is durably queued there.
    record Queued(RunId run) implements Outcome {}

    /// There is no such run.
    record Unknown(RunId run) implements Outcome {}
}
