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
import io.sluice.engine.node.ConnectionProbe;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeType;
import io.sluice.engine.node.ReadNode;
import io.sluice.engine.port.Catalogue.NodeEntry;
import io.sluice.engine.port.Records;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tries a connection: by the probe of its type, or by looking for something that does not exist:
/// whoever says so has let us in.
@Component
class ConnectionTests {
    /// What to look for, by connection type. No write is among them.
    private static final Map<String, Search> SEARCHES =
            Map.of(
                    "aws",
                    new Search(
                            "aws.ec2.describe-instance",
                            Map.of("instanceId", "i-00000000000000000")),
                    "qualys",
                    new Search(
                            "qualys.find-host",
                            Map.of("instanceId", "i-00000000000000000", "required", false)),
                    "servicenow",
                    new Search("servicenow.await-approval", Map.of("change", "0".repeat(32))),
                    "http",
                    new Search("http.get", Map.of("url", "/")));

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

    private record Search(String nodeType, Map<String, Object> config) {
        static final Search NOTHING = new Search("", Map.of());
    }

    /// @param message what the other side said, for people
    record TestView(boolean ok, String message) {}

    TestView test(Caller caller, String name) {
        authorization.require(caller, Action.MANAGE_CONNECTIONS, Thing.connection(name));
        var stored = connections.load(caller, name);
        var view = probed(stored);
        audits.write(caller, "connection.test", name, Map.of("ok", view.ok()));
        return view;
    }

    /// What an account must be allowed for the test, as node types say it; empty for what cannot be
    /// tested.
    List<String> permissions(String type) {
        return catalogue
                .connectionProbe(type)
                .map(ConnectionProbe::permissions)
                .or(() -> search(type).map(found -> found.type().descriptor().permissions()))
                .orElse(List.of());
    }

    private Optional<NodeEntry> search(String type) {
        return Optional.ofNullable(SEARCHES.get(type))
                .flatMap(search -> catalogue.nodeType(search.nodeType()));
    }

    private TestView probed(StoredConnection stored) {
        var probe = catalogue.connectionProbe(stored.type());
        var search = search(stored.type());
        if (probe.isEmpty() && search.isEmpty()) {
            return new TestView(
                    false, "Connections of type " + stored.type() + " cannot be tested.");
        }
        try {
            var connection = sealing.open(stored);
            var context = new ProbeContext(connection, clock);
            if (probe.isPresent()) {
                return new TestView(
                        true, KnownSecrets.blot(probe.get().probe(connection, context)));
            }
            var config =
                    new LinkedHashMap<String, @Nullable Object>(
                            SEARCHES.getOrDefault(stored.type(), Search.NOTHING).config());
            config.put("connection", stored.name());
            look(search.get().type(), config, context);
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
