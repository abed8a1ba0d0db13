package io.sluice.bpmn;

import static io.sluice.bpmn.Bpmn20.imported;
import static io.sluice.bpmn.SampleWorkflows.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Layout;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/// Where other tools look for areas, and for what is thrown, called and undone.
class AreaWritingTest {
    private final String xml = new BpmnWriter().write(AreaWorkflows.everyKind());
    private final Map<String, Element> elements =
            Dom.tree(HardenedParser.tree(xml).getDocumentElement()).stream()
                    .filter(element -> !Dom.id(element).isEmpty())
                    .collect(Collectors.toMap(Dom::id, element -> element));

    @Test
    void comesBackAsItWas() {
        assertThat(new HardenedParser().violations(xml)).isEmpty();
        assertThat(imported(xml))
                .isEqualTo(new BpmnImport.Imported(AreaWorkflows.everyKind(), List.of()));
    }

    @Test
    void nestsWhatStandsInAreas() {
        assertThat(of("contain").getLocalName()).isEqualTo("subProcess");
        assertThat(parent("go")).isEqualTo("contain");
        assertThat(parent("each")).isEqualTo("contain");
        assertThat(parent("check")).isEqualTo("each");
        assertThat(parent("e2")).isEqualTo("contain");
        assertThat(parent("makes_good")).isEqualTo("contain");
        assertThat(parent("undone")).isEqualTo("contain");
        assertThat(parent("contain")).isEqualTo("sluice-process");
    }

    @Test
    void writesALoopAsAStandardLoop() {
        var loop = Dom.child(of("round"), "standardLoopCharacteristics").orElseThrow();

        assertThat(loop.getAttribute("testBefore")).isEqualTo("false");
        assertThat(loop.getAttribute("loopMaximum")).isEqualTo("5");
        assertThat(Dom.text(loop, "loopCondition")).isEqualTo("nodes.look.output.open > 0");
        assertThat(Dom.child(of("contain"), "standardLoopCharacteristics")).isEmpty();
    }

    @Test
    void writesAForEachAsMultipleInstances() {
        var each = Dom.child(of("each"), "multiInstanceLoopCharacteristics").orElseThrow();

        assertThat(each.getAttribute("isSequential")).isEqualTo("false");
    }

    @Test
    void writesAHandlerAsAnEventSubProcessWithItsEventAtItsStart() {
        assertThat(of("calm").getAttribute("triggeredByEvent")).isEqualTo("true");
        assertThat(of("heard").getLocalName()).isEqualTo("startEvent");
        assertThat(of("heard").getAttribute("isInterrupting")).isEqualTo("false");
        assertThat(meant("heard", "signal").getAttribute("name")).isEqualTo("calm");
        assertThat(Flow.eventDefinitions(of("go"))).isEmpty();
    }

    @Test
    void writesACallAsACallActivity() {
        assertThat(of("sub").getLocalName()).isEqualTo("callActivity");
        assertThat(of("sub").getAttribute("calledElement")).isEqualTo("patch-vm");
    }

    @Test
    void writesWhatIsToldAsThrowEvents() {
        assertThat(meant("fixed", "message").getAttribute("name")).isEqualTo("fixed");
        assertThat(meant("shout", "signal").getAttribute("name")).isEqualTo("contained");
        assertThat(meant("tell", "escalation").getAttribute("escalationCode")).isEqualTo("LATE");
        assertThat(of("tell").getLocalName()).isEqualTo("intermediateThrowEvent");
    }

    @Test
    void writesAWaitForASignalAsACatchEvent() {
        assertThat(of("quiet").getLocalName()).isEqualTo("intermediateCatchEvent");
        assertThat(meant("quiet", "signal").getAttribute("name")).isEqualTo("calm");
    }

    @Test
    void writesBoundaryEventsOfEveryKind() {
        assertThat(meant("escalated", "escalation").getAttribute("escalationCode"))
                .isEqualTo("LATE");
        assertThat(of("escalated").getAttribute("cancelActivity")).isEqualTo("false");
        assertThat(meant("called", "message").getAttribute("name")).isEqualTo("off");
        assertThat(meant("rang", "signal").getAttribute("name")).isEqualTo("kill");
        assertThat(of("rang").getAttribute("attachedToRef")).isEqualTo("round");
    }

    @Test
    void writesCompensationAsAnAssociationToATaskForIt() {
        var association = of("makes_good");

        assertThat(association.getLocalName()).isEqualTo("association");
        assertThat(association.getAttribute("sourceRef")).isEqualTo("undone");
        assertThat(association.getAttribute("targetRef")).isEqualTo("restore");
        assertThat(of("restore").getAttribute("isForCompensation")).isEqualTo("true");
        assertThat(of("isolate").hasAttribute("isForCompensation")).isFalse();
        assertThat(Dom.child(of("undone"), "outgoing")).isEmpty();
        assertThat(Dom.child(of("undo"), "compensateEventDefinition").orElseThrow())
                .extracting(definition -> definition.getAttribute("activityRef"))
                .isEqualTo("contain");
    }

    @Test
    void keepsFlatWhatCannotBeNested() {
        var nodes =
                List.<Node>of(
                        new Node.Scope(id("a"), "a", Optional.empty()),
                        new Node.Scope(id("b"), "b", Optional.empty()),
                        new Node.Scope(id("self"), "self", Optional.empty()),
                        new Node.Fork(id("in_fork"), "in_fork"),
                        new Node.Fork(id("in_a"), "in_a"),
                        new Node.Fork(id("nowhere"), "nowhere"));
        var within =
                Map.of(
                        id("a"), id("b"),
                        id("b"), id("a"),
                        id("self"), id("self"),
                        id("in_fork"), id("in_a"),
                        id("in_a"), id("a"),
                        id("nowhere"), id("gone"));
        var odd = workflow(nodes, List.of(Edge.plain("e", "in_a", "b")), within);

        var written = new BpmnWriter().write(odd);

        assertThat(imported(written)).isEqualTo(new BpmnImport.Imported(odd, List.of()));
        assertThat(written).doesNotContain("<sequenceFlow");
    }

    @Test
    void takesAreasInAreasBeyondAnyDepth() {
        var nodes = new java.util.ArrayList<Node>();
        var within = new java.util.HashMap<NodeId, NodeId>();
        for (int i = 0; i < 300; i++) {
            nodes.add(new Node.Scope(id("s" + i), "s", Optional.empty()));
            if (i > 0) {
                within.put(id("s" + i), id("s" + (i - 1)));
            }
        }
        var deep = workflow(nodes, List.of(), within);

        assertThat(imported(new BpmnWriter().write(deep)).workflow()).isEqualTo(deep);
    }

    @Test
    void keepsTheOrderOfADocumentThatMixesAreas() {
        var nodes =
                List.<Node>of(
                        new Node.Begin(id("inner"), "inner"),
                        new Node.Fork(id("outer"), "outer"),
                        new Node.Scope(id("s"), "s", Optional.empty()),
                        new Node.End(id("last"), "last"));
        var edges = List.of(Edge.plain("e1", "outer", "s"), Edge.plain("e2", "inner", "last"));
        var mixed = workflow(nodes, edges, Map.of(id("inner"), id("s"), id("last"), id("s")));

        assertThat(imported(new BpmnWriter().write(mixed)).workflow()).isEqualTo(mixed);
    }

    private static Workflow workflow(
            List<Node> nodes, List<Edge> edges, Map<NodeId, NodeId> within) {
        return new Workflow("w", "", List.of(), nodes, edges, within, Layout.NONE, Map.of());
    }

    private Element of(String id) {
        return java.util.Objects.requireNonNull(elements.get(id), id);
    }

    private String parent(String id) {
        return Dom.id((Element) of(id).getParentNode());
    }

    /// What the event definition of this kind refers to.
    private Element meant(String event, String kind) {
        var definition = Dom.child(of(event), kind + "EventDefinition").orElseThrow();
        return of(definition.getAttribute(kind + "Ref"));
    }
}
