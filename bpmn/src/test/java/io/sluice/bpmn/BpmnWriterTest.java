package io.sluice.bpmn;

import static io.sluice.bpmn.SampleWorkflows.everyKind;
import static io.sluice.bpmn.SampleWorkflows.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Layout;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Workflow;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.ConditionalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.junit.jupiter.api.Test;

class BpmnWriterTest {
    private final BpmnWriter writer = new BpmnWriter();

    @Test
    void writesWhatTheLibrarysOwnParserAcceptsAndValidates() {
        var model = model(everyKind());

        Bpmn.validateModel(model);
        var process = model.getModelElementsByType(Process.class).iterator().next();
        assertThat(process.isExecutable()).isTrue();
        assertThat(process.getName()).isEqualTo("Internet-facing VM");
        assertThat(model.getModelElementsByType(FlowNode.class)).hasSize(21);
        assertThat(model.getModelElementsByType(SequenceFlow.class)).hasSize(22);
    }

    @Test
    void writesEveryKindAsItsBpmnElement() {
        var elements =
                model(everyKind()).getModelElementsByType(FlowNode.class).stream()
                        .collect(
                                Collectors.toMap(
                                        FlowNode::getId,
                                        node -> node.getElementType().getTypeName()));

        assertThat(elements)
                .containsEntry("by_hand", "startEvent")
                .containsEntry("nightly", "startEvent")
                .containsEntry("hook", "startEvent")
                .containsEntry("told", "startEvent")
                .containsEntry("frozen", "startEvent")
                .containsEntry("describe", "serviceTask")
                .containsEntry("high", "exclusiveGateway")
                .containsEntry("both", "parallelGateway")
                .containsEntry("done_both", "parallelGateway")
                .containsEntry("pause", "intermediateCatchEvent")
                .containsEntry("monday", "intermediateCatchEvent")
                .containsEntry("approve", "userTask")
                .containsEntry("failed", "boundaryEvent")
                .containsEntry("end", "endEvent");
    }

    @Test
    void writesAWaitThatHostsBoundaryEventsAsATask() {
        var model = model(everyKind());

        assertThat((Object) model.getModelElementById("reply")).isInstanceOf(ReceiveTask.class);
        BoundaryEvent silent = model.getModelElementById("silent");
        assertThat(silent.getAttachedTo().getId()).isEqualTo("reply");
        assertThat(silent.cancelActivity()).isTrue();
    }

    @Test
    void writesConditionsAsCelAndTheDefaultAsSuch() {
        var model = model(everyKind());

        ExclusiveGateway gateway = model.getModelElementById("high");
        assertThat(gateway.getDefault().getId()).isEqualTo("is_low");
        SequenceFlow flow = model.getModelElementById("is_high");
        assertThat(flow.getConditionExpression().getLanguage()).isEqualTo("https://cel.dev");
        assertThat(flow.getConditionExpression().getType()).endsWith("tFormalExpression");
        assertThat(flow.getConditionExpression().getTextContent())
                .isEqualTo("vars.threshold < 900 && trigger.id != 'x'");
        assertThat(flow.getSource().getId()).isEqualTo("high");
    }

    @Test
    void writesTimesMessagesAndErrorsWhereOtherToolsLookForThem() {
        var model = model(everyKind());

        StartEvent nightly = model.getModelElementById("nightly");
        var timer = (TimerEventDefinition) nightly.getEventDefinitions().iterator().next();
        assertThat(timer.getTimeCycle().getTextContent()).isEqualTo("0 2 * * *");
        ReceiveTask reply = model.getModelElementById("reply");
        assertThat(reply.getMessage().getName()).isEqualTo("change.closed");
        UserTask approve = model.getModelElementById("approve");
        assertThat(approve.getDocumentations().iterator().next().getTextContent())
                .isEqualTo("Look at the ticket first.");
        assertThat(model.getModelElementsByType(ConditionalEventDefinition.class)).isEmpty();
    }

    @Test
    void writesAPollAsAConditionalEvent() {
        var poll = everyKind().nodes().stream().filter(n -> n.id().value().equals("poll")).toList();

        var model = model(workflow(poll, List.of(), Layout.NONE));

        var definition =
                model.getModelElementsByType(ConditionalEventDefinition.class).iterator().next();
        assertThat(definition.getCondition().getTextContent()).isEqualTo("output.score < 500");
    }

    @Test
    void drawsEveryNodeAndEdge() {
        var model = model(everyKind());

        assertThat(model.getModelElementsByType(BpmnShape.class))
                .extracting(shape -> shape.getBpmnElement().getId())
                .containsExactlyInAnyOrderElementsOf(
                        everyKind().nodes().stream().map(n -> n.id().value()).toList());
        assertThat(model.getModelElementsByType(BpmnEdge.class))
                .extracting(edge -> edge.getBpmnElement().getId())
                .containsExactlyInAnyOrderElementsOf(
                        everyKind().edges().stream().map(e -> e.id().value()).toList());
        assertThat(model.getModelElementsByType(BpmnEdge.class))
                .allSatisfy(edge -> assertThat(edge.getWaypoints()).hasSizeGreaterThan(1));
    }

    @Test
    void keepsThePlacesOfADocumentThatHasSome() {
        var layout =
                new Layout(
                        Map.of(id("by_hand"), new Layout.Box(10, 20, 40, 50)),
                        Map.of(id("e0"), List.of(new Layout.Point(77, 88))));

        var model = model(everyKind().withLayout(layout));

        var shape =
                model.getModelElementsByType(BpmnShape.class).stream()
                        .filter(s -> s.getBpmnElement().getId().equals("by_hand"))
                        .findFirst()
                        .orElseThrow();
        assertThat(shape.getBounds().getX()).isEqualTo(10);
        assertThat(shape.getBounds().getHeight()).isEqualTo(50);
        var edge =
                model.getModelElementsByType(BpmnEdge.class).stream()
                        .filter(e -> e.getBpmnElement().getId().equals("e0"))
                        .findFirst()
                        .orElseThrow();
        assertThat(edge.getWaypoints()).hasSize(3);
    }

    @Test
    void writesAThousandNodesInReasonableTime() {
        var nodes = new ArrayList<Node>();
        var edges = new ArrayList<Edge>();
        for (int i = 0; i < 1000; i++) {
            nodes.add(SampleWorkflows.task("t" + i, "any"));
            edges.add(Edge.plain("e" + i, "t" + i, "t" + (i * 7 + 1) % 1000));
        }

        var xml = writer.write(workflow(nodes, edges, Layout.NONE));

        assertThat(new BpmnReader().read(xml.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BpmnImport.Imported.class);
    }

    private static Workflow workflow(List<Node> nodes, List<Edge> edges, Layout layout) {
        return new Workflow("w", "", List.of(), nodes, edges, layout, Map.of());
    }

    private BpmnModelInstance model(Workflow workflow) {
        var bytes = writer.write(workflow).getBytes(StandardCharsets.UTF_8);
        return Bpmn.readModelFromStream(new ByteArrayInputStream(bytes));
    }
}
