package io.sluice.app.policy.plan;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// In which nodes that read are called for a plan. To ask a cluster what it would make of an object
/// is a request that looks like a write and is none: it passes.
///
/// @param reading what may be reached, and for how long
record PlanContext(NodeContext reading) implements NodeContext {
    @Override
    public Connection connection(String name, String type) throws NodeFailure {
        return reading.connection(name, type);
    }

    @Override
    public void ensureReachable(String host, int port) throws NodeFailure {
        reading.ensureReachable(host, port);
    }

    @Override
    public String effectKey() {
        return reading.effectKey();
    }

    @Override
    public StepRef step() {
        return reading.step();
    }

    @Override
    public Map<String, @Nullable Object> variables() {
        return reading.variables();
    }

    @Override
    public Instant now() {
        return reading.now();
    }

    @Override
    public Duration remaining() {
        return reading.remaining();
    }

    @Override
    public void ensureLeased() {}

    @Override
    public void log(String message) {
        reading.log(message);
    }

    /// What is generated goes into a register that forgets it.
    @Override
    public boolean dryRun() {
        return false;
    }
}
