package io.sluice.engine.run;

import java.time.Instant;

/// Why a step waits for a person.
public record Incident(Kind kind, Failure failure, Instant raisedAt) {
    /// What the person is asked.
    public enum Kind {
        /// The step failed for good, or too often: retry, skip or cancel.
        FAILED,
        /// Nobody can tell whether the change happened: look, and say so.
        UNKNOWN_OUTCOME,
        /// A third party changed what this step would change: look, then retry, skip or cancel.
        CONFLICT,
        /// A bound of the engine was reached.
        LIMIT,
        /// The change was made more than once: take one back by hand, then skip.
        DUPLICATE
    }
}
