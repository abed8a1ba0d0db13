package io.sluice.engine.decide;

/// Bounds of one run. Reaching one parks the run with an incident that names it; cancel still
/// works.
///
/// @param visitsPerNode how often a loop may come round to the same node
/// @param events how many events a run's journal may hold
/// @param nodesPerDecision how many nodes may be passed without waiting in between
/// @param openSteps how many steps may be open at once
public record Limits(int visitsPerNode, int events, int nodesPerDecision, int openSteps) {
    public static final Limits DEFAULT = new Limits(1_000, 20_000, 1_000, 1_000);
}
