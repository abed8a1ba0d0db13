package io.sluice.codec.schema;

import io.sluice.codec.record.RecordSchemas;
import io.sluice.engine.node.AllowedHosts;
import io.sluice.engine.node.ConnectionProbe;
import io.sluice.engine.node.ConnectionType;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeProvider;
import io.sluice.engine.node.NodeType;
import io.sluice.engine.node.OptionSource;
import io.sluice.engine.node.PermissionDocument;
import io.sluice.engine.node.TriggerType;
import io.sluice.engine.port.Catalogue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/// What a set of providers brings: node types, trigger types and connection types, each by its id,
/// with the schemas of their records.
public final class NodeCatalogue implements Catalogue {
    private final Map<String, NodeEntry> nodes = new TreeMap<>();
    private final Map<String, TriggerEntry> triggers = new TreeMap<>();
    private final Map<String, ConnectionType> connections = new TreeMap<>();
    private final Map<String, OptionSource> sources = new TreeMap<>();
    private final Map<String, ConnectionProbe> probes = new TreeMap<>();
    private final Map<String, NodeProvider> providersOfConnections = new TreeMap<>();

    /// @throws IllegalArgumentException if two types have one id, or a type's records cannot be
    ///   described by a schema; the message names the type
    public NodeCatalogue(Collection<NodeProvider> providers, NodeEnvironment environment) {
        for (var provider : providers) {
            provider.nodeTypes(environment).forEach(this::add);
            provider.triggerTypes().forEach(this::add);
            provider.connectionTypes()
                    .forEach(type -> {
                        once(connections, "connection type", type.id(), limited(type));
                        providersOfConnections.put(type.id(), provider);
                    });
            provider.optionSources(environment)
                    .forEach(source -> once(sources, "option source", source.id(), source));
            provider.connectionProbes(environment)
                    .forEach(probe ->
                            once(probes, "connection probe", probe.connectionType(), probe));
        }
        nodes.values().forEach(this::checkOptions);
    }

    /// Everything that is installed where this class loader looks.
    ///
    /// @throws IllegalArgumentException as the constructor does
    public static NodeCatalogue installed(ClassLoader loader, NodeEnvironment environment) {
        var providers =
                ServiceLoader.load(NodeProvider.class, loader).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
        return new NodeCatalogue(providers, environment);
    }

    /// What the account behind a connection must be allowed, in the outside system's own form;
    /// empty where it has none.
    ///
    /// @param needed permissions by the id of the node type that needs them
    public List<PermissionDocument> permissionDocuments(
            String connectionType, Map<String, String> settings, Map<String, List<String>> needed) {
        var provider = providersOfConnections.get(connectionType);
        return provider == null
                ? List.of()
                : provider.permissionDocuments(connectionType, settings, needed);
    }

    private void add(NodeType<?, ?> type) {
        var id = type.descriptor().id();
        try {
            if (type instanceof EffectNode<?, ?, ?> effect) {
                // Plans are stored: better refused now than in the middle of a run.
                RecordSchemas.output(effect.planType());
            }
            once(
                    nodes,
                    "node type",
                    id,
                    new NodeEntry(
                            type,
                            RecordSchemas.configuration(type.configType()),
                            RecordSchemas.output(type.outputType())));
        } catch (IllegalArgumentException fault) {
            throw new IllegalArgumentException(
                    "Node type '" + id + "': " + fault.getMessage(), fault);
        }
    }

    private void add(TriggerType<?, ?> type) {
        var id = type.descriptor().id();
        try {
            once(
                    triggers,
                    "trigger type",
                    id,
                    new TriggerEntry(
                            type,
                            RecordSchemas.configuration(type.configType()),
                            RecordSchemas.output(type.eventType())));
        } catch (IllegalArgumentException fault) {
            throw new IllegalArgumentException(
                    "Trigger type '" + id + "': " + fault.getMessage(), fault);
        }
    }

    /// A field that names a source nobody brings would stay empty without anybody knowing why.
    private void checkOptions(NodeEntry entry) {
        var descriptor = entry.type().descriptor();
        if (!(entry.configSchema().get("properties") instanceof Map<?, ?> fields)) {
            return;
        }
        for (var field : fields.entrySet()) {
            if (!(field.getValue() instanceof Map<?, ?> schema)
                    || !(schema.get("x-options") instanceof Map<?, ?> options)) {
                continue;
            }
            var source = sources.get(String.valueOf(options.get("source")));
            if (source == null
                    || !source.connectionType().equals(descriptor.connectionType())
                    || !(options.get("needs") instanceof List<?> needs)
                    || !source.needs().containsAll(needs)
                    || !fields.keySet().containsAll(needs)) {
                throw new IllegalArgumentException(
                        "Node type '"
                                + descriptor.id()
                                + "': expected field '"
                                + field.getKey()
                                + "' to name an option source of its connection type, and fields"
                                + " that the source takes into account, found "
                                + options
                                + ".");
            }
        }
    }

    /// Every connection can be limited to hosts.
    private static ConnectionType limited(ConnectionType type) {
        var fields = new ArrayList<>(type.fields());
        fields.add(AllowedHosts.field());
        return new ConnectionType(type.id(), type.title(), type.docs(), fields);
    }

    private static <T> void once(Map<String, T> entries, String what, String id, T entry) {
        if (entries.putIfAbsent(id, entry) != null) {
            throw new IllegalArgumentException(
                    "Expected each "
                            + what
                            + " once, found '"
                            + id
                            + "' twice; remove one of the plug-ins that bring it.");
        }
    }

    @Override
    public Optional<NodeEntry> nodeType(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    @Override
    public Optional<TriggerEntry> triggerType(String id) {
        return Optional.ofNullable(triggers.get(id));
    }

    public Optional<ConnectionType> connectionType(String id) {
        return Optional.ofNullable(connections.get(id));
    }

    public Optional<OptionSource> optionSource(String id) {
        return Optional.ofNullable(sources.get(id));
    }

    /// How connections of this type are tried.
    public Optional<ConnectionProbe> connectionProbe(String connectionType) {
        return Optional.ofNullable(probes.get(connectionType));
    }

    /// All node types, by id.
    public List<NodeEntry> nodeTypes() {
        return List.copyOf(nodes.values());
    }

    /// All trigger types, by id.
    public List<TriggerEntry> triggerTypes() {
        return List.copyOf(triggers.values());
    }

    /// All connection types, by id.
    public List<ConnectionType> connectionTypes() {
        return List.copyOf(connections.values());
    }
}
