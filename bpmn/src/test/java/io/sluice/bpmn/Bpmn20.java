package io.sluice.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Short words for tests that read foreign files.
final class Bpmn20 {
    private static final BpmnReader READER = new BpmnReader();

    private Bpmn20() {}

    /// A file with this inside its one process.
    static String process(String content) {
        return definitions("<process id=\"p\" isExecutable=\"true\">" + content + "</process>");
    }

    static String definitions(String content) {
        return """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            targetNamespace="urn:test">
        """
                + content
                + "</definitions>";
    }

    static BpmnImport read(String xml) {
        return READER.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    static BpmnImport.Imported imported(String xml) {
        var result = read(xml);
        assertThat(result).isInstanceOf(BpmnImport.Imported.class);
        return (BpmnImport.Imported) result;
    }

    static List<Finding> refused(String xml) {
        var result = read(xml);
        assertThat(result).isInstanceOf(BpmnImport.Refused.class);
        return ((BpmnImport.Refused) result).problems();
    }

    static Finding refusedOnce(String xml) {
        assertThat(refused(xml)).hasSize(1);
        return refused(xml).getFirst();
    }

    static Node node(BpmnImport.Imported imported, String id) {
        return imported.workflow().findNode(new NodeId(id)).orElseThrow();
    }

    static Edge edge(BpmnImport.Imported imported, String id) {
        return imported.workflow().edges().stream()
                .filter(edge -> edge.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static String resource(String name) {
        try (var in = Bpmn20.class.getResourceAsStream("/foreign/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
