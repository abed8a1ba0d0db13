package io.sluice.engine.port;

import io.sluice.engine.definition.Workflow;
import io.sluice.engine.run.WorkflowRef;
import java.util.Optional;

/// The workflow versions that runs run. A version never changes.
public interface WorkflowVersions {
    Optional<Workflow> find(WorkflowRef ref);
}
