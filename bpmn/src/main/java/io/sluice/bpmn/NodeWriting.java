package io.sluice.bpmn;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.Ending;
import io.sluice.engine.definition.Node.WaitFor;
import io.sluice.engine.definition.NodeId;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.Condition;
import org.camunda.bpm.model.bpmn.instance.ConditionalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Definitions;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.Expression;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.ManualTask;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.TerminateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.TimeCycle;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.TimeDuration;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/// Writes nodes as flow nodes. A wait that boundary events hang on is a task, for BPMN hangs them
/// on activities only.
///
/// @param hosts the nodes boundary events hang on
record NodeWriting(Elements elements, Definitions definitions, Set<NodeId> hosts) {

    /// The element up to its flows, which come next by the schema.
    FlowNode write(ModelElementInstance process, Node node) {
        var element = elements.add(process, type(node), node.id().value());
        element.setName(XmlText.visible(node.name()));
        if (node instanceof Node.Boundary boundary) {
            element.setAttributeValue("attachedToRef", boundary.on().value());
            element.setAttributeValue("cancelActivity", Boolean.toString(boundary.interrupting()));
        }
        if (node instanceof Node.Approval approval) {
            elements.documentation(element, approval.description());
        }
        elements.extension(element, "node", VisibleTexts.hidden(node, hosts.contains(node.id())));
        return element;
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
            case Node.End _ -> EndEvent.class;
        };
    }

    private Class<? extends FlowNode> waitType(Node.Wait wait) {
        if (!hosts.contains(wait.id())) {
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

    /// What comes after the flows: event definitions.
    void events(FlowNode element, Node node) {
        switch (node) {
            case Node.Start start -> trigger(element, start);
            case Node.Wait wait -> waiting(element, wait);
            case Node.Boundary boundary -> boundary(element, boundary);
            case Node.End(_, _, Ending.Terminate _) ->
                    elements.add(element, TerminateEventDefinition.class, id("event", element));
            case Node.End(_, _, Ending.Fail(String code, _)) -> error(element, List.of(code));
            case Node.Task _,
                    Node.Choice _,
                    Node.AnyChoice _,
                    Node.Fork _,
                    Node.Join _,
                    Node.Race _,
                    Node.Approval _,
                    Node.End _ -> {}
        }
    }

    private void trigger(FlowNode element, Node.Start start) {
        switch (Triggers.of(start)) {
            case Triggers.Form.None _ -> {}
            case Triggers.Form.Timer(String cycle) -> {
                var timer = timer(element);
                if (!XmlText.visible(cycle).isEmpty()) {
                    expression(timer, TimeCycle.class, "cycle", element, cycle);
                }
            }
            case Triggers.Form.Message(String name) -> message(element, name);
        }
    }

    private void waiting(FlowNode element, Node.Wait wait) {
        if (element instanceof ReceiveTask && wait.until() instanceof WaitFor.Message message) {
            element.setAttributeValue("messageRef", declare(element, message.message()));
            return;
        }
        if (!(element instanceof IntermediateCatchEvent)) {
            return;
        }
        switch (wait.until()) {
            case WaitFor.Timer(String duration) ->
                    expression(timer(element), TimeDuration.class, "time", element, duration);
            case WaitFor.Until(String instant) ->
                    expression(timer(element), TimeDate.class, "time", element, instant);
            case WaitFor.Message message -> message(element, message.message());
            case WaitFor.Condition poll -> {
                var definition =
                        elements.add(
                                element, ConditionalEventDefinition.class, id("event", element));
                var condition =
                        expression(
                                definition,
                                Condition.class,
                                "condition",
                                element,
                                poll.condition());
                condition.setAttributeValue("language", Namespaces.CEL);
            }
        }
    }

    private void boundary(FlowNode element, Node.Boundary boundary) {
        switch (boundary.event()) {
            case BoundaryEvent.OnTimer(String duration) ->
                    expression(timer(element), TimeDuration.class, "time", element, duration);
            case BoundaryEvent.OnError(List<String> codes) -> error(element, codes);
        }
    }

    private void error(FlowNode element, List<String> codes) {
        var definition = elements.add(element, ErrorEventDefinition.class, id("event", element));
        var code = XmlText.visible(String.join(" ", codes));
        if (!code.isEmpty()) {
            var error = elements.add(definitions, Error.class, id("error", element));
            error.setName(code);
            error.setErrorCode(code);
            definition.setAttributeValue("errorRef", error.getId());
        }
    }

    private TimerEventDefinition timer(FlowNode element) {
        return elements.add(element, TimerEventDefinition.class, id("event", element));
    }

    private void message(FlowNode element, String name) {
        elements.add(element, MessageEventDefinition.class, id("event", element))
                .setAttributeValue("messageRef", declare(element, name));
    }

    private String declare(FlowNode element, String name) {
        var message = elements.add(definitions, Message.class, id("message", element));
        message.setName(XmlText.visible(name));
        return message.getId();
    }

    private <T extends Expression> T expression(
            ModelElementInstance parent, Class<T> type, String role, FlowNode of, String text) {
        var expression = elements.text(parent, type, id(role, of), text);
        expression.setAttributeValueNs(Namespaces.XSI, "type", "tFormalExpression");
        return expression;
    }

    private static String id(String role, FlowNode element) {
        return Namespaces.GENERATED + role + "-" + element.getId();
    }
}
