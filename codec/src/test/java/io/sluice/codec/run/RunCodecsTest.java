package io.sluice.codec.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.codec.RandomData;
import io.sluice.codec.value.JsonValues;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunCodecsTest {
    static Stream<Class<?>> kindsOfEvent() {
        return Arrays.stream(Event.class.getPermittedSubclasses());
    }

    static Stream<Class<?>> kindsOfCommand() {
        return Arrays.stream(Command.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("kindsOfEvent")
    void everyKindOfEventComesBackEqual(Class<? extends Event> kind) {
        for (long seed = 0; seed < 300; seed++) {
            var event = new RandomData(seed).any(kind);

            assertThat(EventJson.read(EventJson.write(List.of(event))))
                    .as("seed %d", seed)
                    .containsExactly(event);
        }
    }

    @ParameterizedTest
    @MethodSource("kindsOfEvent")
    void everyKindOfEventHasTheTypeOfItsName(Class<? extends Event> kind) {
        var event = new RandomData(1).any(kind);

        assertThat(EventJson.type(event)).isEqualTo(kebab(kind));
        assertThat(JsonValues.readObject(EventJson.write(event)))
                .containsEntry("type", kebab(kind));
    }

    @ParameterizedTest
    @MethodSource("kindsOfCommand")
    void everyKindOfCommandComesBackEqual(Class<? extends Command> kind) {
        for (long seed = 0; seed < 300; seed++) {
            var command = new RandomData(seed).any(kind);

            assertThat(CommandJson.read(CommandJson.write(command)))
                    .as("seed %d", seed)
                    .isEqualTo(command);
            assertThat(CommandJson.type(command)).isEqualTo(kebab(kind));
        }
    }

    @Test
    void whatWasStoredBeforeThereWereTrialsIsReadAsInEarnest() {
        var state = RunState.fresh(new RunId("run1"));
        var event =
                "[{\"type\":\"run-started\",\"run\":\"run1\",\"project\":\"default\","
                        + "\"workflow\":[\"w\",1],\"start\":\"s\",\"mode\":\"LIVE\","
                        + "\"by\":[\"user\",\"anna\"],\"at\":0}]";

        assertThat(RunStateJson.write(state)).doesNotContain("\"r\"");
        assertThat(RunStateJson.read(RunStateJson.write(state)).trial()).isEmpty();
        assertThat(EventJson.read(event))
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.RunStarted.class, started -> assertThat(started.trial()).isEmpty());
    }

    @Test
    void statesComeBackEqualWithEverythingAStepCanDo() {
        var seen = new HashSet<Class<?>>();
        for (long seed = 0; seed < 3000; seed++) {
            var state = new RandomData(seed).any(RunState.class);
            state.steps().values().forEach(step -> seen.add(step.doing().getClass()));

            var text = RunStateJson.write(state);

            assertThat(RunStateJson.read(text)).as("seed %d", seed).isEqualTo(state);
        }
        assertThat(seen)
                .containsAll(
                        Arrays.stream(Step.Doing.class.getPermittedSubclasses())
                                .filter(Step.Doing.class::isAssignableFrom)
                                .toList());
    }

    @Test
    void everyResolutionComesBackEqual() {
        for (var kind : Resolution.class.getPermittedSubclasses()) {
            var resolution = (Resolution) new RandomData(7).any(kind);
            var event = new RandomData(8).any(Event.IncidentResolved.class);
            var resolved =
                    new Event.IncidentResolved(
                            event.step(), resolution, event.by(), event.reason(), event.at());

            assertThat(EventJson.read(EventJson.write(List.of(resolved))))
                    .containsExactly(resolved);
        }
    }

    @Test
    void theOrderOfKeysDoesNotMatter() {
        var state = new RandomData(3).any(RunState.class);
        var shuffled = JsonValues.canonical(JsonValues.readStored(RunStateJson.write(state)));

        assertThat(RunStateJson.read(shuffled).steps().keySet()).isEqualTo(state.steps().keySet());
    }

    @Test
    void whatIsReadCannotBeChanged() {
        var text = RunStateJson.write(RunState.fresh(new RunId("r")));
        var state = RunStateJson.read(text.replace("\"m\":", "\"v\":{\"a\":{\"b\":[1]}},\"m\":"));

        assertThat(state.vars()).isEqualTo(Map.of("a", Map.of("b", List.of(1L))));
        var nested = (Map<?, ?>) Objects.requireNonNull(state.vars().get("a"));
        assertThatThrownBy(nested::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aFreshStateIsSmall() {
        assertThat(RunStateJson.write(RunState.fresh(new RunId("r"))).length()).isLessThan(150);
    }

    @Test
    void corruptTextIsNamed() {
        var text = RunStateJson.write(RunState.fresh(new RunId("r")));

        assertThatThrownBy(() -> RunStateJson.read(text.replace("\"l\":0", "\"l\":\"x\"")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'l'");
        assertThatThrownBy(() -> RunStateJson.read("[]"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EventJson.read("[{\"type\":\"step-danced\"}]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("step-danced");
    }

    private static String kebab(Class<?> kind) {
        return kind.getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
