package io.sluice.engine.port;

import io.sluice.engine.node.NodeType;
import io.sluice.engine.node.TriggerType;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The node types and trigger types that are installed, with the JSON Schemas of their records.
public interface Catalogue {
    Optional<NodeEntry> nodeType(String id);

    Optional<TriggerEntry> triggerType(String id);

    record NodeEntry(
            NodeType<?, ?> type,
            Map<String, @Nullable Object> configSchema,
            Map<String, @Nullable Object> outputSchema) {}

    record TriggerEntry(
            TriggerType<?, ?> type,
            Map<String, @Nullable Object> configSchema,
            Map<String, @Nullable Object> eventSchema) {}
}
