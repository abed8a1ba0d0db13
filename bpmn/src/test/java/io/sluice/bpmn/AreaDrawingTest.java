package io.sluice.bpmn;

import static io.sluice.bpmn.SampleWorkflows.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Layout;
import io.sluice.engine.definition.Layout.Box;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Workflow;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Areas are drawn open, around what is in them.
class AreaDrawingTest {
    private final Workflow workflow = AreaWorkflows.everyKind();

    @Test
    void isDrawnAroundWhatIsInIt() {
        contains(draw(Layout.NONE));
    }

    @Test
    void overlapsNothingBesideIt() {
        var drawing = draw(Layout.NONE);

        for (var one : workflow.nodes()) {
            for (var other : workflow.nodes()) {
                if (!one.equals(other) && sideBySide(one, other)) {
                    assertThat(overlap(drawing.box(one.id()), drawing.box(other.id())))
                            .as("%s and %s", one.id(), other.id())
                            .isFalse();
                }
            }
        }
    }

    @Test
    void isDrawnAroundWhatHasAPlace() {
        var place = new Box(900, 700, 100, 80);

        var drawing = draw(new Layout(Map.of(id("check"), place), Map.of()));

        assertThat(drawing.box(id("check"))).isEqualTo(place);
        contains(drawing);
    }

    @Test
    void keepsItsOwnPlaceAndHoldsItsContentThere() {
        var place = new Box(2000, 1000, 3000, 2000);

        var drawing = draw(new Layout(Map.of(id("contain"), place), Map.of()));

        assertThat(drawing.box(id("contain"))).isEqualTo(place);
        contains(drawing);
    }

    @Test
    void placesOfAllNodesAreAbsoluteInTheFileAndComeBack() {
        var boxes = new HashMap<>(draw(Layout.NONE).nodes());
        boxes.replaceAll((_, box) -> new Box(box.x() + 7, box.y() + 11, box.width(), box.height()));
        var moved = workflow.withLayout(new Layout(boxes, Map.of()));

        var xml = new BpmnWriter().write(moved);

        assertThat(Bpmn20.imported(xml).workflow()).isEqualTo(moved);
        var check = java.util.Objects.requireNonNull(boxes.get(id("check")));
        assertThat(xml)
                .containsPattern(
                        "bpmnElement=\"check\"[^>]*>\\s*<dc:Bounds[^>]*x=\"" + check.x() + "\"");
        assertThat(xml)
                .containsPattern(
                        "<bpmndi:BPMNShape[^>]*bpmnElement=\"contain\"[^>]*isExpanded=\"true\"");
    }

    private Drawing draw(Layout layout) {
        var placement = Placement.of(workflow);
        return Drawing.of(workflow.nodes(), workflow.edges(), placement.nested(), layout);
    }

    private void contains(Drawing drawing) {
        workflow.within()
                .forEach((inside, area) -> {
                    var inner = drawing.box(inside);
                    var outer = drawing.box(area);
                    assertThat(
                                    inner.x() > outer.x()
                                            && inner.y() > outer.y()
                                            && Shapes.right(inner) < Shapes.right(outer)
                                            && Shapes.bottom(inner) < Shapes.bottom(outer))
                            .as("%s %s in %s %s", inside, inner, area, outer)
                            .isTrue();
                });
    }

    private boolean sideBySide(Node one, Node other) {
        return java.util.Objects.equals(
                        workflow.within().get(one.id()), workflow.within().get(other.id()))
                && !(one instanceof Node.Boundary)
                && !(other instanceof Node.Boundary);
    }

    private static boolean overlap(Box a, Box b) {
        return a.x() < Shapes.right(b)
                && b.x() < Shapes.right(a)
                && a.y() < Shapes.bottom(b)
                && b.y() < Shapes.bottom(a);
    }
}
