package io.sluice.engine.port;

import io.sluice.engine.definition.Workflow;
import io.sluice.engine.run.WorkflowRef;
import java.util.Optional;

/// The workflow versions that runs run. A version never changes.
public interface WorkflowVersions {
    Optional<Workflow> find(WorkflowRef ref);

    /// The published version that a call of this workflow runs now; empty when there is none, and
    /// for whoever keeps no versions.
    default Optional<WorkflowRef> published(String project, String workflow) {
        return Optional.empty();
    }
}
