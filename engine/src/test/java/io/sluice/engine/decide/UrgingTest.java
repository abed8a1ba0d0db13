package io.sluice.engine.decide;

import static io.sluice.engine.definition.Drawing.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Node.Urging;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// While nobody decides: reminders, and others who are asked.
class UrgingTest {
    private static Urging urging(
            @Nullable String after,
            @Nullable String every,
            @Nullable String escalateAfter,
            String... to) {
        return new Urging(
                Optional.of("chat"),
                Optional.ofNullable(after),
                Optional.ofNullable(every),
                Optional.ofNullable(escalateAfter),
                List.of(to));
    }

    private static Scenario asked(@Nullable String deadline, Urging urging) {
        return Scenario.given(
                        workflow()
                                .start("s")
                                .urged("ask", deadline, urging)
                                .end("e")
                                .path("s", "ask", "e"))
                .started();
    }

    private static <E extends Event> List<E> told(Scenario scenario, Class<E> kind) {
        return scenario.journal().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static List<Integer> reminders(Scenario scenario) {
        return told(scenario, Event.ApprovalReminded.class).stream()
                .map(Event.ApprovalReminded::number)
                .toList();
    }

    @Test
    void remindsAgainAndAgainUntilSomebodyDecides() {
        var scenario = asked(null, urging("PT1H", "PT30M", null));

        assertThat(reminders(scenario.passes(Duration.ofMinutes(59)))).isEmpty();
        assertThat(reminders(scenario.passes(Duration.ofMinutes(1)))).containsExactly(1);
        assertThat(reminders(scenario.passes(Duration.ofMinutes(29)))).containsExactly(1);
        assertThat(reminders(scenario.passes(Duration.ofMinutes(1)))).containsExactly(1, 2);

        scenario.when(
                        new Command.DecideApproval(
                                scenario.step("ask").id(), "approved", Scenario.ANNA, ""))
                .thenCompleted();
        assertThat(reminders(scenario.passes(Duration.ofHours(9)))).containsExactly(1, 2);
    }

    @Test
    void remindsOnceForEverythingThatWasMissed() {
        var scenario = asked(null, urging(null, "PT30M", null));

        scenario.passes(Duration.ofDays(3));

        assertThat(reminders(scenario)).containsExactly(1);
        assertThat(scenario.step("ask").dueAt())
                .contains(scenario.now().plus(Duration.ofMinutes(30)));
    }

    @Test
    void remindsOnceWhenNothingSaysHowOften() {
        var scenario = asked(null, urging("PT1H", null, null)).passes(Duration.ofHours(1));

        assertThat(reminders(scenario)).containsExactly(1);
        assertThat(scenario.step("ask").dueAt()).isEmpty();
    }

    @Test
    void endsRemindingAtSomeTime() {
        var scenario = asked(null, urging(null, "PT1M", null));

        for (int minute = 0; minute < 2 * Urging.MOST_REMINDERS; minute++) {
            scenario.passes(Duration.ofMinutes(1));
        }

        assertThat(reminders(scenario)).hasSize(Urging.MOST_REMINDERS);
        assertThat(scenario.step("ask").dueAt()).isEmpty();
    }

    @Test
    void asksOthersOnce() {
        var scenario = asked(null, urging(null, null, "PT2H", "admin", "grace"));

        scenario.passes(Duration.ofHours(2)).passes(Duration.ofHours(2));

        assertThat(told(scenario, Event.ApprovalEscalated.class))
                .containsExactly(
                        new Event.ApprovalEscalated(
                                scenario.step("ask").id(),
                                new NodeId("ask"),
                                List.of("admin", "grace")));
    }

    @Test
    void asksAndRemindsNobodyOnceTheTimeIsOver() {
        var scenario =
                asked("PT1H", urging("PT1H", null, "PT1H", "admin")).passes(Duration.ofHours(1));

        scenario.thenCompleted();
        assertThat(reminders(scenario)).isEmpty();
        assertThat(told(scenario, Event.ApprovalEscalated.class)).isEmpty();
    }

    @Test
    void remindsNoFasterThanPeopleCanHeed() {
        var scenario = asked(null, urging(null, "PT59S", null));

        assertThat(scenario.state().status()).isEqualTo(RunStatus.RUNNING);
        assertThat(told(scenario, Event.IncidentRaised.class))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.incident().failure().message())
                                .contains("at least a minute"));
    }

    @Test
    void saysByWhichConnectionPeopleAreTold() {
        var asked = told(asked(null, urging(null, null, null)), Event.ApprovalRequested.class);

        assertThat(asked)
                .singleElement()
                .satisfies(event -> assertThat(event.connection()).contains("chat"));
    }

    @Test
    void aDryRunUrgesNobody() {
        var scenario =
                Scenario.given(
                                workflow()
                                        .start("s")
                                        .urged("ask", null, urging("PT1H", null, null))
                                        .end("e")
                                        .path("s", "ask", "e"))
                        .startedDry()
                        .thenCompleted();

        assertThat(told(scenario, Event.ApprovalRequested.class)).isEmpty();
    }

    @Test
    void theStepIsDueAtTheNearestOfItsClocks() {
        var scenario = asked("PT3H", urging("PT2H", null, "PT1H", "admin"));
        var begun = scenario.now();

        assertThat(due(scenario, begun)).isEqualTo(Duration.ofHours(1));
        scenario.passes(Duration.ofHours(1));
        assertThat(due(scenario, begun)).isEqualTo(Duration.ofHours(2));
        scenario.passes(Duration.ofHours(1));
        assertThat(due(scenario, begun)).isEqualTo(Duration.ofHours(3));
    }

    private static Duration due(Scenario scenario, Instant begun) {
        return Duration.between(begun, scenario.step("ask").dueAt().orElseThrow());
    }
}
