package io.sluice.bpmn;

import static io.sluice.bpmn.Bpmn20.edge;
import static io.sluice.bpmn.Bpmn20.imported;
import static io.sluice.bpmn.Bpmn20.node;
import static io.sluice.bpmn.Bpmn20.process;
import static io.sluice.bpmn.Bpmn20.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Layout;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForeignImportTest {
    private final BpmnImport.Imported engine = imported(resource("engine.bpmn"));
    private final BpmnImport.Imported collaboration = imported(resource("collaboration.bpmn"));

    @Test
    void mapsStarts() {
        assertThat(node(engine, "every_night"))
                .isEqualTo(
                        new Node.Start(
                                new NodeId("every_night"),
                                "every_night",
                                "schedule",
                                Map.of("cron", "0 2 * * *")));
        assertThat(node(engine, "called"))
                .isEqualTo(
                        new Node.Start(
                                new NodeId("called"),
                                "called",
                                "message",
                                Map.of("message", "scan.finished")));
        assertThat(node(collaboration, "StartEvent_1"))
                .isEqualTo(
                        new Node.Start(new NodeId("StartEvent_1"), "Finding", "manual", Map.of()));
    }

    @Test
    void leavesTasksToBeBound() {
        var scan = (Node.Task) node(engine, "scan");
        var nag = (Node.Task) node(engine, "nag");

        assertThat(scan.type()).isEqualTo("unbound");
        assertThat(scan.config())
                .isEqualTo(
                        Map.of(
                                "name", "Scan",
                                "element", "serviceTask",
                                "implementation", "##WebService"));
        assertThat(nag.type()).isEqualTo("unbound");
        assertThat(nag.config())
                .containsEntry("script", "println \"slow\"")
                .containsEntry("scriptFormat", "groovy");
        assertThat(notes(engine, "BPMN_TASK_TO_BIND")).containsExactly("scan", "nag", "by_hand");
    }

    @Test
    void mapsInclusiveGateways() {
        var found =
                imported(
                        process(
                                """
                                <startEvent id="s"/>
                                <inclusiveGateway id="who" default="none"/>
                                <task id="a"/>
                                <task id="b"/>
                                <inclusiveGateway id="met"/>
                                <endEvent id="e"/>
                                <sequenceFlow id="f1" sourceRef="s" targetRef="who"/>
                                <sequenceFlow id="f2" sourceRef="who" targetRef="a">
                                  <conditionExpression>${score &gt; 500}</conditionExpression>
                                </sequenceFlow>
                                <sequenceFlow id="none" sourceRef="who" targetRef="b"/>
                                <sequenceFlow id="f3" sourceRef="a" targetRef="met"/>
                                <sequenceFlow id="f4" sourceRef="b" targetRef="met"/>
                                <sequenceFlow id="f5" sourceRef="met" targetRef="e"/>
                                """));

        assertThat(node(found, "who")).isEqualTo(new Node.AnyChoice(new NodeId("who"), "who"));
        assertThat(node(found, "met"))
                .isEqualTo(new Node.Join(new NodeId("met"), "met", Node.Awaits.ACTIVE));
        assertThat(edge(found, "f2").when()).contains("vars.score > 500");
        assertThat(edge(found, "none").otherwise()).isTrue();
    }

    @Test
    void partsAnInclusiveGatewayThatJoinsAndChooses() {
        var found =
                imported(
                        process(
                                """
                                <startEvent id="s"/>
                                <parallelGateway id="f"/>
                                <inclusiveGateway id="x" default="other"/>
                                <endEvent id="e1"/>
                                <endEvent id="e2"/>
                                <sequenceFlow id="f0" sourceRef="s" targetRef="f"/>
                                <sequenceFlow id="f1" sourceRef="f" targetRef="x"/>
                                <sequenceFlow id="f2" sourceRef="f" targetRef="x"/>
                                <sequenceFlow id="f3" sourceRef="x" targetRef="e1">
                                  <conditionExpression>${score &gt; 500}</conditionExpression>
                                </sequenceFlow>
                                <sequenceFlow id="other" sourceRef="x" targetRef="e2"/>
                                """));

        assertThat(node(found, "x"))
                .isEqualTo(new Node.Join(new NodeId("x"), "x", Node.Awaits.ACTIVE));
        assertThat(node(found, "x_choice"))
                .isEqualTo(new Node.AnyChoice(new NodeId("x_choice"), "x"));
        assertThat(edge(found, "x_to_choice").when()).isEmpty();
        assertThat(edge(found, "f3").from().value()).isEqualTo("x_choice");
        assertThat(edge(found, "other").otherwise()).isTrue();
    }

    @Test
    void mapsEventGatewaysAndEndsThatEndMore() {
        var found =
                imported(
                        process(
                                """
                                <startEvent id="s"/>
                                <eventBasedGateway id="first"/>
                                <intermediateCatchEvent id="late"><timerEventDefinition>
                                  <timeDuration>PT1H</timeDuration></timerEventDefinition>
                                </intermediateCatchEvent>
                                <receiveTask id="reply"/>
                                <endEvent id="stop"><terminateEventDefinition/></endEvent>
                                <endEvent id="bad" name="No reply"><errorEventDefinition/></endEvent>
                                <sequenceFlow id="f1" sourceRef="s" targetRef="first"/>
                                <sequenceFlow id="f2" sourceRef="first" targetRef="late"/>
                                <sequenceFlow id="f3" sourceRef="first" targetRef="reply"/>
                                <sequenceFlow id="f4" sourceRef="late" targetRef="bad"/>
                                <sequenceFlow id="f5" sourceRef="reply" targetRef="stop"/>
                                """));

        assertThat(node(found, "first")).isEqualTo(new Node.Race(new NodeId("first"), "first"));
        assertThat(node(found, "stop"))
                .isEqualTo(new Node.End(new NodeId("stop"), "stop", new Node.Ending.Terminate()));
        assertThat(node(found, "bad"))
                .isEqualTo(
                        new Node.End(
                                new NodeId("bad"),
                                "No reply",
                                new Node.Ending.Fail("No reply", "")));
    }

    @Test
    void mapsUserTasksToApprovals() {
        assertThat(node(collaboration, "look_at_it"))
                .isEqualTo(
                        new Node.Approval(
                                new NodeId("look_at_it"),
                                "Look at it",
                                "Look at it",
                                "Is it real?",
                                List.of(),
                                Optional.empty()));
        assertThat(notes(collaboration, "BPMN_APPROVERS_TO_CHOOSE")).containsExactly("look_at_it");
    }

    @Test
    void mapsTimersMessagesAndErrors() {
        assertThat(((Node.Wait) node(engine, "rest")).until())
                .isEqualTo(new Node.WaitFor.Timer("P7D"));
        assertThat(((Node.Wait) node(engine, "until")).until())
                .isEqualTo(new Node.WaitFor.Until("2026-01-05T08:00:00Z"));
        assertThat(((Node.Wait) node(engine, "await")).until())
                .isEqualTo(new Node.WaitFor.Message("scan.finished", ""));
        assertThat(node(engine, "timeout"))
                .isEqualTo(
                        new Node.Boundary(
                                new NodeId("timeout"),
                                "timeout",
                                new NodeId("scan"),
                                new Node.BoundaryEvent.OnTimer("PT2H"),
                                false));
        assertThat(node(engine, "unreachable"))
                .isEqualTo(
                        new Node.Boundary(
                                new NodeId("unreachable"),
                                "unreachable",
                                new NodeId("scan"),
                                new Node.BoundaryEvent.OnError(List.of("NO_ROUTE")),
                                true));
    }

    @Test
    void mapsParallelGatewaysByTheirWays() {
        assertThat(node(engine, "split")).isInstanceOf(Node.Fork.class);
        assertThat(node(engine, "again")).isInstanceOf(Node.Join.class);
        assertThat(node(engine, "again_fork")).isInstanceOf(Node.Fork.class);
        assertThat(edge(engine, "f10").from()).isEqualTo(new NodeId("again_fork"));
        assertThat(edge(engine, "f11").from()).isEqualTo(new NodeId("again_fork"));
        assertThat(edge(engine, "again_to_fork").from()).isEqualTo(new NodeId("again"));
        assertThat(edge(engine, "again_to_fork").to()).isEqualTo(new NodeId("again_fork"));
        assertThat(notes(engine, "BPMN_FORK_INSERTED")).containsExactly("again");
    }

    @Test
    void translatesConditionsAndDeclaresTheirVariables() {
        assertThat(edge(engine, "f13").when()).contains("vars.score < 3 && !vars.closed");
        assertThat(edge(engine, "f13").name()).contains("low");
        assertThat(edge(engine, "f15").when())
                .contains("vars.asset.kind == \"vm\" || vars.score >= 7.5");
        assertThat(edge(engine, "f14").otherwise()).isTrue();
        assertThat(engine.workflow().variables())
                .containsExactly(
                        new Variable("asset", Map.of(), null),
                        new Variable("closed", Map.of(), null),
                        new Variable("score", Map.of(), null));
    }

    @Test
    void takesTheOnlyWayOutOfAMergeAlways() {
        assertThat(edge(engine, "f17").otherwise()).isTrue();
        assertThat(notes(engine, "BPMN_CONDITION_MISSING")).isEmpty();
    }

    @Test
    void notesAWayThatNeedsACondition() {
        var result =
                imported(
                        process(
                                """
                                <exclusiveGateway id="g"/><endEvent id="a"/><endEvent id="b"/>
                                <sequenceFlow id="f1" sourceRef="g" targetRef="a"/>
                                <sequenceFlow id="f2" sourceRef="g" targetRef="b"/>
                                """));

        assertThat(notes(result, "BPMN_CONDITION_MISSING")).containsExactly("f1", "f2");
    }

    @Test
    void notesAConditionOnTheDefault() {
        var result =
                imported(
                        process(
                                """
                                <exclusiveGateway id="g" default="f1"/><endEvent id="a"/>
                                <sequenceFlow id="f1" sourceRef="g" targetRef="a">
                                  <conditionExpression>x</conditionExpression>
                                </sequenceFlow>
                                """));

        assertThat(edge(result, "f1").when()).isEmpty();
        assertThat(edge(result, "f1").otherwise()).isTrue();
        assertThat(notes(result, "BPMN_CONDITION_ON_DEFAULT")).containsExactly("f1");
    }

    @Test
    void makesSeveralWaysOutOfATaskAFork() {
        var result =
                imported(
                        process(
                                """
                                <task id="t"/><endEvent id="a"/><endEvent id="b"/>
                                <sequenceFlow id="f1" sourceRef="t" targetRef="a"/>
                                <sequenceFlow id="f2" sourceRef="t" targetRef="b"/>
                                """));

        assertThat(node(result, "t_fork")).isInstanceOf(Node.Fork.class);
        assertThat(edge(result, "f1").from()).isEqualTo(new NodeId("t_fork"));
    }

    @Test
    void renamesIdsTheSameWayEveryTimeAndSaysSo() {
        assertThat(collaboration.workflow().nodes())
                .extracting(node -> node.id().value())
                .containsExactly("StartEvent_1", "look_at_it", "tell_owner", "the_end");
        assertThat(notes(collaboration, "BPMN_RENAMED"))
                .containsExactly("look_at_it", "tell_owner", "the_end", "flow_2");
        assertThat(imported(resource("collaboration.bpmn"))).isEqualTo(collaboration);
    }

    @Test
    void keepsRenamedIdsApart() {
        var result =
                imported(process("<task id=\"a-b\"/><task id=\"a_b\"/><task id=\"a.b\"/><task/>"));

        assertThat(result.workflow().nodes())
                .extracting(node -> node.id().value())
                .containsExactly("a_b_2", "a_b", "a_b_3", "task");
    }

    @Test
    void takesTheLayoutOver() {
        assertThat(collaboration.workflow().layout().nodes())
                .containsEntry(new NodeId("look_at_it"), new Layout.Box(270, 80, 100, 80));
        assertThat(collaboration.workflow().layout().edges())
                .isEqualTo(Map.of(new NodeId("flow_2"), List.of(new Layout.Point(480, 120))));
    }

    @Test
    void takesNameAndDocumentationOver() {
        assertThat(collaboration.workflow().name()).isEqualTo("Respond to a finding");
        assertThat(collaboration.workflow().description()).isEqualTo("From the runbook.");
    }

    @Test
    void readsCelAsItIs() {
        var result =
                imported(
                        process(
                                """
                                <exclusiveGateway id="g"/><endEvent id="a"/>
                                <sequenceFlow id="f1" sourceRef="g" targetRef="a">
                                  <conditionExpression xsi:type="tFormalExpression"
                                      language="https://cel.dev">trigger.size() > 2</conditionExpression>
                                </sequenceFlow>
                                """));

        assertThat(edge(result, "f1").when()).contains("trigger.size() > 2");
    }

    @Test
    void takesTheOnlyExecutableProcessOfSeveral() {
        var result =
                imported(
                        Bpmn20.definitions(
                                """
                                <process id="drawn"><task id="x"/></process>
                                <process id="run" isExecutable="true"><task id="y"/></process>
                                """));

        assertThat(result.workflow().nodes()).extracting(Node::name).containsExactly("y");
        assertThat(notes(result, "BPMN_PROCESS_KEPT")).containsExactly("drawn");
        assertThat(new BpmnWriter().write(result.workflow())).contains("id=\"drawn\"");
    }

    private static List<String> notes(BpmnImport.Imported imported, String code) {
        return imported.notes().stream()
                .filter(note -> note.code().equals(code))
                .map(Finding::elementId)
                .toList();
    }
}
