package io.sluice.bench;

import io.sluice.codec.cel.CelExpressions;
import io.sluice.codec.record.JsonRecords;
import io.sluice.db.run.JdbcCommandQueue;
import io.sluice.db.run.JdbcEffectStore;
import io.sluice.db.run.JdbcRunStore;
import io.sluice.db.run.JdbcWaits;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.port.Catalogue;
import io.sluice.engine.port.RunListener;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.WorkflowRef;
import io.sluice.engine.runtime.EngineOptions;
import io.sluice.engine.runtime.EnginePorts;
import io.sluice.engine.runtime.EngineRuntime;
import io.sluice.engine.runtime.Outcome;
import io.sluice.engine.runtime.RunService;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The product's engine over the product's store, with one workflow and a node that does nothing.
final class BenchEngine implements AutoCloseable {
    private static final AtomicLong IDS = new AtomicLong();

    private final Workflow workflow;
    private final EngineRuntime runtime;
    private volatile CountDownLatch completed = new CountDownLatch(0);
    private volatile CountDownLatch parked = new CountDownLatch(0);

    BenchEngine(BenchDatabase database, Workflow workflow) {
        this.workflow = workflow;
        var db = database.database();
        var catalogue = new NoopCatalogue();
        runtime =
                new EngineRuntime(
                        new EnginePorts(
                                new JdbcRunStore(db),
                                new JdbcEffectStore(db),
                                _ -> Optional.of(workflow),
                                new JdbcWaits(db),
                                new JdbcCommandQueue(db),
                                (_, _) -> Optional.empty(),
                                catalogue,
                                new JsonRecords(),
                                new CelExpressions(),
                                (_, _, _, _) -> {},
                                new Counting(),
                                InstantSource.system(),
                                now ->
                                        new RunId(
                                                Long.toHexString(now.toEpochMilli())
                                                        + "-"
                                                        + IDS.incrementAndGet())),
                        EngineOptions.standard("bench"));
        runtime.start();
    }

    RunService runs() {
        return runtime.runs();
    }

    /// From now on so many runs are to be completed and parked.
    void expect(int runs) {
        completed = new CountDownLatch(runs);
        parked = new CountDownLatch(runs);
    }

    void awaitCompleted() throws InterruptedException {
        await(completed);
    }

    void awaitParked() throws InterruptedException {
        await(parked);
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(10, TimeUnit.MINUTES)) {
            throw new IllegalStateException(latch.getCount() + " runs are still missing");
        }
    }

    /// Begins a run; returns when that is durable.
    RunId start(Map<String, @Nullable Object> trigger) {
        var outcome =
                runtime.runs()
                        .start(
                                new Command.StartRun(
                                        runtime.runs().nextId(),
                                        "default",
                                        new WorkflowRef("bench", 1),
                                        workflow.starts().getFirst().id(),
                                        trigger,
                                        Map.of(),
                                        Mode.LIVE,
                                        Actor.ENGINE),
                                Optional.empty(),
                                List.of());
        if (outcome instanceof Outcome.Accepted(RunId run)) {
            return run;
        }
        throw new IllegalStateException("Not begun: " + outcome);
    }

    @Override
    public void close() {
        runtime.close();
    }

    private final class Counting implements RunListener {
        @Override
        public void committed(RunState state, long version, Instant at, List<Event> events) {
            if (state.status() == RunStatus.COMPLETED) {
                completed.countDown();
            } else if (events.stream().anyMatch(BenchEngine::parks)) {
                parked.countDown();
            }
        }
    }

    private static boolean parks(Event event) {
        return event instanceof Event.StepEntered entered
                && entered.step().doing() instanceof io.sluice.engine.run.Step.Doing.Listen;
    }

    private static final class NoopCatalogue implements Catalogue {
        private final NodeEntry noop = new NodeEntry(new Noop(), Map.of(), Map.of());

        @Override
        public Optional<NodeEntry> nodeType(String id) {
            return id.equals("noop") ? Optional.of(noop) : Optional.empty();
        }

        @Override
        public Optional<TriggerEntry> triggerType(String id) {
            return Optional.empty();
        }
    }
}
