package io.sluice.engine.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.Step.Doing;
import org.junit.jupiter.api.Test;

/// What would go on for ever is stopped by a limit that has a name, and can be canceled.
class LimitsTest {
    private static Drawing loop() {
        return Drawing.workflow()
                .start("s")
                .choice("a")
                .choice("b")
                .end("e")
                .path("s", "a")
                .when("a", "1 == 1", "b")
                .otherwise("a", "e")
                .when("b", "1 == 1", "a")
                .otherwise("b", "e");
    }

    private static void stopsAndCancels(Drawing drawing, Limits limits) {
        var scenario = Scenario.given(drawing, limits).started();

        assertThat(scenario.state().steps().values())
                .anyMatch(step ->
                        step.doing() instanceof Doing.Stuck(Incident incident, Doing _)
                                && incident.kind() == Incident.Kind.LIMIT);
        scenario.when(new Command.CancelRun(false, Scenario.ANNA, "enough")).thenCanceled();
    }

    @Test
    void aLoopThatNeverWaitsIsStopped() {
        stopsAndCancels(loop(), new Limits(1_000_000, 1_000_000, 1_000, 100));
    }

    @Test
    void aLoopOverOneNodeIsStopped() {
        stopsAndCancels(loop(), new Limits(50, 1_000_000, 1_000_000, 100));
    }

    @Test
    void aJournalThatGrowsForEverIsStopped() {
        stopsAndCancels(loop(), new Limits(1_000_000, 500, 1_000_000, 100));
    }

    @Test
    void forksThatMultiplyAreStopped() {
        var drawing =
                Drawing.workflow()
                        .start("s")
                        .fork("f")
                        .fork("g")
                        .timer("t", "PT1H")
                        .end("e")
                        .path("s", "f", "g", "f")
                        .path("f", "t", "e")
                        .path("g", "t");

        stopsAndCancels(drawing, new Limits(1_000_000, 1_000_000, 1_000_000, 100));
    }
}
