package io.sluice.engine.port;

import io.sluice.engine.run.Actor;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who did what to what.
///
/// @param action dotted verb: `run.cancel`, `workflow.publish`
/// @param subject id of the thing
public record AuditEntry(
        String project,
        Instant at,
        Actor actor,
        String action,
        String subject,
        Map<String, @Nullable Object> details) {}
