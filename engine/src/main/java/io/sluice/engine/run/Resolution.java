package io.sluice.engine.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a person says about an incident.
public sealed interface Resolution {
    /// Do the step again from its beginning (a change whose outcome is unknown is reconciled
    /// first).
    record Retry() implements Resolution {}

    /// Go on as if the step had given this output.
    record Skip(Map<String, @Nullable Object> output) implements Resolution {}

    /// The change did happen; go on with this output.
    record Happened(Map<String, @Nullable Object> output) implements Resolution {}

    /// The change did not happen; do it again.
    record DidNotHappen() implements Resolution {}
}
