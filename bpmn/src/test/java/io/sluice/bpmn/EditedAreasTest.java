package io.sluice.bpmn;

import static io.sluice.bpmn.Bpmn20.imported;
import static io.sluice.bpmn.Bpmn20.node;
import static io.sluice.bpmn.SampleWorkflows.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.Thrown;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Files of ours with areas that another tool has changed: what it shows counts.
class EditedAreasTest {
    private final String xml = new BpmnWriter().write(AreaWorkflows.everyKind());

    @Test
    void takesNewNamesOfMessagesSignalsAndEscalations() {
        var result =
                imported(
                        edited("name=\"fixed\"", "name=\"mended\"")
                                .replace("name=\"contained\"", "name=\"shielded\"")
                                .replace("escalationCode=\"LATE\"", "escalationCode=\"SLOW\""));

        assertThat(((Node.Throw) node(result, "fixed")).what())
                .isEqualTo(new Thrown.Message("mended", "=trigger.id", Map.of("by", "us")));
        assertThat(((Node.Throw) node(result, "shout")).what())
                .isEqualTo(new Thrown.Signal("shielded", Map.of("by", "=run.id")));
        assertThat(((Node.Throw) node(result, "tell")).what())
                .isEqualTo(new Thrown.Escalation("SLOW"));
    }

    @Test
    void takesANewLoop() {
        var result =
                imported(
                        edited("loopMaximum=\"5\"", "loopMaximum=\"9\"")
                                .replace("output.open &gt; 0", "output.open &gt; 3"));

        assertThat(((Node.Scope) node(result, "round")).loop())
                .contains(new Node.Loop("nodes.look.output.open > 3", 9));
    }

    @Test
    void takesALoopAway() {
        var result =
                imported(
                        xml.replaceAll(
                                "(?s)<standardLoopCharacteristics.*?</standardLoopCharacteristics>",
                                ""));

        assertThat(((Node.Scope) node(result, "round")).loop()).isEmpty();
    }

    @Test
    void takesOneAfterTheOther() {
        var result = imported(edited("isSequential=\"false\"", "isSequential=\"true\""));

        assertThat(((Node.ForEach) node(result, "each")).atOnce()).isEqualTo(1);
        assertThat(((Node.ForEach) node(result, "each")).onFailure())
                .isEqualTo(Node.OnFailure.GO_ON);
    }

    @Test
    void takesAnotherEventOfAHandler() {
        var result =
                imported(
                        xml.replaceAll(
                                        "(?s)(<startEvent[^>]*id=\"heard\".*?)<signalEventDefinition[^>]*/>",
                                        "$1<errorEventDefinition/>")
                                .replace("isInterrupting=\"false\"", "isInterrupting=\"true\""));

        assertThat(((Node.Handler) node(result, "calm")).event())
                .isInstanceOf(BoundaryEvent.OnError.class);
        assertThat(((Node.Handler) node(result, "calm")).interrupting()).isTrue();
    }

    @Test
    void takesAnotherWorkflowAndAnotherPart() {
        var result =
                imported(
                        edited("calledElement=\"patch-vm\"", "calledElement=\"patch-all\"")
                                .replace("activityRef=\"contain\"", "activityRef=\"round\""));

        assertThat(((Node.Call) node(result, "sub")).workflow()).isEqualTo("patch-all");
        assertThat(((Node.Call) node(result, "sub")).start()).contains("begin");
        assertThat(((Node.Compensate) node(result, "undo")).of())
                .isEqualTo(Optional.of(id("round")));
    }

    @Test
    void takesATaskThatWasAddedInAnArea() {
        var at = xml.indexOf("<sequenceFlow", xml.indexOf("id=\"looked\""));

        var result = imported(xml.substring(0, at) + "<task id=\"new\"/>" + xml.substring(at));

        assertThat(result.workflow().within()).containsEntry(id("new"), id("round"));
        assertThat(node(result, "new")).isInstanceOf(Node.Task.class);
    }

    private String edited(String from, String to) {
        assertThat(xml).contains(from);
        return xml.replace(from, to);
    }
}
