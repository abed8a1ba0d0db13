package io.sluice.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Problem;
import io.sluice.engine.definition.Workflow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The two ways from a detection to a policy, as documents. That they run is shown where the
/// register of policies is: with the whole server.
@DisplayName("F027, F029, F036, F050: detections become policies")
class CdrToPolicyTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"cdr-to-policy", "cdr-to-policy-live"})
    void nothingStandsInTheWayOfSwitchingItOn(String template) throws IOException {
        try (var sandbox = new Sandbox(folder);
                var run = new TemplateRun(sandbox, template)) {
            assertThat(run.problems()).filteredOn(Problem::blocks).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cdr-to-policy", "cdr-to-policy-live"})
    void nothingIsEnforcedWithoutAnApproval(String template) {
        var workflow = TemplateRun.load(template);
        var ids = workflow.nodes().stream().map(node -> node.id().value()).toList();

        assertThat(types(workflow.nodes()))
                .containsExactly("crs.generate", "crs.apply", "crs.promote");
        assertThat(ids.indexOf("review")).isBetween(ids.indexOf("apply"), ids.indexOf("promote"));
        assertThat(into(workflow, "promote")).containsExactlyInAnyOrder("allowed", "later");
        assertThat(into(workflow, "later")).containsExactly("early");
        assertThat(workflow.nodes())
                .filteredOn(node -> node.id().value().equals("early"))
                .singleElement()
                .satisfies(node ->
                        assertThat(((Node.Boundary) node).on().value()).isEqualTo("promote"));
    }

    private static List<String> into(Workflow workflow, String node) {
        return workflow.edges().stream()
                .filter(edge -> edge.to().value().equals(node))
                .map(edge -> edge.from().value())
                .toList();
    }

    private static List<String> types(List<Node> nodes) {
        return nodes.stream()
                .filter(Node.Task.class::isInstance)
                .map(node -> ((Node.Task) node).type())
                .toList();
    }
}
