package io.sluice.engine.node;

import java.util.List;

/// A domain's node types, trigger types and connection types; found by [java.util.ServiceLoader].
public interface NodeProvider {
    List<NodeType<?, ?>> nodeTypes(NodeEnvironment environment);

    default List<TriggerType<?, ?>> triggerTypes() {
        return List.of();
    }

    default List<ConnectionType> connectionTypes() {
        return List.of();
    }

    /// What fields of its node types can be chosen from.
    default List<OptionSource> optionSources(NodeEnvironment environment) {
        return List.of();
    }
}
