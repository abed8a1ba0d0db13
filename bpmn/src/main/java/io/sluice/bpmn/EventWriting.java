package io.sluice.bpmn;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.Ending;
import io.sluice.engine.definition.Node.Thrown;
import io.sluice.engine.definition.Node.WaitFor;
import io.sluice.engine.definition.NodeId;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.model.bpmn.instance.CompensateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Condition;
import org.camunda.bpm.model.bpmn.instance.ConditionalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Definitions;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Escalation;
import org.camunda.bpm.model.bpmn.instance.EscalationEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Expression;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.Signal;
import org.camunda.bpm.model.bpmn.instance.SignalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.TerminateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.TimeCycle;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.TimeDuration;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/// Writes what an event is about: its definition, and what that refers to beside the process.
record EventWriting(Elements elements, Definitions definitions, FlowNode element) {

    void trigger(Node.Start start) {
        switch (Triggers.of(start)) {
            case Triggers.Form.None _ -> {}
            case Triggers.Form.Timer(String cycle) -> {
                var timer = timer();
                if (!XmlText.visible(cycle).isEmpty()) {
                    expression(timer, TimeCycle.class, "cycle", cycle);
                }
            }
            case Triggers.Form.Message(String name) -> message(name);
            case Triggers.Form.Signal(String name) -> signal(name);
        }
    }

    void waiting(Node.Wait wait) {
        if (element instanceof ReceiveTask && wait.until() instanceof WaitFor.Message message) {
            element.setAttributeValue("messageRef", declare(message.message()));
            return;
        }
        if (!(element instanceof IntermediateCatchEvent)) {
            return;
        }
        switch (wait.until()) {
            case WaitFor.Timer(String duration) ->
                    expression(timer(), TimeDuration.class, "time", duration);
            case WaitFor.Until(String instant) ->
                    expression(timer(), TimeDate.class, "time", instant);
            case WaitFor.Message message -> message(message.message());
            case WaitFor.Signal(String signal) -> signal(signal);
            case WaitFor.Condition poll -> {
                var definition = add(ConditionalEventDefinition.class);
                expression(definition, Condition.class, "condition", poll.condition())
                        .setAttributeValue("language", Namespaces.CEL);
            }
        }
    }

    void event(BoundaryEvent event) {
        switch (event) {
            case BoundaryEvent.OnTimer(String duration) ->
                    expression(timer(), TimeDuration.class, "time", duration);
            case BoundaryEvent.OnError(List<String> codes) -> error(String.join(" ", codes));
            case BoundaryEvent.OnMessage message -> message(message.message());
            case BoundaryEvent.OnSignal(String signal) -> signal(signal);
            case BoundaryEvent.OnEscalation(List<String> codes) ->
                    escalation(String.join(" ", codes));
            case BoundaryEvent.OnCompensation _ -> compensation(Optional.empty());
        }
    }

    void thrown(Thrown what) {
        switch (what) {
            case Thrown.Message message -> message(message.message());
            case Thrown.Signal signal -> signal(signal.signal());
            case Thrown.Escalation(String code) -> escalation(code);
        }
    }

    void ending(Ending as) {
        switch (as) {
            case Ending.Plain _, Ending.Verdict _ -> {}
            case Ending.Terminate _ -> add(TerminateEventDefinition.class);
            case Ending.Fail(String code, _) -> error(code);
        }
    }

    void compensation(Optional<NodeId> of) {
        var definition = add(CompensateEventDefinition.class);
        of.ifPresent(id -> definition.setAttributeValue("activityRef", id.value()));
    }

    private void error(String codes) {
        var definition = add(ErrorEventDefinition.class);
        var code = XmlText.visible(codes);
        if (!code.isEmpty()) {
            var error = elements.add(definitions, Error.class, id("error"));
            error.setName(code);
            error.setErrorCode(code);
            definition.setAttributeValue("errorRef", error.getId());
        }
    }

    private void escalation(String codes) {
        var definition = add(EscalationEventDefinition.class);
        var code = XmlText.visible(codes);
        if (!code.isEmpty()) {
            var escalation = elements.add(definitions, Escalation.class, id("escalation"));
            escalation.setName(code);
            escalation.setEscalationCode(code);
            definition.setAttributeValue("escalationRef", escalation.getId());
        }
    }

    private void signal(String name) {
        var signal = elements.add(definitions, Signal.class, id("signal"));
        signal.setName(XmlText.visible(name));
        add(SignalEventDefinition.class).setAttributeValue("signalRef", signal.getId());
    }

    private void message(String name) {
        add(MessageEventDefinition.class).setAttributeValue("messageRef", declare(name));
    }

    private String declare(String name) {
        var message = elements.add(definitions, Message.class, id("message"));
        message.setName(XmlText.visible(name));
        return message.getId();
    }

    private TimerEventDefinition timer() {
        return add(TimerEventDefinition.class);
    }

    private <T extends ModelElementInstance> T add(Class<T> definition) {
        return elements.add(element, definition, id("event"));
    }

    private <T extends Expression> T expression(
            ModelElementInstance parent, Class<T> type, String role, String text) {
        var expression = elements.text(parent, type, id(role), text);
        expression.setAttributeValueNs(Namespaces.XSI, "type", "tFormalExpression");
        return expression;
    }

    private String id(String role) {
        return Namespaces.GENERATED + role + "-" + element.getId();
    }
}
