package io.sluice.sandbox.servicenow;

import io.sluice.sandbox.world.ServiceDesk.Row;
import java.util.Map;

/// The business rules and data policies of one table.
interface Rules {
    /// The fields of a new record, completed; throws [SnError] when a policy refuses them.
    Map<String, String> insert(Map<String, String> given);

    /// What else an update changes, laid over what was given; throws [SnError] when it is refused.
    Map<String, String> update(Row before, Map<String, String> given);

    /// What happens after a record has been written.
    void after(Row before, Row now);
}
