package io.sluice.engine.run;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.value.Values;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a draft is tried: with some nodes' outcomes given beforehand, and perhaps only part of it.
///
/// @param pins the outcome of tasks, waits and approvals that are not carried out
/// @param from where to begin in the place of the start node; what cannot be reached from there is
///   taken from the pins
/// @param until the run ends as soon as this node has been left
public record Trial(Map<NodeId, Pin> pins, Optional<NodeId> from, Optional<NodeId> until) {
    /// What stands in for carrying a node out.
    public sealed interface Pin {
        /// The node completes with this output.
        record Gives(Map<String, @Nullable Object> output) implements Pin {
            public Gives {
                output = Values.frozen(output);
            }
        }

        /// The node fails for good.
        record Fails(String code, String message) implements Pin {}
    }

    public Trial {
        pins = Collections.unmodifiableMap(new TreeMap<>(pins));
    }

    public Optional<Pin> pin(NodeId node) {
        return Optional.ofNullable(pins.get(node));
    }

    /// Every node it speaks of.
    public Stream<NodeId> nodes() {
        return Stream.of(pins.keySet().stream(), from.stream(), until.stream())
                .flatMap(ids -> ids)
                .distinct();
    }
}
