package io.sluice.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.decide.Decider;
import io.sluice.engine.decide.Decision;
import io.sluice.engine.decide.Limits;
import io.sluice.engine.definition.Drawing;
import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.RetryPolicy;
import io.sluice.engine.expression.TinyExpressions;
import io.sluice.engine.port.CommitResult;
import io.sluice.engine.port.InMemoryStore;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.port.RunListener;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.Trial;
import io.sluice.engine.run.WorkflowRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One process after another drives a run over one store against one provider; each dies at a
/// random moment, and the provider loses answers. A failing seed is one line to run again:
/// `simulate(seed, effectClass)`.
class CrashSimulationTest {
    private static final int SEEDS = 400;
    private static final RetryPolicy PATIENT =
            new RetryPolicy(100, Duration.ofSeconds(1), 1.5, Duration.ofSeconds(10));

    @ParameterizedTest
    @ValueSource(strings = {"TOKEN", "PROBE", "CONVERGENT"})
    void eachEffectHappensExactlyOnceWhereverProcessesDie(String effectClass) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            simulate(seed, effectClass);
        }
    }

    /// Nothing tells whether a blind effect happened: it happens at most once, and a person is
    /// asked.
    @Test
    void aBlindEffectHappensAtMostOnce() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            var world = new World(seed, "BLIND");
            world.runToRest();
            assertThat(world.outside.applied()).as("seed %s", seed).doesNotHaveDuplicates();
        }
    }

    /// A trial ends early; what other paths have begun by then is found out first.
    @ParameterizedTest
    @ValueSource(strings = {"TOKEN", "PROBE", "CONVERGENT"})
    void aTrialThatEndsEarlyLeavesNoChangeOpenWhereverProcessesDie(String effectClass) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            var world = new World(seed, effectClass, Optional.of("a"));
            world.runToRest();

            var state = world.store.state(World.RUN);
            assertThat(state.status())
                    .as("seed %s: %s", seed, state)
                    .isEqualTo(RunStatus.COMPLETED);
            assertThat(world.outside.applied())
                    .as("seed %s", seed)
                    .hasSizeBetween(1, 2)
                    .doesNotHaveDuplicates();
            assertThat(world.store.effectHistory())
                    .as("seed %s", seed)
                    .allSatisfy((_, history) ->
                            assertThat(history.getLast()).isIn("applied", "adopted", "released"));
        }
    }

    private static void simulate(long seed, String effectClass) {
        var world = new World(seed, effectClass);
        world.runToRest();

        var state = world.store.state(World.RUN);
        assertThat(state.status()).as("seed %s: %s", seed, state).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.outside.applied()).as("seed %s", seed).hasSize(3).doesNotHaveDuplicates();
        world.assertInvariants(seed);
    }

    /// A process dies here.
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final class World {
        static final RunId RUN = new RunId("run1");

        final InMemoryStore store = new InMemoryStore();
        final Outside outside = new Outside();
        final SettableClock clock = new SettableClock(Instant.parse("2026-01-05T10:00:00Z"));
        final Random random;
        final Graph graph;
        final Decider decider = new Decider(new TinyExpressions(), Limits.DEFAULT);
        final NodeWork work;
        final AtomicInteger crashes = new AtomicInteger();

        private final Optional<Trial> trial;

        World(long seed, String effectClass) {
            this(seed, effectClass, Optional.empty());
        }

        World(long seed, String effectClass, Optional<String> until) {
            trial =
                    until.map(node ->
                            new Trial(Map.of(), Optional.empty(), Optional.of(new NodeId(node))));
            random = new Random(seed);
            graph = new Graph(drawing(effectClass).draw());
            outside.weather(this::weather);
            var options = EngineOptions.standard("simulated");
            work =
                    new NodeWork(
                            new EnginePorts(
                                    store,
                                    store,
                                    _ -> Optional.of(graph.workflow()),
                                    store,
                                    store,
                                    (_, _) -> Optional.empty(),
                                    outside,
                                    outside,
                                    (_, _) -> List.of(),
                                    new TinyExpressions(),
                                    (_, _, _, _) -> {},
                                    RunListener.NONE,
                                    clock,
                                    _ -> RUN),
                            options);
        }

        private static Drawing drawing(String effectClass) {
            return Drawing.workflow()
                    .start("s")
                    .fork("f")
                    .task("a", effectClass, Map.of(), PATIENT)
                    .task("b", effectClass, Map.of(), PATIENT)
                    .join("j")
                    .task("c", effectClass, Map.of(), PATIENT)
                    .end("e")
                    .path("s", "f", "a", "j", "c", "e")
                    .path("f", "b", "j");
        }

        private Outside.Weather weather() {
            int roll = random.nextInt(10);
            return switch (roll) {
                case 0, 1, 2 -> Outside.Weather.APPLIED_BUT_LOST;
                case 3 -> Outside.Weather.LOST;
                case 4 -> Outside.Weather.REFUSED;
                default -> Outside.Weather.FINE;
            };
        }

        /// Processes follow one another until nothing is left that time could move.
        void runToRest() {
            commit(
                    RunState.fresh(RUN),
                    new Command.StartRun(
                                    RUN,
                                    "default",
                                    new WorkflowRef("w", 0),
                                    graph.workflow().starts().getFirst().id(),
                                    Map.of(),
                                    Map.of(),
                                    Mode.LIVE,
                                    Actor.ENGINE)
                            .trying(trial));
            for (int life = 0; life < 1_000 && !rested(); life++) {
                try {
                    live();
                } catch (Crash _) {
                    crashes.incrementAndGet();
                    clock.move(Duration.ofSeconds(30));
                    if (!store.state(RUN).status().ended()) {
                        commit(store.state(RUN), new Command.TakeOver());
                    }
                }
            }
        }

        private boolean rested() {
            var state = store.state(RUN);
            return state.status().ended() || state.dueAt().isEmpty();
        }

        private void live() {
            while (!rested()) {
                var state = store.state(RUN);
                var due = due(state);
                if (due.isEmpty()) {
                    clock.move(Duration.between(clock.instant(), state.dueAt().orElseThrow()));
                    commit(state, new Command.FireDue());
                } else {
                    callOne(state, due.get(random.nextInt(due.size())));
                }
            }
        }

        private List<Step> due(RunState state) {
            return state.steps().values().stream()
                    .filter(step ->
                            step.doing() instanceof Doing.Work work
                                    && !work.notBefore().isAfter(clock.instant()))
                    .toList();
        }

        private void callOne(RunState state, Step step) {
            mayCrash();
            if (!(step.doing() instanceof Doing.Work doing)) {
                throw new AssertionError(step);
            }
            var lease = new Lease(System::nanoTime);
            lease.extended(lease.mark(), Duration.ofDays(1));
            var context = work.context(graph, state, step, lease);
            var commands =
                    work.carryOut(
                            new NodeWork.Call(graph, state, step, doing, context, this::declare));
            mayCrash();
            commit(store.state(RUN), commands.toArray(Command[]::new));
            mayCrash();
        }

        private boolean declare(Command intent) {
            mayCrash();
            commit(store.state(RUN), intent);
            mayCrash();
            return true;
        }

        private void mayCrash() {
            if (random.nextInt(12) == 0) {
                throw new Crash();
            }
        }

        private void commit(RunState state, Command... commands) {
            var after = state;
            var events = new java.util.ArrayList<Event>();
            for (var command : commands) {
                switch (decider.decide(graph, after, command, clock.instant())) {
                    case Decision.Accepted(RunState next, List<Event> what) -> {
                        after = next;
                        events.addAll(what);
                    }
                    case Decision.Rejected(var refusal) ->
                            throw new AssertionError(command + " was refused: " + refusal);
                }
            }
            long version =
                    store.load(List.of(RUN)).values().stream()
                            .mapToLong(stored -> stored.version())
                            .sum();
            var result =
                    store.commit(
                            List.of(
                                    new RunCommit(
                                            after,
                                            events,
                                            version,
                                            version == 0 ? 1 : store.stored(RUN).epoch(),
                                            Optional.empty(),
                                            clock.instant(),
                                            Optional.empty(),
                                            List.of(),
                                            List.of())));
            assertThat(result).containsExactly(new CommitResult.Stored());
        }

        void assertInvariants(long seed) {
            var folded = RunState.fresh(RUN);
            for (var event : store.journal(RUN)) {
                folded = folded.apply(event);
            }
            assertThat(folded).as("seed %s", seed).isEqualTo(store.state(RUN));
            store.effectHistory()
                    .forEach((key, history) -> {
                        assertThat(history.getFirst()).isEqualTo("declared");
                        assertThat(history)
                                .filteredOn(what -> what.endsWith("ed") && settles(what))
                                .as("seed %s effect %s: %s", seed, key, history)
                                .hasSize(1);
                    });
        }

        private static boolean settles(String what) {
            return what.equals("applied") || what.equals("adopted");
        }
    }
}
