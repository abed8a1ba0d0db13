package io.sluice.bpmn;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Which areas nodes are drawn in: those they stand in, where that can be drawn. What stands in
/// itself, in no area or too deep is at the top.
///
/// @param areas by node
record Nesting(Map<NodeId, NodeId> areas) {
    /// XML is refused beyond a bound of depth; nobody draws so deep.
    private static final int MAX_DEPTH = 40;

    static final Nesting NONE = new Nesting(Map.of());

    static Nesting of(Map<NodeId, Node> nodes, Map<NodeId, NodeId> within) {
        var areas = new HashMap<NodeId, NodeId>();
        within.forEach((id, area) -> {
            if (nodes.containsKey(id)
                    && nodes.get(area) instanceof Node.Area
                    && !circular(id, within)) {
                areas.put(id, area);
            }
        });
        var result = new Nesting(areas);
        nodes.keySet().stream()
                .filter(id -> result.depth(id) > 0 && result.depth(id) % MAX_DEPTH == 0)
                .toList()
                .forEach(areas::remove);
        return result;
    }

    private static boolean circular(NodeId id, Map<NodeId, NodeId> within) {
        var seen = new HashSet<NodeId>();
        var at = within.get(id);
        while (at != null && seen.add(at)) {
            if (at.equals(id)) {
                return true;
            }
            at = within.get(at);
        }
        return false;
    }

    /// The area a node is drawn in; empty at the top.
    Optional<NodeId> area(NodeId id) {
        return Optional.ofNullable(areas.get(id));
    }

    boolean together(NodeId one, NodeId other) {
        return Objects.equals(areas.get(one), areas.get(other));
    }

    /// How many areas are around a node.
    int depth(NodeId id) {
        int depth = 0;
        for (var at = areas.get(id); at != null; at = areas.get(at)) {
            depth++;
        }
        return depth;
    }
}
