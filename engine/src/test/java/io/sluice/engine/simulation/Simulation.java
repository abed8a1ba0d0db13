package io.sluice.engine.simulation;

import io.sluice.engine.decide.RandomWalkTest.Artist;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.expression.TinyExpressions;
import io.sluice.engine.port.InMemoryStore;
import io.sluice.engine.port.Restraints;
import io.sluice.engine.port.RunListener;
import io.sluice.engine.port.WorkflowVersions;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.WorkflowRef;
import io.sluice.engine.runtime.EngineOptions;
import io.sluice.engine.runtime.EnginePorts;
import io.sluice.engine.runtime.EngineRuntime;
import io.sluice.engine.runtime.SimulatedRuntime;
import io.sluice.engine.simulation.Faults.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// One seed: a few processes, a random workflow, a few runs of it, and everything that goes wrong.
final class Simulation {
    private static final List<String> TYPES =
            List.of("TOKEN", "PROBE", "CONVERGENT", "BLIND", ProviderNodes.READ);
    private static final long MOST_HAPPENINGS = 150_000;
    private static final Duration AFTERWARDS = Duration.ofMinutes(3);

    private final Random random;
    private final Time time = new Time();
    private final InMemoryStore store = new InMemoryStore();
    private final Watch watch = new Watch(time);
    private final Faults faults;
    private final Wire wire;
    private final Provider provider;
    private final People people;
    private final Workflow workflow;
    private final Workflow library;
    private final List<Slot> slots = new ArrayList<>();
    private final int runs;
    private Optional<Throwable> defect = Optional.empty();
    private int ids;

    /// What came of it.
    record Result(
            int runs,
            int completed,
            int children,
            int effects,
            int takeovers,
            int deaths,
            long happenings,
            Map<Fault, Integer> faults) {}

    Simulation(long seed) {
        random = new Random(seed);
        faults = new Faults(random);
        wire = new Wire(time, faults);
        provider = new Provider(time, faults, store, watch);
        people = new People(time, random, faults, store, provider, watch, this::anyProcess);
        library = new Artist(random, this::anyType).draw(1).draw();
        workflow =
                new Artist(random, this::anyType).withChildren().draw(1 + random.nextInt(3)).draw();
        runs = 1 + random.nextInt(3);
        for (int i = 1; i <= 2 + random.nextInt(2); i++) {
            var name = "node-" + i;
            slots.add(new Slot(time, faults, store, () -> process(name)));
        }
        watch.onStir(() -> slots.forEach(Slot::stirred));
    }

    private String anyType() {
        return TYPES.get(random.nextInt(TYPES.size()));
    }

    private SimulatedProcess process(String name) {
        int bound = (int) Watch.SKEW.toMillis();
        return new SimulatedProcess(
                name,
                time,
                random,
                Duration.ofMillis(random.nextInt(-bound, bound)),
                (_, thrown) -> defect = Optional.of(thrown),
                this::runtime);
    }

    private EngineRuntime runtime(SimulatedProcess process) {
        var options = EngineOptions.standard(process.name);
        var behindWire = new SimulatedStore(process, wire, store, watch);
        var nodes = new ProviderNodes(process, wire, provider, time, options.lease());
        return SimulatedRuntime.on(
                new EnginePorts(
                                behindWire,
                                behindWire,
                                new Published(),
                                behindWire,
                                behindWire,
                                (_, _) -> Optional.empty(),
                                nodes,
                                nodes,
                                (_, _) -> List.of(),
                                new TinyExpressions(),
                                (_, _, _, _) -> {},
                                RunListener.NONE,
                                process,
                                _ -> new RunId("run-" + ++ids))
                        .with(
                                Restraints.NONE,
                                new Callers(
                                        process,
                                        random.nextBoolean()
                                                ? List.of("w", "x")
                                                : List.of("x", "w"))),
                options,
                process.threads,
                process.threads,
                process::nanoTime,
                process::alarm);
    }

    private final class Published implements WorkflowVersions {
        @Override
        public Optional<Workflow> find(WorkflowRef ref) {
            return Optional.of(ref.id().equals(Artist.LIBRARY) ? library : workflow);
        }

        @Override
        public Optional<WorkflowRef> published(String project, String id) {
            return Optional.of(new WorkflowRef(id, 1));
        }
    }

    private Optional<SimulatedProcess> anyProcess() {
        var living = slots.stream().map(Slot::process).filter(SimulatedProcess::alive).toList();
        return living.isEmpty()
                ? Optional.empty()
                : Optional.of(living.get(random.nextInt(living.size())));
    }

    /// Runs to the end of every run, and a little longer.
    ///
    /// @throws AssertionError that names the broken promise
    Result run() {
        for (int i = 1; i <= runs; i++) {
            int number = i;
            time.after(
                    faults.between(1, 20_000), () -> people.start(number, random.nextInt(3) == 0));
        }
        time.after(faults.between(1_000, 60_000), people::look);
        while (!over() && time.count() < MOST_HAPPENINGS) {
            step();
        }
        watch.expect(over(), "every run comes to its end; open:\n" + people.open());
        long end = time.nanos() + AFTERWARDS.toNanos();
        while (time.nanos() < end) {
            step();
        }
        watch.expect(
                store.states().stream().filter(run -> run.child().isEmpty()).count() == runs,
                "whoever begins a run, be it by a message, begins one");
        watch.atTheEnd(provider, people.acknowledged());
        return new Result(
                runs,
                watch.completed(),
                watch.children(),
                watch.effects(),
                watch.takeovers(),
                slots.stream().mapToInt(Slot::deaths).sum(),
                time.count(),
                faults.happened());
    }

    /// What happened, if it was kept: for people who look for the reason.
    String story() {
        return watch.story() + "\n" + provider.ledger();
    }

    private boolean over() {
        return people.acknowledged().size() == runs && watch.runs().stream().allMatch(watch::ended);
    }

    /// Threads go on until none can; then time does.
    private void step() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (var slot : slots) {
                moved |= slot.move();
            }
        }
        time.step();
        defect.ifPresent(thrown -> {
            throw new AssertionError("A thread of the engine failed", thrown);
        });
    }
}
