package io.sluice.engine.runtime;

import io.sluice.engine.node.AllowedHosts;
import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What one call of a node may reach.
final class CallContext implements NodeContext {
    private static final int LONGEST_LINE = 4_000;

    /// The code of a change that was held back by a pause.
    static final String PAUSED = "engine.paused";

    private final EnginePorts ports;
    private final EngineOptions options;
    private final RunState state;
    private final Step step;
    private final EffectKey key;
    private final String workflowName;
    private final Lease lease;
    private final PauseWatch pauses;
    private final long endsAtNanos;
    private volatile boolean sent;
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final Map<String, Connection> used = new ConcurrentHashMap<>();

    CallContext(
            EnginePorts ports,
            EngineOptions options,
            RunState state,
            Step step,
            EffectKey key,
            String workflowName,
            Lease lease,
            PauseWatch pauses) {
        this.ports = ports;
        this.options = options;
        this.state = state;
        this.step = step;
        this.key = key;
        this.workflowName = workflowName;
        this.lease = lease;
        endsAtNanos = lease.mark() + options.callLimit().toNanos();
        this.pauses = pauses;
    }

    @Override
    public Connection connection(String name, String type) throws NodeFailure {
        var found =
                Stored.ask(
                                "connection '" + name + "'",
                                () ->
                                        ports.connections()
                                                .find(state.project(), state.workflow(), name))
                        .orElseThrow(() ->
                                NodeFailure.permanent(
                                        "connection.missing",
                                        NodeFailure.Fault.USER,
                                        "Expected a connection named '"
                                                + name
                                                + "', found none; create it under"
                                                + " Connections or choose another."));
        if (!found.type().equals(type)) {
            throw NodeFailure.permanent(
                    "connection.wrong-type",
                    NodeFailure.Fault.USER,
                    "Expected connection '"
                            + name
                            + "' to be of type "
                            + type
                            + ", it is of type "
                            + found.type()
                            + ".");
        }
        secrets.addAll(found.secretValues());
        used.put(name, found);
        return found;
    }

    @Override
    public void ensureReachable(String host, int port) throws NodeFailure {
        AllowedHosts.require(used.values(), host, port);
    }

    @Override
    public String effectKey() {
        return key.value();
    }

    @Override
    public StepRef step() {
        return new StepRef(
                state.id().value(),
                step.node().value(),
                workflowName,
                options.runLink().replace("{run}", state.id().value()));
    }

    @Override
    public Map<String, @Nullable Object> variables() {
        return state.vars();
    }

    @Override
    public Instant now() {
        return ports.clock().instant();
    }

    @Override
    public Duration remaining() {
        return Duration.ofNanos(Math.max(1_000_000, endsAtNanos - lease.mark()));
    }

    /// Called right before a change is made.
    void ensureMayChange() throws NodeFailure {
        ensureLeased();
        sent = false;
    }

    /// Nothing goes out for what a person has paused; but what has begun is ended.
    private void ensureNotPaused() throws NodeFailure {
        if (sent) {
            return;
        }
        boolean paused;
        try {
            paused = pauses.stopsNow(state.id(), state.workflow().id());
        } catch (RuntimeException unknown) {
            throw paused("Whether the run is paused cannot be read; nothing is sent until it can.");
        }
        if (paused) {
            throw paused("The run is paused; the change is made after it is resumed.");
        }
    }

    /// Counts as no try: what is put off by a pause has not failed.
    private static NodeFailure paused(String message) {
        return NodeFailure.limited(PAUSED, message, Optional.of(Duration.ofSeconds(1)));
    }

    @Override
    public void ensureLeased() throws NodeFailure {
        if (!lease.held()) {
            throw NodeFailure.retryable(
                    "engine.lease-lost",
                    NodeFailure.Fault.INTERNAL,
                    "This process no longer holds the run; the step is taken up again elsewhere.");
        }
        if (endsAtNanos - lease.mark() <= 0) {
            throw NodeFailure.retryable(
                    "engine.call-limit",
                    NodeFailure.Fault.INTERNAL,
                    "The call's time was used up before the request could go out.");
        }
        ensureNotPaused();
        sent = true;
    }

    @Override
    public void log(String message) {
        var line = redact(message);
        ports.log()
                .append(
                        state.id(),
                        step.id(),
                        now(),
                        line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line);
    }

    @Override
    public boolean dryRun() {
        return state.mode() == Mode.DRY_RUN;
    }

    /// The text with every secret that this call has seen blotted out.
    String redact(String text) {
        var result = text;
        for (var secret : secrets) {
            if (secret.length() >= 4) {
                result = result.replace(secret, "•••");
            }
        }
        return ports.connections().redact(result);
    }
}
