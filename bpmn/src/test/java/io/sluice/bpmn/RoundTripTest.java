package io.sluice.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Workflow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final HardenedParser PARSER = new HardenedParser();

    private final BpmnWriter writer = new BpmnWriter();
    private final BpmnReader reader = new BpmnReader();

    @Test
    void importsEveryRandomDocumentEqualAndWithoutNotes() {
        for (long seed = 0; seed < 400; seed++) {
            var workflow = new RandomWorkflows(seed).next();

            var xml = writer.write(workflow);

            assertThat(PARSER.violations(xml)).as("seed %d%n%s", seed, xml).isEmpty();
            assertThat(read(xml))
                    .as("seed %d%n%s", seed, xml)
                    .isEqualTo(new BpmnImport.Imported(workflow, List.of()));
        }
    }

    @Test
    void writesTheSameTextForTheSameDocument() {
        for (long seed = 0; seed < 50; seed++) {
            var once = writer.write(new RandomWorkflows(seed).next());
            var again = new BpmnWriter().write(new RandomWorkflows(seed).next());

            assertThat(again).isEqualTo(once);
            assertThat(writer.write(workflow(once))).isEqualTo(once);
        }
    }

    private Workflow workflow(String xml) {
        return ((BpmnImport.Imported) read(xml)).workflow();
    }

    private BpmnImport read(String xml) {
        return reader.read(xml.getBytes(StandardCharsets.UTF_8));
    }
}
