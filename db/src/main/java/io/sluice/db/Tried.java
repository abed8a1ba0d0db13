package io.sluice.db;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.Trial;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a trial changes, without the values of its pins.
///
/// @param pins the nodes whose outcome was given
/// @param from where it began in the place of the start node
/// @param until where it ends
public record Tried(List<String> pins, Optional<String> from, Optional<String> until) {

    public static Tried of(Trial trial) {
        return new Tried(
                trial.pins().keySet().stream().map(NodeId::value).toList(),
                trial.from().map(NodeId::value),
                trial.until().map(NodeId::value));
    }

    /// The text of its column; ids hold neither commas nor bars.
    public String text() {
        return String.join(",", pins) + "|" + from.orElse("") + "|" + until.orElse("");
    }

    public static Optional<Tried> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        var parts = text.split("\\|", -1);
        return Optional.of(
                new Tried(
                        parts[0].isEmpty() ? List.of() : List.of(parts[0].split(",", -1)),
                        Optional.of(parts[1]).filter(id -> !id.isEmpty()),
                        Optional.of(parts[2]).filter(id -> !id.isEmpty())));
    }
}
