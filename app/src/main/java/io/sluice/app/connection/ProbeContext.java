package io.sluice.app.connection;

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

/// What a node may reach while a connection is tested: that connection, for a short while.
final class ProbeContext implements NodeContext {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Connection connection;
    private final InstantSource clock;
    private final Instant end;

    ProbeContext(Connection connection, InstantSource clock) {
        this.connection = connection;
        this.clock = clock;
        end = clock.instant().plus(PATIENCE);
    }

    @Override
    public Connection connection(String name, String type) {
        return connection;
    }

    @Override
    public void ensureReachable(String host, int port) throws NodeFailure {
        AllowedHosts.require(List.of(connection), host, port);
    }

    @Override
    public String effectKey() {
        return "00000000000000000000000000000000";
    }

    @Override
    public StepRef step() {
        return new StepRef("test", "test", "Connection test", "/connections");
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
        return Duration.between(clock.instant(), end);
    }

    @Override
    public void ensureLeased() throws NodeFailure {
        throw NodeFailure.permanent(
                "connection.test.write",
                NodeFailure.Fault.INTERNAL,
                "A connection test changes nothing.");
    }

    @Override
    public void log(String message) {
        // Nobody reads the log of a test.
    }

    @Override
    public boolean dryRun() {
        return true;
    }
}
