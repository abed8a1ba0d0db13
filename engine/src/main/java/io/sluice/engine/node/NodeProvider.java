package io.sluice.engine.node;

import java.util.List;
import java.util.Map;

/// A domain's node types, trigger types and connection types; found by [java.util.ServiceLoader].
public interface NodeProvider {
    List<NodeType<?, ?>> nodeTypes(NodeEnvironment environment);

    default List<TriggerType<?, ?>> triggerTypes() {
        return List.of();
    }

    default List<ConnectionType> connectionTypes() {
        return List.of();
    }

    /// What the account behind a connection must be allowed, in the outside system's own form.
    ///
    /// @param connectionType one of its own
    /// @param settings of the connection
    /// @param needed permissions of descriptors, by the id of the node type that needs them
    default List<PermissionDocument> permissionDocuments(
            String connectionType, Map<String, String> settings, Map<String, List<String>> needed) {
        return List.of();
    }

    /// What fields of its node types can be chosen from.
    default List<OptionSource> optionSources(NodeEnvironment environment) {
        return List.of();
    }

    /// How connections of its types are tried.
    default List<ConnectionProbe> connectionProbes(NodeEnvironment environment) {
        return List.of();
    }
}
