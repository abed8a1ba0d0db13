package io.sluice.nodes.intel;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A call within a call, which may take less time.
record Hurried(NodeContext context, Duration most) implements NodeContext {
    @Override
    public Connection connection(String name, String type) throws NodeFailure {
        return context.connection(name, type);
    }

    @Override
    public void ensureReachable(String host, int port) throws NodeFailure {
        context.ensureReachable(host, port);
    }

    @Override
    public String effectKey() {
        return context.effectKey();
    }

    @Override
    public StepRef step() {
        return context.step();
    }

    @Override
    public Map<String, @Nullable Object> variables() {
        return context.variables();
    }

    @Override
    public Instant now() {
        return context.now();
    }

    @Override
    public Duration remaining() {
        var left = context.remaining();
        return left.compareTo(most) < 0 ? left : most;
    }

    @Override
    public void ensureLeased() throws NodeFailure {
        context.ensureLeased();
    }

    @Override
    public void log(String message) {
        context.log(message);
    }

    @Override
    public boolean dryRun() {
        return context.dryRun();
    }
}
