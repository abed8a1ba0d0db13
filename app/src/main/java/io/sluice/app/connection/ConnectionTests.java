package io.sluice.app.connection;

import io.sluice.app.audit.Audits;
import io.sluice.app.secret.KnownSecrets;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Thing;
import io.sluice.codec.schema.NodeCatalogue;
import io.sluice.db.authored.StoredConnection;
import io.sluice.engine.node.AwaitNode;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeType;
import io.sluice.engine.node.ReadNode;
import io.sluice.engine.port.Records;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tries a connection by looking for something that does not exist: whoever says so has let us in.
@Component
class ConnectionTests {
    /// What to look for, by connection type. No write is among them.
    private static final Map<String, Probe> PROBES =
            Map.of(
                    "aws",
                    new Probe(
                            "aws.ec2.describe-instance",
                            Map.of("instanceId", "i-00000000000000000")),
                    "qualys",
                    new Probe(
                            "qualys.find-host",
                            Map.of("instanceId", "i-00000000000000000", "required", false)),
                    "servicenow",
                    new Probe("servicenow.await-approval", Map.of("change", "0".repeat(32))),
                    "http",
                    new Probe("http.get", Map.of("url", "/")));

    private final ConnectionKeeping connections;
    private final NodeCatalogue catalogue;
    private final Records records;
    private final Sealing sealing;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;

    ConnectionTests(
            ConnectionKeeping connections,
            NodeCatalogue catalogue,
            Records records,
            Sealing sealing,
            Authorization authorization,
            Audits audits,
            InstantSource clock) {
        this.connections = connections;
        this.catalogue = catalogue;
        this.records = records;
        this.sealing = sealing;
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
    }

    private record Probe(String nodeType, Map<String, Object> config) {}

    /// @param message what the other side said, for people
    record TestView(boolean ok, String message) {}

    TestView test(Caller caller, String name) {
        authorization.require(caller, Action.MANAGE_CONNECTIONS, Thing.connection(name));
        var stored = connections.load(caller, name);
        var view = probed(stored);
        audits.write(caller, "connection.test", name, Map.of("ok", view.ok()));
        return view;
    }

    private TestView probed(StoredConnection stored) {
        var probe = PROBES.get(stored.type());
        var entry = probe == null ? null : catalogue.nodeType(probe.nodeType()).orElse(null);
        if (probe == null || entry == null) {
            return new TestView(
                    false, "Connections of type " + stored.type() + " cannot be tested.");
        }
        var config = new LinkedHashMap<String, @Nullable Object>(probe.config());
        config.put("connection", stored.name());
        try {
            look(entry.type(), config, new ProbeContext(sealing.open(stored), clock));
            return new TestView(true, "It answered.");
        } catch (NodeFailure failure) {
            return judged(failure);
        }
    }

    private <C extends Record> void look(
            NodeType<C, ?> type, Map<String, @Nullable Object> config, ProbeContext context)
            throws NodeFailure {
        var read = records.read(config, type.configType());
        switch (type) {
            case ReadNode<C, ?> node -> node.read(read, context);
            case AwaitNode<C, ?> node -> node.check(read, context);
            case EffectNode<C, ?, ?> _ ->
                    throw new IllegalStateException("Expected a node type that only looks");
        }
    }

    private static TestView judged(NodeFailure failure) {
        return failure.code().endsWith("not-found")
                ? new TestView(true, "It answered.")
                : new TestView(
                        false, failure.code() + ": " + KnownSecrets.blot(failure.getMessage()));
    }
}
