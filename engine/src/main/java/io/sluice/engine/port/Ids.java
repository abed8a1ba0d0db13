package io.sluice.engine.port;

import io.sluice.engine.run.RunId;
import java.time.Instant;

/// New ids. Sortable by time, so that databases and people see them in order.
public interface Ids {
    RunId nextRun(Instant now);
}
