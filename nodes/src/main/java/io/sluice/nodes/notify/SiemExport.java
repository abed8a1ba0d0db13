package io.sluice.nodes.notify;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.support.EgressGuard;
import io.sluice.nodes.support.VendorHttp;
import java.time.Duration;
import java.time.InstantSource;

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
                new Errand(connection, event.id(), patience, clock));
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
}
