package io.sluice.engine.decide;

import io.sluice.engine.run.Event;
import io.sluice.engine.run.Refusal;
import io.sluice.engine.run.RunState;
import java.util.List;

/// The answer to a command.
public sealed interface Decision {
    /// The run after it, and what happened.
    record Accepted(RunState state, List<Event> events) implements Decision {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /// Nothing happened.
    record Rejected(Refusal refusal) implements Decision {}
}
