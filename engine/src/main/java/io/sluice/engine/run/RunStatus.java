package io.sluice.engine.run;

/// NEW → RUNNING → COMPLETED · RUNNING → CANCELING → CANCELED.
public enum RunStatus {
    NEW,
    RUNNING,
    /// Waits for the outcome of calls under way, then undoes if so asked.
    CANCELING,
    COMPLETED,
    CANCELED;

    public boolean ended() {
        return this == COMPLETED || this == CANCELED;
    }
}
