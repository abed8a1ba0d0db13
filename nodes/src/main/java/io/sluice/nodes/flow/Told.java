package io.sluice.nodes.flow;

import io.sluice.engine.node.TriggerType.Occurrence;
import io.sluice.engine.node.TriggerType.Reading;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a run is told by a message or signal: a payload and what is around it, or a payload alone.
record Told(Map<String, @Nullable Object> payload, Map<?, ?> around) {
    /// Reads what a message or signal starts a run with.
    ///
    /// @param what message or signal
    static <E extends Record> Reading<E> read(
            String what, Occurrence occurrence, Function<Told, E> event) {
        return of(occurrence.body())
                .<Reading<E>>map(
                        told -> new Reading.Starts<>(event.apply(told), occurrence.deliveryId()))
                .orElseGet(() ->
                        new Reading.Refused<>("Expected an object as the " + what + "'s payload."));
    }

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
