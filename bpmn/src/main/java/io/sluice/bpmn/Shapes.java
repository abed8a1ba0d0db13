package io.sluice.bpmn;

import io.sluice.engine.definition.Layout.Box;
import io.sluice.engine.definition.Node;

/// How large each kind is drawn, in pixels, when nothing else is said: the sizes BPMN tools use.
final class Shapes {
    static final Size EVENT = new Size(36, 36);
    static final Size GATEWAY = new Size(50, 50);
    static final Size ACTIVITY = new Size(100, 80);

    /// One in which nothing is placed.
    static final Size AREA = new Size(200, 160);

    record Size(double width, double height) {}

    private Shapes() {}

    /// @param host whether boundary events hang on it: a wait that is a host is drawn as a task
    static Size size(Node node, boolean host) {
        return switch (node) {
            case Node.Start _,
                    Node.Begin _,
                    Node.Boundary _,
                    Node.Throw _,
                    Node.Compensate _,
                    Node.End _ ->
                    EVENT;
            case Node.Wait _ -> host ? ACTIVITY : EVENT;
            case Node.Gateway _ -> GATEWAY;
            case Node.Task _, Node.Approval _, Node.Call _ -> ACTIVITY;
            case Node.Area _ -> AREA;
        };
    }

    static double middleX(Box box) {
        return box.x() + box.width() / 2;
    }

    static double middleY(Box box) {
        return box.y() + box.height() / 2;
    }

    static double right(Box box) {
        return box.x() + box.width();
    }

    static double bottom(Box box) {
        return box.y() + box.height();
    }
}
