package io.sluice.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import io.sluice.engine.definition.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a workflow takes and gives.
class CallContractTest {
    private static Node.Call call(Optional<String> start) {
        return new Node.Call(
                new io.sluice.engine.definition.NodeId("c"), "c", "lib", start, Map.of());
    }

    @Test
    void theOnlyStartNeedNoName() {
        var one = Drawing.workflow().start("s").end("e").path("s", "e").draw();
        var two = Drawing.workflow().start("s").start("t").end("e").path("s", "e").draw();

        assertThat(CallContract.start(one, call(Optional.empty()))).isPresent();
        assertThat(CallContract.start(two, call(Optional.empty()))).isEmpty();
        assertThat(CallContract.start(two, call(Optional.of("t")))).isPresent();
        assertThat(CallContract.start(two, call(Optional.of("u")))).isEmpty();
    }

    @Test
    void whatAllEndsGiveIsThereAndWhatOneGivesMayBe() {
        var workflow =
                Drawing.workflow()
                        .start("s")
                        .choice("c")
                        .end("good", Map.of("score", "=1", "ticket", "=2"))
                        .end("bad", Map.of("score", "=3"))
                        .failEnd("broken", "lib.bad", "No.")
                        .edge("s", "c")
                        .when("c", "vars.x", "good")
                        .when("c", "vars.y", "broken")
                        .otherwise("c", "bad")
                        .draw();

        var schema = CallContract.output(workflow);

        assertThat(schema).containsEntry("required", List.of("score"));
        assertThat(schema)
                .extractingByKey("properties")
                .isEqualTo(Map.of("score", Map.of(), "ticket", Map.of()));
    }
}
