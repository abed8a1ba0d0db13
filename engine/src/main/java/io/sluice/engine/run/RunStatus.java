package io.sluice.engine.run;

/// NEW → RUNNING → COMPLETED or FAILED · RUNNING → CANCELING → CANCELED.
public enum RunStatus {
    NEW,
    RUNNING,
    /// Waits for the outcome of calls under way, then undoes if so asked.
    CANCELING,
    COMPLETED,
    /// Ended by an error end.
    FAILED,
    CANCELED;

    public boolean ended() {
        return this == COMPLETED || this == FAILED || this == CANCELED;
    }
}
