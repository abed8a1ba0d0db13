package io.sluice.app.workflow;

/// Told in this process after a workflow was changed: what triggers start may be another now.
public record WorkflowsChanged() {}
