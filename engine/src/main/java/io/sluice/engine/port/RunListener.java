package io.sluice.engine.port;

import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunState;
import java.time.Instant;
import java.util.List;

/// Told of every commit of this process, after it is durable. Must return at once.
public interface RunListener {
    RunListener NONE = (_, _, _, _) -> {};

    void committed(RunState state, long version, Instant at, List<Event> events);
}
