package io.sluice.engine.run;

/// Whether a run changes the outside.
public enum Mode {
    LIVE,
    /// Reads are real; changes stop at their plan.
    DRY_RUN
}
