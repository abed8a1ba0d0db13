package io.sluice.engine.run;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.value.Values;
import org.jspecify.annotations.Nullable;

/// What a run knows of the run that began it for a part of its own work: an item of a for-each, or
/// a called workflow.
///
/// @param parent the run that began it
/// @param node the for-each or call node there
/// @param group the visit to that node; the same whenever it is decided
/// @param index which item, from 0
/// @param attempt which run for this item it is, from 1
/// @param item the item itself; empty for a called workflow
/// @param part whether it runs the inside of `node`, rather than a workflow of its own
/// @param depth how many runs are above it, from 1
public record Child(
        RunId parent,
        NodeId node,
        EffectKey group,
        int index,
        int attempt,
        @Nullable Object item,
        boolean part,
        int depth) {
    /// How ids of such runs begin, and of those by which plans are drawn, and no others: so they
    /// sort before all that began by themselves.
    public static final String ID = "00";

    /// How deep runs may begin runs.
    public static final int DEEPEST = 20;

    public Child {
        item = Values.normalise(item);
    }

    /// The key under which the parent is woken when one of these ends.
    public static String wakeKey(EffectKey group) {
        return "children:" + group.value();
    }
}
