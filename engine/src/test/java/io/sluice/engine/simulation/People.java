package io.sluice.engine.simulation;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.port.InMemoryStore;
import io.sluice.engine.port.Intake;
import io.sluice.engine.port.Waits;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.WorkflowRef;
import io.sluice.engine.runtime.Outcome;
import io.sluice.engine.runtime.RunService;
import io.sluice.engine.runtime.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everybody who wants something of the runs: callers that start them and ask again until they are
/// answered, senders of messages, people who decide, resolve incidents and cancel now and then.
final class People {
    private static final Actor ANNA = new Actor("user", "anna");
    private static final Map<String, @Nullable Object> TRIGGER =
            Map.of("items", List.of("a", "b", "c"));
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Time time;
    private final Random random;
    private final Faults faults;
    private final InMemoryStore store;
    private final Provider provider;
    private final Watch watch;
    private final Supplier<Optional<SimulatedProcess>> anyProcess;
    private final Map<Integer, RunId> acknowledged = new TreeMap<>();

    People(
            Time time,
            Random random,
            Faults faults,
            InMemoryStore store,
            Provider provider,
            Watch watch,
            Supplier<Optional<SimulatedProcess>> anyProcess) {
        this.time = time;
        this.random = random;
        this.faults = faults;
        this.store = store;
        this.provider = provider;
        this.watch = watch;
        this.anyProcess = anyProcess;
    }

    Set<RunId> acknowledged() {
        return Set.copyOf(acknowledged.values());
    }

    /// Asks any process that lives; whether it answers is another matter.
    private void ask(Consumer<RunService> question) {
        anyProcess
                .get()
                .ifPresent(process ->
                        process.threads.execute(() -> {
                            try {
                                question.accept(process.runtime.runs());
                            } catch (StoreUnavailable | Wire.NoAnswer | IllegalStateException e) {
                                // Asked again later, as everybody does who got no answer.
                            }
                        }));
    }

    /// Starts a run, or sends a message that starts one; asks again with the same key until it is
    /// answered.
    void start(int number, boolean byMessage) {
        if (acknowledged.containsKey(number)) {
            return;
        }
        if (byMessage) {
            tell(number);
        } else {
            startAtOnce(number);
        }
        time.after(PATIENCE, () -> start(number, byMessage));
    }

    private void tell(int number) {
        var message =
                new Waits.Message(
                        "key-" + number,
                        new Waits.Subscription(Callers.MESSAGE, "whoever"),
                        TRIGGER,
                        time.now(),
                        new Waits.Sender(ANNA, 0, true));
        ask(runs ->
                runs.deliver(message, Duration.ofDays(100)).begun().stream()
                        .findFirst()
                        .ifPresent(run -> acknowledge(number, run)));
    }

    private void startAtOnce(int number) {
        ask(runs -> {
            var id = runs.nextId();
            var intake = new Intake("default", "w", "key-" + number, "test", Map.of(), time.now());
            switch (runs.start(startOf(id), Optional.of(intake), List.of())) {
                case Outcome.Accepted(RunId run) -> acknowledge(number, run);
                case Outcome.Duplicate(RunId run) -> acknowledge(number, run);
                case Outcome other -> throw new AssertionError("A start was answered " + other);
            }
        });
    }

    private void acknowledge(int number, RunId run) {
        var before = acknowledged.put(number, run);
        watch.expect(before == null || before.equals(run), "one key begins one run");
    }

    private static Command.StartRun startOf(RunId id) {
        return new Command.StartRun(
                id,
                "default",
                new WorkflowRef("w", 1),
                new NodeId("s"),
                TRIGGER,
                Map.of(),
                Mode.LIVE,
                ANNA);
    }

    /// Looks at everything that waits for somebody, and comes back later.
    void look() {
        for (var id : List.copyOf(watch.runs())) {
            if (!watch.ended(id)) {
                lookAt(store.state(id));
            }
        }
        time.after(faults.between(15_000, 120_000), this::look);
    }

    private void lookAt(RunState state) {
        if (random.nextInt(60) == 0) {
            submit(state, new Command.CancelRun(random.nextBoolean(), ANNA, "luck"));
        }
        for (var step : state.steps().values()) {
            if (random.nextInt(4) > 0) {
                serve(state, step);
            }
        }
    }

    private void serve(RunState state, Step step) {
        switch (step.doing()) {
            case Doing.Decide _ ->
                    submit(
                            state,
                            new Command.DecideApproval(
                                    step.id(),
                                    random.nextBoolean() ? "approved" : "rejected",
                                    ANNA,
                                    ""));
            case Doing.Listen(String message, String key) -> send(state, step, message, key);
            case Doing.Stuck(Incident incident, Doing resume) ->
                    resolve(state, step, incident, resume);
            default -> {}
        }
    }

    private void submit(RunState state, Command command) {
        ask(runs -> runs.submit(state.id(), command, List.of()));
    }

    /// Now and then twice.
    private void send(RunState state, Step step, String name, String key) {
        var message =
                new Waits.Message(
                        state.id() + "-" + step.id(),
                        new Waits.Subscription(name, key),
                        Map.of(),
                        time.now());
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            ask(runs -> runs.deliver(message, Duration.ofHours(1)));
        }
    }

    /// A person looks at the outside before saying what happened there, and lets what may still be
    /// under way arrive first.
    private void resolve(RunState state, Step step, Incident incident, Doing resume) {
        if (incident.raisedAt().plusSeconds(120).isAfter(time.now())) {
            return;
        }
        Resolution resolution =
                switch (incident.kind()) {
                    case UNKNOWN_OUTCOME ->
                            made(resume)
                                    ? new Resolution.Happened(Map.of())
                                    : new Resolution.DidNotHappen();
                    case FAILED ->
                            random.nextInt(4) == 0
                                    ? new Resolution.Skip(Map.of())
                                    : new Resolution.Retry();
                    case CONFLICT, LIMIT, DUPLICATE -> new Resolution.Skip(Map.of());
                };
        submit(
                state,
                new Command.ResolveIncident(
                        step.id(), resolution, ANNA, "looked", Optional.of(incident.raisedAt())));
    }

    private boolean made(Doing resume) {
        return resume instanceof Doing.Work work
                && work.effect()
                        .map(effect -> provider.ledger().containsKey(effect.key().value()))
                        .orElse(false);
    }

    /// What still runs, for people who want to know why.
    String open() {
        return watch.runs().stream()
                .filter(id -> !watch.ended(id))
                .map(id -> store.stored(id).toString())
                .collect(Collectors.joining("\n"));
    }
}
