package io.sluice.nodes.support;

import io.sluice.engine.node.AllowedHosts;
import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.value.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A [NodeContext] in a test's hand: clock, connections, effect key and lease can be set.
public final class TestContext implements NodeContext {
    private final Map<String, Connection> connections = new LinkedHashMap<>();
    private final List<String> logged = new ArrayList<>();
    private Map<String, @Nullable Object> variables = Map.of();
    private Instant now = Instant.parse("2026-01-05T10:00:00Z");
    private Duration remaining = Duration.ofSeconds(20);
    private String effectKey = "0123456789abcdef0123456789abcdef";
    private boolean leased = true;
    private boolean dryRun;
    private int leaseChecks;

    public TestContext with(Connection connection) {
        connections.put(connection.name(), connection);
        return this;
    }

    public TestContext effectKey(String key) {
        effectKey = key;
        return this;
    }

    public TestContext variables(Map<String, ?> values) {
        variables = Values.normaliseMap(values);
        return this;
    }

    public TestContext remaining(Duration left) {
        remaining = left;
        return this;
    }

    public TestContext leased(boolean held) {
        leased = held;
        return this;
    }

    public TestContext dryRun(boolean dry) {
        dryRun = dry;
        return this;
    }

    public void advance(Duration step) {
        now = now.plus(step);
    }

    /// What the node wrote into the step's log.
    public List<String> logged() {
        return List.copyOf(logged);
    }

    /// How often the lease was checked: once for each write.
    public int leaseChecks() {
        return leaseChecks;
    }

    @Override
    public Connection connection(String name, String type) throws NodeFailure {
        var connection = connections.get(name);
        if (connection == null || !connection.type().equals(type)) {
            throw NodeFailure.permanent(
                    "connection.missing",
                    NodeFailure.Fault.USER,
                    "Expected a connection '" + name + "' of type " + type + ".");
        }
        return connection;
    }

    @Override
    public void ensureReachable(String host, int port) throws NodeFailure {
        AllowedHosts.require(connections.values(), host, port);
    }

    @Override
    public String effectKey() {
        return effectKey;
    }

    @Override
    public StepRef step() {
        return new StepRef("run-1", "step", "A workflow", "http://localhost:8080/runs/run-1");
    }

    @Override
    public Map<String, @Nullable Object> variables() {
        return variables;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Duration remaining() {
        return remaining;
    }

    @Override
    public void ensureLeased() throws NodeFailure {
        leaseChecks++;
        if (!leased) {
            throw NodeFailure.retryable(
                    "lease.lost", NodeFailure.Fault.INTERNAL, "The lease has gone.");
        }
    }

    @Override
    public void log(String message) {
        logged.add(message);
    }

    @Override
    public boolean dryRun() {
        return dryRun;
    }
}
