package io.sluice.engine.node;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An output that also changes variables of the run.
public interface SetsVariables {
    /// New values by name; the workflow declares the names.
    Map<String, @Nullable Object> variables();
}
