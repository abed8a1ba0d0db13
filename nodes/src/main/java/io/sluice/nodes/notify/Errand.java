package io.sluice.nodes.notify;

import io.sluice.engine.node.AllowedHosts;
import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A call on behalf of the application rather than of a run.
final class Errand implements NodeContext {
    private final Connection connection;
    private final String id;
    private final long end;
    private final InstantSource clock;

    Errand(Connection connection, String id, Duration patience, InstantSource clock) {
        this.connection = connection;
        this.id = id;
        this.end = System.nanoTime() + patience.toNanos();
        this.clock = clock;
    }

    @Override
    public Connection connection(String name, String type) {
        throw new IllegalStateException("Expected the connection to be at hand already");
    }

    @Override
    public void ensureReachable(String host, int port) throws NodeFailure {
        AllowedHosts.require(List.of(connection), host, port);
    }

    @Override
    public String effectKey() {
        return id;
    }

    @Override
    public StepRef step() {
        return new StepRef("", "", "", "");
    }

    @Override
    public Map<String, @Nullable Object> variables() {
        return Map.of();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    @Override
    public void ensureLeased() {}

    @Override
    public void log(String message) {}

    @Override
    public boolean dryRun() {
        return false;
    }
}
