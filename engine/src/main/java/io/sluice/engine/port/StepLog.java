package io.sluice.engine.port;

import io.sluice.engine.run.RunId;
import io.sluice.engine.run.StepId;
import java.time.Instant;

/// Lines that nodes write for people while they work. Losing the last few in a crash is allowed.
public interface StepLog {
    void append(RunId run, StepId step, Instant at, String message);
}
