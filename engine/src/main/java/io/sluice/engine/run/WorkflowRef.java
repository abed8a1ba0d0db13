package io.sluice.engine.run;

/// One version of one workflow. Version 0 is a draft as it stood when the run began.
public record WorkflowRef(String id, int version) {}
