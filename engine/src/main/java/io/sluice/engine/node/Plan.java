package io.sluice.engine.node;

import java.util.List;

/// What an effect would do: for the program (`request`) and for people (`changes`).
///
/// @param request everything `execute` needs, and the before-image for undo
/// @param changes what would be different outside afterwards; empty when nothing would
public record Plan<P extends Record>(P request, List<Change> changes) {
    public Plan {
        changes = List.copyOf(changes);
    }

    public static <P extends Record> Plan<P> of(P request, Change... changes) {
        return new Plan<>(request, List.of(changes));
    }
}
