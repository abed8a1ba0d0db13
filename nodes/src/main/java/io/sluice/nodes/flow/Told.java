package io.sluice.nodes.flow;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a run is told by a message or signal: a payload and what is around it, or a payload alone.
record Told(Map<String, @Nullable Object> payload, Map<?, ?> around) {
    /// Empty if it is no object.
    static Optional<Told> of(@Nullable Object body) {
        return switch (body) {
            case null -> Optional.of(new Told(Map.of(), Map.of()));
            case Map<?, ?> map when map.get("payload") instanceof Map<?, ?> payload ->
                    Optional.of(new Told(ManualTrigger.named(payload), map));
            case Map<?, ?> payload -> Optional.of(new Told(ManualTrigger.named(payload), Map.of()));
            default -> Optional.empty();
        };
    }

    String text(String name) {
        return around.get(name) instanceof String text ? text : "";
    }

    @Nullable String run() {
        return around.get("run") instanceof String run ? run : null;
    }
}
