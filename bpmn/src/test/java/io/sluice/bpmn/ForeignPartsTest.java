package io.sluice.bpmn;

import static io.sluice.bpmn.Bpmn20.imported;
import static io.sluice.bpmn.Bpmn20.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Workflow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForeignPartsTest {
    private final BpmnWriter writer = new BpmnWriter();
    private final Workflow workflow = imported(resource("collaboration.bpmn")).workflow();

    @Test
    void comeBackOnExport() {
        var xml = writer.write(workflow);

        assertThat(new HardenedParser().violations(xml)).isEmpty();
        assertThat(xml)
                .contains("processRef=\"response-process\"")
                .contains("<bpmn:lane ")
                .contains("<bpmn:flowNodeRef>look_at_it</bpmn:flowNodeRef>")
                .contains("sourceRef=\"tell_owner\" targetRef=\"Participant_owner\"")
                .contains("Ask twice")
                .contains("sourceRef=\"look_at_it\" targetRef=\"Note_1\"")
                .contains("dataObjectRef=\"Data\"")
                .contains("<bpmn:dataInputAssociation")
                .contains("camunda:assignee=\"demo\"")
                .contains("label=\"Real &amp; serious?\"")
                .contains("bpmnElement=\"Collaboration_1\"")
                .contains("bpmnElement=\"Participant_soc\"")
                .contains("bpmnElement=\"Assoc_1\"")
                .contains("bpmnElement=\"MessageFlow_1\"");
    }

    @Test
    void surviveASecondRoundUnchanged() {
        var xml = writer.write(workflow);

        assertThat(imported(xml)).isEqualTo(new BpmnImport.Imported(workflow, List.of()));
        assertThat(writer.write(imported(xml).workflow())).isEqualTo(xml);
        assertThat(imported(writer.write(imported(resource("engine.bpmn")).workflow())).workflow())
                .isEqualTo(imported(resource("engine.bpmn")).workflow());
    }

    @Test
    void thatAreEditedElsewhereAreTakenFromTheFile() {
        // The settings in the extension still say "twice".
        var xml = writer.write(workflow).replace("<bpmn:text>Ask twice", "<bpmn:text>Ask thrice");

        var again = imported(xml);

        assertThat(again.workflow().foreign().toString()).contains("Ask thrice");
    }

    @Test
    void stayOutWhereWhatTheyReferToIsGone() {
        var nodes =
                workflow.nodes().stream()
                        .filter(n -> !n.id().value().equals("look_at_it"))
                        .toList();
        var edges =
                workflow.edges().stream()
                        .filter(e -> nodes.stream().anyMatch(n -> n.id().equals(e.from())))
                        .filter(e -> nodes.stream().anyMatch(n -> n.id().equals(e.to())))
                        .toList();
        var edited = with(nodes, edges, workflow.foreign());

        var xml = writer.write(edited);

        assertThat(new HardenedParser().violations(xml)).isEmpty();
        assertThat(xml)
                .contains("<bpmn:lane ")
                .doesNotContain("<bpmn:flowNodeRef>look_at_it")
                .doesNotContain("<bpmn:association");
        assertThat(imported(xml).workflow()).isEqualTo(edited);
    }

    @Test
    void thatClaimToBeSomethingElseStayOut() {
        var evil =
                Map.<String, @Nullable Object>of(
                        "definitions",
                        List.of(
                                "<!DOCTYPE x><message xmlns=\"" + Namespaces.BPMN + "\" id=\"m\"/>",
                                "<message xmlns=\"" + Namespaces.BPMN + "\" id=\"tell_owner\"/>",
                                "<choreography xmlns=\"" + Namespaces.BPMN + "\" id=\"c\"/>",
                                "<broken"),
                        "process",
                        List.of("<serviceTask xmlns=\"" + Namespaces.BPMN + "\" id=\"evil\"/>", 7),
                        "namespaces",
                        Map.of("e", "urn:e", "not a prefix", "urn:f"),
                        "elements",
                        Map.of("tell_owner", "nonsense"));
        var foreign = new LinkedHashMap<String, @Nullable Object>();
        foreign.put("bpmn", evil);

        var edited = with(workflow.nodes(), workflow.edges(), foreign);
        var xml = writer.write(edited);

        assertThat(new HardenedParser().violations(xml)).isEmpty();
        assertThat(xml).doesNotContain("<serviceTask xmlns").doesNotContain("id=\"evil\"");
        assertThat(imported(xml).workflow()).isEqualTo(edited);
    }

    @Test
    void thatTheSchemaForbidsThereStayOutAndNothingElseDoes() {
        var foreign = new LinkedHashMap<String, @Nullable Object>();
        foreign.put(
                "bpmn",
                Map.of(
                        "definitions",
                        List.of("<message xmlns=\"" + Namespaces.BPMN + "\" id=\"fine\"/>"),
                        "elements",
                        Map.of(
                                "tell_owner",
                                Map.of(
                                        "parts",
                                        List.of("<lane xmlns=\"" + Namespaces.BPMN + "\"/>")))));
        var edited = with(workflow.nodes(), workflow.edges(), foreign);

        var xml = writer.write(edited);

        assertThat(xml).contains("id=\"fine\"");
        assertThat(imported(xml).workflow()).isEqualTo(edited);
    }

    private Workflow with(
            List<Node> nodes, List<Edge> edges, Map<String, @Nullable Object> foreign) {
        return new Workflow(
                workflow.name(),
                workflow.description(),
                workflow.variables(),
                nodes,
                edges,
                workflow.layout(),
                foreign);
    }
}
