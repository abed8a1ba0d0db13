package io.sluice.bpmn;

import static io.sluice.bpmn.Bpmn20.edge;
import static io.sluice.bpmn.Bpmn20.imported;
import static io.sluice.bpmn.Bpmn20.node;
import static io.sluice.bpmn.Bpmn20.refusedOnce;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Layout;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Files of ours that another tool has changed: what it shows counts.
class EditedElsewhereTest {
    private final String xml = new BpmnWriter().write(SampleWorkflows.everyKind());

    @Test
    void takesNewNamesTimesAndConditions() {
        var result =
                imported(
                        edited("name=\"Pause\"", "name=\"Breathe\"")
                                .replace(">PT5M<", ">PT9M<")
                                .replace("vars.threshold &lt; 900", "vars.threshold &lt; 500"));

        assertThat(node(result, "pause"))
                .isEqualTo(
                        new Node.Wait(
                                new NodeId("pause"), "Breathe", new Node.WaitFor.Timer("PT9M")));
        assertThat(edge(result, "is_high").when())
                .contains("vars.threshold < 500 && trigger.id != 'x'");
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void keepsGeneratedPlacesOpenAndTakesMovedOnes() {
        var layout = imported(moved()).workflow().layout();

        assertThat(layout.nodes()).containsOnlyKeys(new NodeId("describe"));
        assertThat(layout.nodes().get(new NodeId("describe")))
                .isEqualTo(new Layout.Box(7, 8, 100, 80));
    }

    private String moved() {
        var at = xml.indexOf("<dc:Bounds", xml.indexOf("bpmnElement=\"describe\""));
        var end = xml.indexOf("/>", at);
        return xml.substring(0, at)
                + "<dc:Bounds x=\"7\" y=\"8\" width=\"100\" height=\"80\""
                + xml.substring(end);
    }

    @Test
    void takesANewSchedule() {
        var result = imported(edited(">0 2 * * *<", ">0 3 * * *<"));

        assertThat(((Node.Start) node(result, "nightly")).config())
                .isEqualTo(Map.of("cron", "0 3 * * *"));
    }

    @Test
    void takesANewMessageOrSignalToStartBy() {
        var result =
                imported(
                        edited("name=\"machine found\"", "name=\"machine lost\"")
                                .replace("name=\"freeze\"", "name=\"thaw\""));

        assertThat(((Node.Start) node(result, "told")).config())
                .isEqualTo(Map.of("message", "machine lost"));
        assertThat(((Node.Start) node(result, "frozen")).config())
                .isEqualTo(Map.of("signal", "thaw"));
    }

    @Test
    void saysWhenAnElementHasBecomeAnother() {
        var result =
                imported(
                        xml.replaceAll(
                                "(?s)<serviceTask (id=\"ticket\".*?)</serviceTask>",
                                "<userTask $1</userTask>"));

        assertThat(node(result, "ticket")).isInstanceOf(Node.Approval.class);
        assertThat(result.notes())
                .extracting(Finding::code, Finding::elementId)
                .contains(org.assertj.core.groups.Tuple.tuple("BPMN_EXTENSION_IGNORED", "ticket"));
    }

    @Test
    void refusesARepetitionThatWasAdded() {
        var finding =
                refusedOnce(
                        xml.replaceAll(
                                "(?s)(<serviceTask id=\"ticket\".*?)</serviceTask>",
                                "$1<multiInstanceLoopCharacteristics/></serviceTask>"));

        assertThat(finding.code()).isEqualTo("BPMN_MULTI_INSTANCE");
        assertThat(finding.elementId()).isEqualTo("ticket");
    }

    @Test
    void takesAForeignTaskThatWasAdded() {
        var result =
                imported(
                        xml.replace("</process>", "<task id=\"new-one\" name=\"New\"/></process>"));

        assertThat(node(result, "new_one")).isInstanceOf(Node.Task.class);
        assertThat(result.workflow().nodes()).hasSize(22);
    }

    @Test
    void refusesADamagedExtensionByItsElement() {
        for (var damage :
                List.of(
                        edited("\"maxAttempts\":5", "\"maxAttempts\":500"),
                        edited("\"kind\":\"task\"", "\"kind\":3"),
                        edited("{\"kind\":\"task\"", "{{\"kind\":\"task\""),
                        edited("{\"kind\":\"task\"", "{\"kind\":\"task\",\"kind\":\"task\""))) {
            var findings = Bpmn20.refused(damage);

            assertThat(findings).allMatch(f -> f.code().equals("BPMN_BAD_EXTENSION"));
            assertThat(findings).extracting(Finding::elementId).contains("describe");
        }
    }

    @Test
    void refusesAFileOfALaterVersion() {
        assertThat(refusedOnce(edited("\"schema\":1", "\"schema\":2")).code())
                .isEqualTo("BPMN_OTHER_SCHEMA");
    }

    private String edited(String from, String to) {
        assertThat(xml.replace("&quot;", "\"")).contains(from);
        return xml.replace(from, to);
    }
}
