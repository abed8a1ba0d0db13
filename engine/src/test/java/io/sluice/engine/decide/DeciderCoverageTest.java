package io.sluice.engine.decide;

import static io.sluice.engine.definition.Drawing.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.Refusal;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.StepId;
import io.sluice.engine.run.WorkflowRef;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every command against every status of a run: accepted or refused with a code, never an accident.
class DeciderCoverageTest {
    private static final Instant LATER = Instant.parse("2026-01-05T11:00:00Z");
    private static final StepId NOBODY = new StepId(99);
    private static final Failure FAILURE = Failure.permanent("x", "USER", "x");

    static List<Command> commands() {
        return List.of(
                new Command.StartRun(
                        new RunId("run1"),
                        "default",
                        new WorkflowRef("w", 1),
                        new NodeId("s"),
                        Map.of(),
                        Map.of(),
                        Mode.LIVE,
                        Scenario.ANNA),
                new Command.DeclareEffect(
                        NOBODY, new EffectKey("k"), "TOKEN", Map.of(), List.of(), false, LATER),
                new Command.PlanEffect(NOBODY, List.of(), Map.of(), Optional.empty()),
                new Command.SettleEffect(NOBODY, Map.of(), false),
                new Command.ReleaseEffect(NOBODY, LATER, ""),
                new Command.AwaitStep(NOBODY, LATER, Optional.empty(), ""),
                new Command.CompleteStep(NOBODY, Map.of(), Map.of()),
                new Command.FailStep(NOBODY, FAILURE),
                new Command.DisputeStep(NOBODY, Incident.Kind.CONFLICT, FAILURE),
                new Command.ReportDuplicate(new NodeId("nobody"), FAILURE),
                new Command.DeferStep(NOBODY, LATER, ""),
                new Command.TakeOver(),
                new Command.FireDue(),
                new Command.DeliverMessage("", "m", "k", Map.of()),
                new Command.WakeStep("k"),
                new Command.DecideApproval(NOBODY, "approved", Scenario.ANNA, ""),
                new Command.ResolveIncident(NOBODY, new Resolution.Retry(), Scenario.ANNA, ""),
                new Command.CancelRun(false, Scenario.ANNA, ""));
    }

    private static Drawing drawing() {
        return workflow().start("s").task("a", "noop").end("e").path("s", "a", "e");
    }

    @Test
    void knowsEveryCommand() {
        assertThat(commands().stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(Set.copyOf(Arrays.asList(Command.class.getPermittedSubclasses())));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aRunThatHasNotBegunTakesOnlyItsStart(Command command) {
        var scenario = Scenario.given(drawing()).when(command);

        if (!(command instanceof Command.StartRun)) {
            scenario.thenRefused(Refusal.Code.NOT_STARTED);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aRunningRunRefusesWhatNamesNothingOfIts(Command command) {
        var scenario = Scenario.given(drawing()).started().when(command);

        switch (command) {
            case Command.TakeOver _, Command.FireDue _ -> scenario.thenWaitsAt("a");
            case Command.CancelRun _ -> scenario.thenCanceled();
            case Command.StartRun _ -> scenario.thenRefused(Refusal.Code.ALREADY_STARTED);
            case Command.DeliverMessage _, Command.WakeStep _ ->
                    scenario.thenRefused(Refusal.Code.NOT_AWAITED);
            default -> scenario.thenRefused(Refusal.Code.NO_SUCH_STEP);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void anEndedRunTakesNothing(Command command) {
        var scenario = Scenario.given(drawing()).started().completes("a").when(command);

        switch (command) {
            case Command.StartRun _ -> scenario.thenRefused(Refusal.Code.ALREADY_STARTED);
            case Command.ReportDuplicate _ -> scenario.thenRefused(Refusal.Code.NO_SUCH_STEP);
            default -> scenario.thenRefused(Refusal.Code.RUN_ENDED);
        }
    }
}
