package io.sluice.bpmn;

import static io.sluice.bpmn.SampleWorkflows.everyKind;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Layout;
import io.sluice.engine.definition.Layout.Box;
import io.sluice.engine.definition.Layout.Point;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DrawingTest {
    @Test
    void overlapsNothingAndHangsBoundariesOnTheirHosts() {
        check(everyKind().nodes(), everyKind().edges());
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var nodes = nodes(random);
            check(nodes, edges(random, nodes));
        }
    }

    @Test
    void leadsEdgesFromBorderToBorder() {
        var drawing =
                Drawing.of(everyKind().nodes(), everyKind().edges(), Nesting.NONE, Layout.NONE);

        for (var edge : everyKind().edges()) {
            var points = drawing.way(edge.id());
            assertThat(onBorder(drawing.box(edge.from()), points.getFirst())).isTrue();
            assertThat(onBorder(drawing.box(edge.to()), points.getLast())).isTrue();
        }
    }

    @Test
    void placesTheRestBelowWhatHasAPlace() {
        var place = new Box(500, 300, 100, 80);
        var layout = new Layout(Map.of(new NodeId("describe"), place), Map.of());

        var drawing = Drawing.of(everyKind().nodes(), everyKind().edges(), Nesting.NONE, layout);

        assertThat(drawing.nodes()).containsEntry(new NodeId("describe"), place);
        assertThat(drawing.box(new NodeId("by_hand")).y()).isGreaterThan(380);
        noOverlaps(everyKind().nodes(), drawing);
    }

    private static void check(List<Node> nodes, List<Edge> edges) {
        var drawing = Drawing.of(nodes, edges, Nesting.NONE, Layout.NONE);

        assertThat(drawing.nodes()).hasSize(nodes.size());
        assertThat(drawing.edges()).hasSize(edges.size());
        noOverlaps(nodes, drawing);
        for (var node : nodes) {
            if (node instanceof Node.Boundary boundary) {
                var box = drawing.box(boundary.id());
                var middle = new Point(Shapes.middleX(box), Shapes.middleY(box));
                assertThat(onBorder(drawing.box(boundary.on()), middle)).isTrue();
            }
        }
    }

    private static void noOverlaps(List<Node> nodes, Drawing drawing) {
        for (var one : nodes) {
            for (var other : nodes) {
                if (!one.id().equals(other.id()) && !hangs(one, other) && !hangs(other, one)) {
                    assertThat(overlap(drawing.box(one.id()), drawing.box(other.id())))
                            .as("%s and %s", one, other)
                            .isFalse();
                }
            }
        }
    }

    private static boolean hangs(Node one, Node on) {
        return one instanceof Node.Boundary boundary && boundary.on().equals(on.id());
    }

    private static boolean overlap(Box a, Box b) {
        return a.x() < Shapes.right(b)
                && b.x() < Shapes.right(a)
                && a.y() < Shapes.bottom(b)
                && b.y() < Shapes.bottom(a);
    }

    private static boolean onBorder(Box box, Point point) {
        boolean within =
                point.x() >= box.x()
                        && point.x() <= Shapes.right(box)
                        && point.y() >= box.y()
                        && point.y() <= Shapes.bottom(box);
        return within
                && (point.x() == box.x()
                        || point.x() == Shapes.right(box)
                        || point.y() == box.y()
                        || point.y() == Shapes.bottom(box));
    }

    private static List<Node> nodes(Random random) {
        var nodes = new ArrayList<Node>();
        int tasks = 1 + random.nextInt(12);
        for (int i = 0; i < tasks; i++) {
            nodes.add(SampleWorkflows.task("t" + i, "any"));
        }
        for (int i = 0; i < random.nextInt(8); i++) {
            nodes.add(
                    new Node.Boundary(
                            new NodeId("b" + i),
                            "b",
                            new NodeId("t" + random.nextInt(tasks)),
                            new Node.BoundaryEvent.OnTimer("PT1M"),
                            true));
        }
        return nodes;
    }

    private static List<Edge> edges(Random random, List<Node> nodes) {
        var edges = new ArrayList<Edge>();
        for (int i = 0; i < random.nextInt(25); i++) {
            var from = nodes.get(random.nextInt(nodes.size())).id();
            var to = nodes.get(random.nextInt(nodes.size())).id();
            edges.add(Edge.plain("e" + i, from.value(), to.value()));
        }
        return edges;
    }
}
