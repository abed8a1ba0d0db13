package io.sluice.bpmn;

import io.sluice.engine.definition.Layout.Box;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Hangs boundary events that have no place yet on the lower border of their hosts.
final class BoundaryPlaces {
    /// From the middle of one boundary event to that of the next.
    static final double STEP = 44;

    private BoundaryPlaces() {}

    static void place(List<Node> nodes, Map<NodeId, Box> boxes) {
        var byHost = new LinkedHashMap<NodeId, List<NodeId>>();
        for (var node : nodes) {
            if (node instanceof Node.Boundary boundary && !boxes.containsKey(boundary.id())) {
                byHost.computeIfAbsent(boundary.on(), _ -> new ArrayList<>()).add(boundary.id());
            }
        }
        byHost.forEach((host, hung) -> hang(Objects.requireNonNull(boxes.get(host)), hung, boxes));
    }

    private static void hang(Box host, List<NodeId> hung, Map<NodeId, Box> boxes) {
        double step = Math.min(STEP, host.width() / (hung.size() + 1));
        double x = Shapes.middleX(host) - step * (hung.size() - 1) / 2;
        for (var id : hung) {
            boxes.put(id, centred(x, Shapes.bottom(host)));
            x += step;
        }
    }

    private static Box centred(double x, double y) {
        var size = Shapes.EVENT;
        return new Box(x - size.width() / 2, y - size.height() / 2, size.width(), size.height());
    }
}
