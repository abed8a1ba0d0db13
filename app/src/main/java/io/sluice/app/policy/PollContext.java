package io.sluice.app.policy;

import io.sluice.engine.node.AllowedHosts;
import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a poll may reach: the connections of its project, until its lease is over. It reads only.
public final class PollContext implements NodeContext {
    private static final Logger log = LoggerFactory.getLogger(PollContext.class);

    private final Reach reach;
    private final String workflow;
    private final String node;
    private final InstantSource clock;
    private final Instant end;
    private final Map<String, Connection> used = new ConcurrentHashMap<>();

    /// Finds the connections that may be used.
    public interface Reach {
        Optional<Connection> find(String name) throws NodeFailure;
    }

    public PollContext(
            Reach reach, String workflow, String node, InstantSource clock, Instant end) {
        this.reach = reach;
        this.workflow = workflow;
        this.node = node;
        this.clock = clock;
        this.end = end;
    }

    @Override
    public Connection connection(String name, String type) throws NodeFailure {
        var connection = found(name, type);
        used.put(name, connection);
        return connection;
    }

    @Override
    public void ensureReachable(String host, int port) throws NodeFailure {
        AllowedHosts.require(used.values(), host, port);
    }

    private Connection found(String name, String type) throws NodeFailure {
        return reach.find(name)
                .filter(found -> found.type().equals(type))
                .orElseThrow(() ->
                        NodeFailure.permanent(
                                "connection.missing",
                                NodeFailure.Fault.USER,
                                "Expected a connection '"
                                        + name
                                        + "' of type "
                                        + type
                                        + ", found none; make it under Connections."));
    }

    @Override
    public String effectKey() {
        return "00000000000000000000000000000000";
    }

    @Override
    public StepRef step() {
        return new StepRef("poll", node, workflow, "/workflows/" + workflow);
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
                "poll.write", NodeFailure.Fault.INTERNAL, "A poll changes nothing.");
    }

    @Override
    public void log(String message) {
        log.debug("Poll of {}: {}", workflow, message);
    }

    @Override
    public boolean dryRun() {
        return true;
    }
}
