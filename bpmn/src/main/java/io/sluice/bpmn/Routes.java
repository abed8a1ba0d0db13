package io.sluice.bpmn;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Layout.Box;
import io.sluice.engine.definition.Layout.Point;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Leads edges from the border of one node to that of the other.
final class Routes {
    private static final double CLEARANCE = 30;

    private final Map<NodeId, Box> boxes;
    private final Set<NodeId> boundaries = new HashSet<>();

    Routes(List<Node> nodes, Map<NodeId, Box> boxes) {
        this.boxes = boxes;
        nodes.stream()
                .filter(Node.Boundary.class::isInstance)
                .forEach(node -> boundaries.add(node.id()));
    }

    /// @param bends as the author has drawn them; none means: choose a way
    List<Point> route(Edge edge, List<Point> bends) {
        var from = Objects.requireNonNull(boxes.get(edge.from()));
        var to = Objects.requireNonNull(boxes.get(edge.to()));
        if (bends.isEmpty()) {
            return boundaries.contains(edge.from()) ? down(from, to) : across(from, to);
        }
        var points = new ArrayList<Point>();
        points.add(border(from, bends.getFirst()));
        points.addAll(bends);
        points.add(border(to, bends.getLast()));
        return points;
    }

    private static List<Point> across(Box from, Box to) {
        double fromY = Shapes.middleY(from);
        double toY = Shapes.middleY(to);
        if (to.x() <= Shapes.right(from)) {
            return back(from, to);
        }
        var start = new Point(Shapes.right(from), fromY);
        var end = new Point(to.x(), toY);
        if (fromY == toY) {
            return List.of(start, end);
        }
        double turn = to.x() - Math.min(CLEARANCE, (to.x() - Shapes.right(from)) / 2);
        return List.of(start, new Point(turn, fromY), new Point(turn, toY), end);
    }

    /// To a node that is not to the right: round below both.
    private static List<Point> back(Box from, Box to) {
        double y = Math.max(Shapes.bottom(from), Shapes.bottom(to)) + CLEARANCE;
        double fromX = Shapes.middleX(from);
        double toX = Shapes.middleX(to);
        return List.of(
                new Point(fromX, Shapes.bottom(from)),
                new Point(fromX, y),
                new Point(toX, y),
                new Point(toX, Shapes.bottom(to)));
    }

    private static List<Point> down(Box from, Box to) {
        double x = Shapes.middleX(from);
        double y = Shapes.middleY(to);
        if (to.x() > x && y > Shapes.bottom(from)) {
            return List.of(
                    new Point(x, Shapes.bottom(from)), new Point(x, y), new Point(to.x(), y));
        }
        return back(from, to);
    }

    /// Where the way from the middle of a box to a point crosses its border.
    private static Point border(Box box, Point towards) {
        double x = Shapes.middleX(box);
        double y = Shapes.middleY(box);
        double dx = towards.x() - x;
        double dy = towards.y() - y;
        if (dx == 0 && dy == 0) {
            return new Point(x, Shapes.bottom(box));
        }
        double scale =
                Math.min(
                        dx == 0 ? Double.MAX_VALUE : box.width() / 2 / Math.abs(dx),
                        dy == 0 ? Double.MAX_VALUE : box.height() / 2 / Math.abs(dy));
        return new Point(x + dx * scale, y + dy * scale);
    }
}
