package io.sluice.bpmn;

import static io.sluice.bpmn.Bpmn20.definitions;
import static io.sluice.bpmn.Bpmn20.edge;
import static io.sluice.bpmn.Bpmn20.imported;
import static io.sluice.bpmn.Bpmn20.node;
import static io.sluice.bpmn.Bpmn20.process;
import static io.sluice.bpmn.SampleWorkflows.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.Ending;
import io.sluice.engine.definition.Node.Thrown;
import io.sluice.engine.definition.Node.WaitFor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Messages, signals, escalations, compensation and links that other tools have drawn.
class ForeignThrowsTest {
    private static final String ROOTS =
            "<message id='m' name='fixed'/><signal id='s' name='kill'/>"
                    + "<escalation id='l' escalationCode='LATE'/><error id='r' errorCode='E1'/>";

    private static BpmnImport.Imported of(String content) {
        return imported(definitions(ROOTS + "<process id='p'>" + content + "</process>"));
    }

    @Test
    void takesThrowEvents() {
        var found =
                of(
                        event("intermediateThrowEvent", "a", "message", "messageRef='m'")
                                + event("intermediateThrowEvent", "b", "signal", "signalRef='s'")
                                + event(
                                        "intermediateThrowEvent",
                                        "c",
                                        "escalation",
                                        "escalationRef='l'"));

        assertThat(((Node.Throw) node(found, "a")).what())
                .isEqualTo(new Thrown.Message("fixed", "", Map.of()));
        assertThat(((Node.Throw) node(found, "b")).what())
                .isEqualTo(new Thrown.Signal("kill", Map.of()));
        assertThat(((Node.Throw) node(found, "c")).what()).isEqualTo(new Thrown.Escalation("LATE"));
        assertThat(found.notes())
                .extracting(Finding::code)
                .containsExactly("BPMN_MESSAGE_KEY_TO_CHOOSE");
    }

    @Test
    void makesAnEndThatTellsSomethingAThrowAndAnEnd() {
        var found =
                of(
                        "<task id='t'/>"
                                + event("endEvent", "a", "message", "messageRef='m'")
                                + event("endEvent", "b", "signal", "signalRef='s'")
                                + event("endEvent", "c", "escalation", "escalationRef='l'")
                                + event("endEvent", "d", "compensate", "")
                                + "<sequenceFlow id='f' sourceRef='t' targetRef='a'/>");

        assertThat(node(found, "a")).isInstanceOf(Node.Throw.class);
        assertThat(node(found, "a_end")).isEqualTo(new Node.End(id("a_end"), "a_end"));
        assertThat(edge(found, "a_to_a_end")).isEqualTo(Edge.plain("a_to_a_end", "a", "a_end"));
        assertThat(edge(found, "f").to()).isEqualTo(id("a"));
        assertThat(((Node.Throw) node(found, "b")).what())
                .isEqualTo(new Thrown.Signal("kill", Map.of()));
        assertThat(((Node.Throw) node(found, "c")).what()).isEqualTo(new Thrown.Escalation("LATE"));
        assertThat(node(found, "d")).isEqualTo(new Node.Compensate(id("d"), "d", Optional.empty()));
        assertThat(found.notes())
                .filteredOn(note -> note.code().equals("BPMN_END_PARTED"))
                .hasSize(4);
    }

    @Test
    void takesAnErrorEndInASubProcess() {
        var found =
                of(
                        "<subProcess id='x'>"
                                + event("endEvent", "e", "error", "errorRef='r'")
                                + "</subProcess>");

        assertThat(((Node.End) node(found, "e")).as()).isEqualTo(new Ending.Fail("E1", ""));
        assertThat(found.workflow().within()).containsEntry(id("e"), id("x"));
    }

    @Test
    void takesAWaitForASignal() {
        var found = of(event("intermediateCatchEvent", "w", "signal", "signalRef='s'"));

        assertThat(((Node.Wait) node(found, "w")).until()).isEqualTo(new WaitFor.Signal("kill"));
    }

    @Test
    void takesBoundaryEvents() {
        var host = "attachedToRef='x' cancelActivity='false'";
        var found =
                of(
                        "<subProcess id='x'/>"
                                + event("boundaryEvent", "a", host, "message", "messageRef='m'")
                                + event("boundaryEvent", "b", host, "signal", "signalRef='s'")
                                + event(
                                        "boundaryEvent",
                                        "c",
                                        host,
                                        "escalation",
                                        "escalationRef='l'"));

        assertThat(boundary(found, "a").event())
                .isEqualTo(new BoundaryEvent.OnMessage("fixed", ""));
        assertThat(boundary(found, "a").interrupting()).isFalse();
        assertThat(boundary(found, "b").event()).isEqualTo(new BoundaryEvent.OnSignal("kill"));
        assertThat(boundary(found, "c").event())
                .isEqualTo(new BoundaryEvent.OnEscalation(List.of("LATE")));
    }

    @Test
    void takesCompensationAndItsHandler() {
        var found =
                of(
                        "<task id='t'/><task id='undo' isForCompensation='true'/>"
                                + event("boundaryEvent", "b", "attachedToRef='t'", "compensate", "")
                                + event(
                                        "intermediateThrowEvent",
                                        "c",
                                        "compensate",
                                        "activityRef='t'")
                                + "<textAnnotation id='n'/>"
                                + "<association id='remark' sourceRef='b' targetRef='n'/>"
                                + "<association id='way-1' sourceRef='b' targetRef='undo'/>");

        assertThat(boundary(found, "b").event()).isEqualTo(new BoundaryEvent.OnCompensation());
        assertThat(found.workflow().edges()).containsExactly(Edge.plain("way_1", "b", "undo"));
        assertThat(node(found, "c"))
                .isEqualTo(new Node.Compensate(id("c"), "c", Optional.of(id("t"))));
        var again = imported(new BpmnWriter().write(found.workflow()));
        assertThat(again).isEqualTo(new BpmnImport.Imported(found.workflow(), List.of()));
    }

    @Test
    void followsLinks() {
        var found =
                of(
                        """
                        <task id="a"/><task id="b"/><task id="c"/>
                        <intermediateThrowEvent id="out1"><linkEventDefinition name="L"/></intermediateThrowEvent>
                        <intermediateThrowEvent id="out2"><linkEventDefinition name="L"/></intermediateThrowEvent>
                        <intermediateCatchEvent id="in"><linkEventDefinition name="L"/></intermediateCatchEvent>
                        <sequenceFlow id="f1" sourceRef="a" targetRef="out1"/>
                        <sequenceFlow id="f2" sourceRef="b" targetRef="out2"/>
                        <sequenceFlow id="f3" sourceRef="in" targetRef="c" name="on"/>
                        """);

        assertThat(found.workflow().nodes()).extracting(Node::name).containsExactly("a", "b", "c");
        assertThat(found.workflow().edges())
                .extracting(Edge::id, Edge::from, Edge::to, Edge::name)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                id("f1"), id("a"), id("c"), Optional.of("on")),
                        org.assertj.core.groups.Tuple.tuple(
                                id("f2"), id("b"), id("c"), Optional.of("on")));
        assertThat(found.notes())
                .filteredOn(note -> note.code().equals("BPMN_LINK_FOLLOWED"))
                .extracting(Finding::elementId)
                .containsExactly("out1", "out2");
    }

    @Test
    void refusesANameThatAnotherEngineWouldWorkOut() {
        var finding =
                Bpmn20.refusedOnce(
                        definitions(
                                "<signal id='s' name='kill-${x}'/><process id='p'>"
                                        + event(
                                                "intermediateThrowEvent",
                                                "x",
                                                "signal",
                                                "signalRef='s'")
                                        + "</process>"));

        assertThat(finding.code()).isEqualTo("BPMN_NAME_EXPRESSION");
        assertThat(finding.elementId()).isEqualTo("x");
    }

    @Test
    void keepsTheMeaningOfAForeignFileOnExport() {
        var found =
                imported(
                        process(
                                "<subProcess id='x'><task id='t'><standardLoopCharacteristics"
                                        + " loopMaximum='3'/></task>"
                                        + event("endEvent", "e", "signal", "")
                                        + "</subProcess>"));

        var again = imported(new BpmnWriter().write(found.workflow()));

        assertThat(again).isEqualTo(new BpmnImport.Imported(found.workflow(), List.of()));
    }

    private static Node.Boundary boundary(BpmnImport.Imported found, String id) {
        return (Node.Boundary) node(found, id);
    }

    private static String event(String element, String id, String kind, String reference) {
        return event(element, id, "", kind, reference);
    }

    private static String event(
            String element, String id, String attributes, String kind, String reference) {
        return "<%s id='%s' %s><%sEventDefinition %s/></%s>"
                .formatted(element, id, attributes, kind, reference, element);
    }
}
