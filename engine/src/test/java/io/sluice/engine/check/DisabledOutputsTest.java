package io.sluice.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisabledOutputsTest {
    @Test
    void knowsWhichTasksAreDisabled() {
        var drawing = Drawing.workflow().start("s").task("off", "noop").disabled();

        assertThat(DisabledOutputs.of(drawing.task("on", "noop").draw()).ids())
                .containsExactly("off");
    }

    @Test
    void findsWhereAnExpressionNamesThem() {
        var disabled = new DisabledOutputs(List.of("scan", "tag"));

        assertThat(disabled.in("vars.x > 1 && nodes.scan.output.score > nodes . scan.output.max"))
                .containsOnlyKeys("scan")
                .containsEntry("scan", 14);
        assertThat(disabled.in("nodes.scanner.output.score > 1 && mynodes.tag > 2")).isEmpty();
    }
}
