package io.sluice.bpmn;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.WaitFor;
import java.util.Optional;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.Definitions;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.IntermediateThrowEvent;
import org.camunda.bpm.model.bpmn.instance.ManualTask;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/// Writes nodes as flow nodes. A wait that boundary events hang on is a task, for BPMN hangs them
/// on activities only.
record NodeWriting(Elements elements, Definitions definitions, Placement placement) {

    /// The element up to its flows, which come next by the schema.
    FlowNode write(ModelElementInstance container, Node node) {
        var element = elements.add(container, type(node), node.id().value());
        element.setName(XmlText.visible(node.name()));
        attributes(element, node);
        if (node instanceof Node.Approval approval) {
            elements.documentation(element, approval.description());
        }
        elements.extension(element, "node", VisibleTexts.hidden(node, placement));
        return element;
    }

    private void attributes(FlowNode element, Node node) {
        switch (node) {
            case Node.Boundary boundary -> {
                element.setAttributeValue("attachedToRef", boundary.on().value());
                element.setAttributeValue(
                        "cancelActivity", Boolean.toString(boundary.interrupting()));
            }
            case Node.Handler _ -> element.setAttributeValue("triggeredByEvent", "true");
            case Node.Begin begin ->
                    handler(begin)
                            .ifPresent(handler ->
                                    element.setAttributeValue(
                                            "isInterrupting",
                                            Boolean.toString(handler.interrupting())));
            case Node.Call call when VisibleTexts.callable(call.workflow()) ->
                    element.setAttributeValue("calledElement", call.workflow());
            default -> {}
        }
        if (element instanceof Activity && placement.redressed(node.id())) {
            element.setAttributeValue("isForCompensation", "true");
        }
    }

    /// The handler whose event is drawn on this beginning.
    private Optional<Node.Handler> handler(Node.Begin begin) {
        return placement
                .nested()
                .area(begin.id())
                .filter(area -> placement.begin(area).filter(begin::equals).isPresent())
                .flatMap(area ->
                        placement.nodes().stream().filter(n -> n.id().equals(area)).findFirst())
                .filter(Node.Handler.class::isInstance)
                .map(Node.Handler.class::cast);
    }

    private Class<? extends FlowNode> type(Node node) {
        return switch (node) {
            case Node.Start _ -> StartEvent.class;
            case Node.Task task -> taskType(task);
            case Node.Choice _ -> ExclusiveGateway.class;
            case Node.AnyChoice _ -> InclusiveGateway.class;
            case Node.Fork _ -> ParallelGateway.class;
            case Node.Join join ->
                    join.awaits() == Node.Awaits.ALL
                            ? ParallelGateway.class
                            : InclusiveGateway.class;
            case Node.Race _ -> EventBasedGateway.class;
            case Node.Wait wait -> waitType(wait);
            case Node.Approval _ -> UserTask.class;
            case Node.Boundary _ -> org.camunda.bpm.model.bpmn.instance.BoundaryEvent.class;
            case Node.Begin _ -> StartEvent.class;
            case Node.Throw _, Node.Compensate _ -> IntermediateThrowEvent.class;
            case Node.Call _ -> CallActivity.class;
            case Node.Area _ -> SubProcess.class;
            case Node.End _ -> EndEvent.class;
        };
    }

    private Class<? extends FlowNode> waitType(Node.Wait wait) {
        if (!Placement.hosts(placement.nodes()).contains(wait.id())) {
            return IntermediateCatchEvent.class;
        }
        return wait.until() instanceof WaitFor.Message ? ReceiveTask.class : Task.class;
    }

    /// A task that an import left to be bound stays the kind of task it was.
    private static Class<? extends FlowNode> taskType(Node.Task task) {
        if (!ForeignNodes.UNBOUND.equals(task.type())) {
            return ServiceTask.class;
        }
        return switch (String.valueOf(task.config().get("element"))) {
            case "scriptTask" -> ScriptTask.class;
            case "sendTask" -> SendTask.class;
            case "manualTask" -> ManualTask.class;
            case "task" -> Task.class;
            default -> ServiceTask.class;
        };
    }

    /// What comes after the flows: event definitions and loops.
    void details(FlowNode element, Node node) {
        var events = new EventWriting(elements, definitions, element);
        switch (node) {
            case Node.Start start -> events.trigger(start);
            case Node.Begin begin ->
                    handler(begin).ifPresent(handler -> events.event(handler.event()));
            case Node.Wait wait -> events.waiting(wait);
            case Node.Boundary boundary -> events.event(boundary.event());
            case Node.Throw thrown -> events.thrown(thrown.what());
            case Node.Compensate compensate ->
                    events.compensation(
                            placement.showsPart(compensate) ? compensate.of() : Optional.empty());
            case Node.End end -> events.ending(end.as());
            case Node.Scope scope -> scope.loop().ifPresent(loop -> loop(element, loop));
            case Node.ForEach each ->
                    elements.element(element, "multiInstanceLoopCharacteristics")
                            .setAttribute("isSequential", Boolean.toString(each.atOnce() == 1));
            case Node.Task _, Node.Gateway _, Node.Approval _, Node.Call _, Node.Handler _ -> {}
        }
    }

    private void loop(FlowNode element, Node.Loop loop) {
        var repeated = elements.element(element, "standardLoopCharacteristics");
        repeated.setAttribute("testBefore", "false");
        repeated.setAttribute("loopMaximum", Integer.toString(loop.most()));
        var condition =
                elements.model().getDocument().createElement(Namespaces.BPMN, "loopCondition");
        condition.setTextContent(XmlText.visible(loop.condition()));
        condition.setAttribute(Namespaces.XSI, "type", "tFormalExpression");
        condition.setAttribute("language", Namespaces.CEL);
        repeated.appendChild(condition);
    }
}
