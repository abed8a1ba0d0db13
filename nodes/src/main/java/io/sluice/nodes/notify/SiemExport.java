package io.sluice.nodes.notify;

import io.sluice.engine.node.AllowedHosts;
import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.support.EgressGuard;
import io.sluice.nodes.support.VendorHttp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sends events to a SIEM: for nodes, and for the application, which exports what happens to
/// policies outside of runs.
public final class SiemExport {
    /// The connection type of receivers.
    public static final String CONNECTION_TYPE = SiemReceiver.TYPE;

    private final HttpReceivers http;
    private final SyslogWire syslog;
    private final InstantSource clock;

    public SiemExport(NodeEnvironment environment) {
        var guard = new EgressGuard(environment);
        this.http = new HttpReceivers(new VendorHttp(NotifyNodes.VENDOR, guard));
        this.syslog = new SyslogWire(guard);
        this.clock = environment.clock();
    }

    /// Sends an event outside of any run. Whoever calls decides what to do about a failure: a
    /// retryable one is to be sent again with the same id, by which a receiver of webhooks knows
    /// it.
    ///
    /// @param patience how long it may take
    /// @throws NodeFailure if it was not taken, or nobody can tell
    public void send(Connection connection, SiemEvent event, Duration patience) throws NodeFailure {
        var receiver = SiemReceiver.of(connection);
        send(
                receiver,
                event.id(),
                render(event, receiver),
                new Errand(connection, event.id(), patience));
    }

    /// What goes over the wire.
    static String render(SiemEvent event, SiemReceiver receiver) {
        return switch (receiver) {
            case SiemReceiver.Webhook _ -> Rendering.webhook(event);
            case SiemReceiver.Splunk splunk -> Rendering.splunk(event, splunk);
            case SiemReceiver.Syslog server -> Rendering.syslog(event, server);
        };
    }

    void send(SiemReceiver receiver, String id, String body, NodeContext context)
            throws NodeFailure {
        switch (receiver) {
            case SiemReceiver.Webhook webhook -> http.post(webhook, id, body, context);
            case SiemReceiver.Splunk splunk -> http.collect(splunk, body, context);
            case SiemReceiver.Syslog server -> syslog.send(server, body, context);
        }
    }

    /// A call on behalf of the application rather than of a run.
    private final class Errand implements NodeContext {
        private final Connection connection;
        private final String id;
        private final long end;

        Errand(Connection connection, String id, Duration patience) {
            this.connection = connection;
            this.id = id;
            this.end = System.nanoTime() + patience.toNanos();
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
}
