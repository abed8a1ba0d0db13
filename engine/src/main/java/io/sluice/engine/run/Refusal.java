package io.sluice.engine.run;

/// Why a command was refused. Nothing has changed.
public record Refusal(Code code, String message) {
    /// Stable codes.
    public enum Code {
        ALREADY_STARTED,
        NOT_STARTED,
        RUN_ENDED,
        NO_SUCH_START,
        NO_SUCH_STEP,
        /// The step is not at the point where this could be said of it.
        WRONG_PHASE,
        NO_INCIDENT,
        NOT_AWAITED,
        BAD_INPUT
    }
}
