package io.sluice.engine.check;

import io.sluice.engine.definition.Workflow;
import java.util.Optional;

/// The workflows that one may call, as they are published in its project.
public interface Callees {
    /// @param workflow its id
    Optional<Workflow> find(String workflow);
}
