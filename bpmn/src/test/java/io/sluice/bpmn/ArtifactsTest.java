package io.sluice.bpmn;

import static io.sluice.bpmn.Bpmn20.imported;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Layout;
import io.sluice.engine.definition.Layout.Box;
import io.sluice.engine.definition.Layout.Colour;
import io.sluice.engine.definition.Layout.Group;
import io.sluice.engine.definition.Layout.Note;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Notes and groups as every BPMN tool shows them.
class ArtifactsTest {
    private static final Note NOTE =
            new Note(
                    new NodeId("why"),
                    "Ask the *owner* first.",
                    new Box(40, 300, 200, 80),
                    Optional.of(Colour.GREEN));
    private static final Group GROUP =
            new Group(
                    new NodeId("triage"),
                    "Triage",
                    List.of(new NodeId("start"), new NodeId("end")),
                    Optional.empty(),
                    true);

    private final Workflow workflow =
            new Workflow(
                    "Noted",
                    "",
                    List.of(),
                    List.of(
                            new Node.Start(new NodeId("start"), "start", "manual", Map.of()),
                            new Node.End(new NodeId("end"), "end")),
                    List.of(Edge.plain("e", "start", "end")),
                    new Layout(
                            Map.of(
                                    new NodeId("start"),
                                    new Box(100, 100, 36, 36),
                                    new NodeId("end"),
                                    new Box(300, 100, 36, 36)),
                            Map.of(),
                            List.of(NOTE),
                            List.of(GROUP)),
                    Map.of());
    private final String xml = new BpmnWriter().write(workflow);

    @Test
    void areTextAnnotationsAndGroupsWithTheirPlaces() {
        assertThat(new HardenedParser().violations(xml)).isEmpty();
        assertThat(xml)
                .contains("<textAnnotation id=\"sluice-note-0-why\"")
                .contains("<text>Ask the *owner* first.</text>")
                .contains("<categoryValue id=\"sluice-title-0-triage\" value=\"Triage\"")
                .contains("categoryValueRef=\"sluice-title-0-triage\"")
                .contains("bpmnElement=\"sluice-note-0-why\"")
                .contains("<dc:Bounds height=\"76.0\" width=\"276.0\" x=\"80.0\" y=\"80.0\"/>");
        assertThat(imported(xml)).isEqualTo(new BpmnImport.Imported(workflow, List.of()));
    }

    @Test
    void thatAreEditedElsewhereAreTakenFromTheFile() {
        var edited =
                xml.replace("Ask the *owner* first.", "Ask the manager.")
                        .replace("value=\"Triage\"", "value=\"Look\"")
                        .replace("height=\"80.0\" width=\"200.0\"", "height=\"90\" width=\"210\"");

        var layout = imported(edited).workflow().layout();

        assertThat(layout.notes())
                .containsExactly(
                        new Note(
                                NOTE.id(),
                                "Ask the manager.",
                                new Box(40, 300, 210, 90),
                                NOTE.colour()));
        assertThat(layout.groups())
                .containsExactly(
                        new Group(GROUP.id(), "Look", GROUP.nodes(), GROUP.colour(), true));
    }

    @Test
    void thatAreDeletedElsewhereAreGone() {
        var from = xml.indexOf("<textAnnotation");
        var end = "</textAnnotation>";
        var without = xml.substring(0, from) + xml.substring(xml.indexOf(end) + end.length());
        var shape = without.indexOf("<bpmndi:BPMNShape bpmnElement=\"sluice-note-0-why\"");
        var close = "</bpmndi:BPMNShape>";
        var cut =
                without.substring(0, shape)
                        + without.substring(without.indexOf(close, shape) + close.length());

        var result = imported(cut);

        assertThat(result.workflow().layout().notes()).isEmpty();
        assertThat(result.workflow().foreign()).isEmpty();
    }
}
