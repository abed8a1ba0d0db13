package io.sluice.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.simulation.Faults.Fault;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Ten thousand little worlds. One that breaks a promise is run again by `-Dtest=SimulationTest
/// -Dsluice.simulation.first=SEED -Dsluice.simulation.seeds=1`.
class SimulationTest {
    private static final long FIRST = Long.getLong("sluice.simulation.first", 1);

    /// From so many seeds on it is asked whether enough happened.
    private static final int ENOUGH = 1_000;

    private static final int SEEDS = Integer.getInteger("sluice.simulation.seeds", 10_000);

    @Test
    void whateverGoesWrongThePromisesHold() {
        var total = new Total();
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            total.add(simulate(seed));
        }
        System.out.println(total);
        assertThat(total.seeds).isEqualTo(SEEDS);
        if (SEEDS >= ENOUGH) {
            total.wasWorthIt();
        }
    }

    @Test
    void aSeedIsTheSameWorldEveryTime() {
        for (long seed = 1; seed <= 20; seed++) {
            var first = simulate(seed);

            assertThat(simulate(seed)).isEqualTo(first);
        }
    }

    /// What was done in all. A storm in which nothing gets done proves nothing.
    private static final class Total {
        private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
        private int seeds;
        private long runs;
        private long completed;
        private long children;
        private long effects;
        private long takeovers;
        private long deaths;

        void add(Simulation.Result result) {
            seeds++;
            runs += result.runs();
            completed += result.completed();
            children += result.children();
            effects += result.effects();
            takeovers += result.takeovers();
            deaths += result.deaths();
            result.faults().forEach((fault, times) -> faults.merge(fault, times, Integer::sum));
        }

        void wasWorthIt() {
            assertThat(runs).isGreaterThan(seeds);
            assertThat(completed).isGreaterThan(runs * 3 / 4);
            assertThat(children).isGreaterThan(seeds / 2);
            assertThat(effects).isGreaterThan(seeds);
            assertThat(takeovers).isGreaterThan(seeds / 2);
            assertThat(deaths).isGreaterThan(seeds);
            assertThat(faults).hasSize(Fault.values().length - 1);
            assertThat(faults.values()).allMatch(times -> times > seeds / 2);
        }

        @Override
        public String toString() {
            return "%d seeds: %d runs, %d completed, %d children, %d effects, %d takeovers, %d deaths, faults %s"
                    .formatted(
                            seeds, runs, completed, children, effects, takeovers, deaths, faults);
        }
    }

    private static Simulation.Result simulate(long seed) {
        var simulation = new Simulation(seed);
        try {
            return simulation.run();
        } catch (AssertionError | RuntimeException broken) {
            throw new AssertionError(
                    "Seed "
                            + seed
                            + ", again by: -Dtest=SimulationTest -Dsluice.simulation.seeds=1"
                            + " -Dsluice.simulation.first="
                            + seed
                            + "\n"
                            + broken.getMessage()
                            + "\n"
                            + simulation.story(),
                    broken);
        }
    }
}
