package io.sluice.bpmn;

import static io.sluice.bpmn.Bpmn20.imported;
import static io.sluice.bpmn.Bpmn20.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingTest {
    private static Node.Task bound(String task) {
        var workflow = Tracing.bind(imported(process(task)).workflow());
        return (Node.Task) workflow.findNode(new NodeId("t")).orElseThrow();
    }

    @Test
    void aTaskLeavesItsNameAndAScriptItsText() {
        assertThat(bound("<task id='t' name='Check'/>").config()).containsEntry("label", "Check");
        var script = bound("<scriptTask id='t'><script> run() </script></scriptTask>");
        assertThat(script.type()).isEqualTo("trace");
        assertThat(script.config()).containsOnlyKeys("label").containsEntry("label", "run()");
    }

    /// What a file says is text, whatever it looks like.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"=vars.secret | \\=vars.secret", "a ${vars.secret} | a $${vars.secret}"})
    void noTextOfTheFileIsAnExpression(String script, String label) {
        assertThat(
                        bound("<scriptTask id='t'><script>" + script + "</script></scriptTask>")
                                .config())
                .containsEntry("label", label);
    }
}
