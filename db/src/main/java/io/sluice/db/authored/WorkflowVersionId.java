package io.sluice.db.authored;

import java.io.Serializable;

/// Which version of which workflow.
record WorkflowVersionId(String workflowId, int version) implements Serializable {}
