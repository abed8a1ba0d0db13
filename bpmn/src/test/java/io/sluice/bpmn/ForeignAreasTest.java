package io.sluice.bpmn;

import static io.sluice.bpmn.Bpmn20.edge;
import static io.sluice.bpmn.Bpmn20.imported;
import static io.sluice.bpmn.Bpmn20.node;
import static io.sluice.bpmn.Bpmn20.process;
import static io.sluice.bpmn.Bpmn20.refusedOnce;
import static io.sluice.bpmn.SampleWorkflows.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Layout;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Sub-processes of every kind that other tools have drawn.
class ForeignAreasTest {
    @Test
    void takesAnEmbeddedSubProcess() {
        var found =
                imported(
                        process(
                                """
                                <startEvent id="s"/><subProcess id="sub" name="Fix">
                                  <startEvent id="go"/><task id="t"/><endEvent id="e"/>
                                  <sequenceFlow id="f1" sourceRef="go" targetRef="t"/>
                                  <sequenceFlow id="f2" sourceRef="t" targetRef="e"/>
                                </subProcess><endEvent id="end"/>
                                <boundaryEvent id="b" attachedToRef="sub">
                                  <errorEventDefinition/></boundaryEvent>
                                <sequenceFlow id="f3" sourceRef="s" targetRef="sub"/>
                                <sequenceFlow id="f4" sourceRef="sub" targetRef="end"/>
                                <sequenceFlow id="f5" sourceRef="b" targetRef="end"/>
                                """));

        assertThat(node(found, "sub"))
                .isEqualTo(new Node.Scope(id("sub"), "Fix", Optional.empty()));
        assertThat(node(found, "go")).isEqualTo(new Node.Begin(id("go"), "go"));
        assertThat(node(found, "b"))
                .isEqualTo(
                        new Node.Boundary(
                                id("b"),
                                "b",
                                id("sub"),
                                new BoundaryEvent.OnError(List.of()),
                                true));
        assertThat(found.workflow().within())
                .isEqualTo(Map.of(id("go"), id("sub"), id("t"), id("sub"), id("e"), id("sub")));
        assertThat(found.workflow().edges()).hasSize(5);
    }

    @Test
    void beginsAndEndsASubProcessThatOnlyImpliesIt() {
        var found = imported(process("<subProcess id='sub'><task id='t'/></subProcess>"));

        assertThat(found.workflow().within()).hasSize(3);
        assertThat(edge(found, "sub_begin_to_t").to()).isEqualTo(id("t"));
        assertThat(node(found, "sub_begin")).isInstanceOf(Node.Begin.class);
        assertThat(edge(found, "t_to_t_end").to()).isEqualTo(id("t_end"));
        assertThat(node(found, "t_end")).isInstanceOf(Node.End.class);
        assertThat(codes(found)).contains("BPMN_BEGIN_INSERTED", "BPMN_END_INSERTED");
    }

    @Test
    void beginsWithAForkWhereSeveralThingsBegin() {
        var found =
                imported(
                        process(
                                "<subProcess id='sub'><task id='a'/><task id='b'/>"
                                        + "<boundaryEvent id='x' attachedToRef='a'>"
                                        + "<errorEventDefinition/></boundaryEvent></subProcess>"));

        assertThat(node(found, "sub_begin_fork")).isInstanceOf(Node.Fork.class);
        assertThat(found.workflow().edges())
                .filteredOn(e -> e.from().equals(id("sub_begin_fork")))
                .extracting(e -> e.to().value())
                .containsExactly("a", "b");
    }

    @Test
    void takesAnEmptySubProcessAsOneThatEndsAtOnce() {
        var found = imported(process("<subProcess id='sub'/>"));

        assertThat(found.workflow().nodes()).hasSize(3);
        assertThat(found.workflow().edges()).hasSize(1);
    }

    @Test
    void putsAnInsertedForkIntoTheAreaOfItsNode() {
        var found =
                imported(
                        process(
                                """
                                <subProcess id="sub"><startEvent id="s"/><task id="a"/><task id="b"/>
                                <sequenceFlow id="f1" sourceRef="s" targetRef="a"/>
                                <sequenceFlow id="f2" sourceRef="s" targetRef="b"/></subProcess>
                                """));

        assertThat(found.workflow().within()).containsEntry(id("s_fork"), id("sub"));
    }

    @Test
    void refusesASubProcessInACircle() {
        var finding =
                refusedOnce(
                        process(
                                """
                                <subProcess id="x"><task id="a"/><task id="b"/>
                                <sequenceFlow id="f1" sourceRef="a" targetRef="b"/>
                                <sequenceFlow id="f2" sourceRef="b" targetRef="a"/></subProcess>
                                """));

        assertThat(finding.code()).isEqualTo("BPMN_NO_ENTRY");
        assertThat(finding.elementId()).isEqualTo("x");
    }

    @Test
    void refusesAWayAcrossTheBorderOfASubProcess() {
        var finding =
                refusedOnce(
                        process(
                                "<task id='a'/><subProcess id='s'><task id='b'/></subProcess>"
                                        + "<sequenceFlow id='x' sourceRef='a' targetRef='b'/>"));

        assertThat(finding.code()).isEqualTo("BPMN_FLOW_ACROSS");
        assertThat(finding.elementId()).isEqualTo("x");
    }

    @Test
    void takesEventSubProcesses() {
        var found =
                imported(
                        process(
                                triggered(
                                                "t",
                                                "",
                                                "<timerEventDefinition><timeDuration>PT1H"
                                                        + "</timeDuration></timerEventDefinition>")
                                        + triggered("e", "", "<errorEventDefinition/>")
                                        + triggered(
                                                "n",
                                                "isInterrupting='false'",
                                                "<escalationEventDefinition/>")));

        assertThat(node(found, "t"))
                .isEqualTo(new Node.Handler(id("t"), "t", new BoundaryEvent.OnTimer("PT1H"), true));
        assertThat(node(found, "e"))
                .isEqualTo(
                        new Node.Handler(id("e"), "e", new BoundaryEvent.OnError(List.of()), true));
        assertThat(node(found, "n"))
                .isEqualTo(
                        new Node.Handler(
                                id("n"), "n", new BoundaryEvent.OnEscalation(List.of()), false));
        assertThat(node(found, "t_start")).isInstanceOf(Node.Begin.class);
        assertThat(found.workflow().within()).containsEntry(id("t_start"), id("t"));
    }

    @Test
    void takesEventSubProcessesForMessagesAndSignals() {
        var found =
                imported(
                        Bpmn20.definitions(
                                "<message id='m' name='off'/><signal id='s' name='kill'/>"
                                        + "<process id='p'>"
                                        + triggered(
                                                "a", "", "<messageEventDefinition messageRef='m'/>")
                                        + triggered(
                                                "b", "", "<signalEventDefinition signalRef='s'/>")
                                        + "</process>"));

        assertThat(((Node.Handler) node(found, "a")).event())
                .isEqualTo(new BoundaryEvent.OnMessage("off", ""));
        assertThat(((Node.Handler) node(found, "b")).event())
                .isEqualTo(new BoundaryEvent.OnSignal("kill"));
        assertThat(codes(found)).contains("BPMN_MESSAGE_KEY_TO_CHOOSE");
    }

    private static String triggered(String id, String attributes, String definition) {
        return "<subProcess id='%s' triggeredByEvent='true'><startEvent id='%s_start' %s>%s</startEvent></subProcess>"
                .formatted(id, id, attributes, definition);
    }

    @Test
    void takesACallActivity() {
        var found = imported(process("<callActivity id='c' calledElement='patch'/>"));

        assertThat(node(found, "c"))
                .isEqualTo(new Node.Call(id("c"), "c", "patch", Optional.empty(), Map.of()));
        assertThat(codes(found)).containsExactly("BPMN_CALL_TO_BIND");
    }

    @Test
    void takesACollectionForEachItem() {
        var found =
                imported(
                        process(
                                """
                                <subProcess id="each"><multiInstanceLoopCharacteristics
                                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                                    camunda:collection="${assets}" camunda:elementVariable="asset"/>
                                  <startEvent id="s"/><exclusiveGateway id="g" default="f3"/>
                                  <endEvent id="e"/>
                                  <sequenceFlow id="f1" sourceRef="s" targetRef="g"/>
                                  <sequenceFlow id="f2" sourceRef="g" targetRef="e">
                                    <conditionExpression>${asset.score gt high}</conditionExpression>
                                  </sequenceFlow>
                                  <sequenceFlow id="f3" sourceRef="g" targetRef="e"/>
                                </subProcess>
                                """));

        assertThat(node(found, "each"))
                .isEqualTo(
                        new Node.ForEach(
                                id("each"), "each", "vars.assets", 100, Node.OnFailure.STOP));
        assertThat(edge(found, "f2").when()).contains("item.score > vars.high");
        assertThat(found.workflow().variables())
                .containsExactly(
                        new Variable("assets", Map.of(), null),
                        new Variable("high", Map.of(), null));
        assertThat(codes(found)).contains("BPMN_MULTI_INSTANCE_BOUND");
    }

    @Test
    void takesASequentialNumberOfTimes() {
        var found =
                imported(
                        process(
                                "<subProcess id='x'><multiInstanceLoopCharacteristics"
                                        + " isSequential='true'><loopCardinality>3</loopCardinality>"
                                        + "</multiInstanceLoopCharacteristics></subProcess>"));

        assertThat(node(found, "x"))
                .isEqualTo(new Node.ForEach(id("x"), "x", "[0, 1, 2]", 1, Node.OnFailure.STOP));
    }

    @Test
    void takesTheCollectionOfAnExtension() {
        var found =
                imported(
                        process(
                                """
                                <subProcess id="x"><multiInstanceLoopCharacteristics isSequential="true">
                                  <extensionElements><z:loopCharacteristics xmlns:z="urn:z"
                                      inputCollection="= order.items" inputElement="i"/>
                                  </extensionElements></multiInstanceLoopCharacteristics></subProcess>
                                """));

        assertThat(((Node.ForEach) node(found, "x")).items()).isEqualTo("vars.order.items");
    }

    @Test
    void makesARepeatedTaskAPartWithTheTaskInIt() {
        var found =
                imported(
                        process(
                                """
                                <startEvent id="s"/><serviceTask id="t" name="Tag">
                                  <multiInstanceLoopCharacteristics isSequential="true"
                                      xmlns:c="urn:c" c:collection="assets"/></serviceTask>
                                <endEvent id="e"/>
                                <sequenceFlow id="f1" sourceRef="s" targetRef="t"/>
                                <sequenceFlow id="f2" sourceRef="t" targetRef="e"/>
                                """));

        assertThat(node(found, "t"))
                .isEqualTo(new Node.ForEach(id("t"), "Tag", "vars.assets", 1, Node.OnFailure.STOP));
        assertThat(node(found, "t_step")).isInstanceOf(Node.Task.class);
        assertThat(found.workflow().within())
                .containsEntry(id("t_step"), id("t"))
                .containsEntry(id("t_begin"), id("t"))
                .containsEntry(id("t_step_end"), id("t"));
        assertThat(edge(found, "f1").to()).isEqualTo(id("t"));
        assertThat(edge(found, "f2").from()).isEqualTo(id("t"));
    }

    @Test
    void takesAStandardLoop() {
        var found =
                imported(
                        process(
                                "<subProcess id='x'><standardLoopCharacteristics loopMaximum='7'>"
                                        + "<loopCondition>${open &gt; 0}</loopCondition>"
                                        + "</standardLoopCharacteristics></subProcess>"
                                        + "<task id='y'><standardLoopCharacteristics"
                                        + " loopMaximum='3'/></task>"));

        assertThat(((Node.Scope) node(found, "x")).loop())
                .contains(new Node.Loop("vars.open > 0", 7));
        assertThat(((Node.Scope) node(found, "y")).loop()).contains(new Node.Loop("true", 3));
        assertThat(node(found, "y_step")).isInstanceOf(Node.Task.class);
    }

    @Test
    void takesThePlacesOfAnOpenSubProcessAndNotOfAClosedOne() {
        var shapes =
                shape("open", "isExpanded='true'", 100, 100, 400, 300)
                        + shape("a", "", 200, 200, 100, 80)
                        + shape("closed", "isExpanded='false'", 600, 100, 100, 80)
                        + shape("b", "", 620, 120, 10, 10);
        var found =
                imported(
                        Bpmn20.definitions(
                                "<process id='p'><subProcess id='open'><task id='a'/></subProcess>"
                                        + "<subProcess id='closed'><task id='b'/></subProcess>"
                                        + "</process><bpmndi:BPMNDiagram"
                                        + " xmlns:bpmndi='http://www.omg.org/spec/BPMN/20100524/DI'"
                                        + " xmlns:dc='http://www.omg.org/spec/DD/20100524/DC'>"
                                        + "<bpmndi:BPMNPlane bpmnElement='p'>"
                                        + shapes
                                        + "</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"));

        assertThat(found.workflow().layout().nodes())
                .containsEntry(id("open"), new Layout.Box(100, 100, 400, 300))
                .containsEntry(id("a"), new Layout.Box(200, 200, 100, 80))
                .containsEntry(id("open_begin"), new Layout.Box(140, 222, 36, 36))
                .doesNotContainKeys(id("closed"), id("b"));
        assertThat(found.notes())
                .filteredOn(note -> note.code().equals("BPMN_EXPANDED"))
                .extracting(Finding::elementId)
                .containsExactly("closed");
    }

    private static String shape(String of, String attributes, int x, int y, int width, int height) {
        return "<bpmndi:BPMNShape bpmnElement='%s' %s><dc:Bounds x='%d' y='%d' width='%d' height='%d'/></bpmndi:BPMNShape>"
                .formatted(of, attributes, x, y, width, height);
    }

    @Test
    void keepsWhatHasNoMeaningInsideSubProcesses() {
        var xml =
                process(
                        """
                        <subProcess id="sub"><documentation>why</documentation>
                          <laneSet id="lanes"/><startEvent id="s"/><endEvent id="e"/>
                          <dataObject id="data"/>
                          <sequenceFlow id="f" sourceRef="s" targetRef="e"/>
                          <textAnnotation id="note"><text>look</text></textAnnotation>
                          <association id="as" sourceRef="s" targetRef="note"/>
                        </subProcess>
                        """);
        var found = imported(xml);

        var again = new BpmnWriter().write(found.workflow());

        assertThat(again).contains("why", "id=\"lanes\"", "id=\"data\"", "look", "id=\"as\"");
        assertThat(imported(again)).isEqualTo(new BpmnImport.Imported(found.workflow(), List.of()));
    }

    private static List<String> codes(BpmnImport.Imported imported) {
        return imported.notes().stream()
                .map(Finding::code)
                .filter(code -> !code.equals("BPMN_TASK_TO_BIND"))
                .toList();
    }
}
