package io.sluice.bench;

import io.sluice.codec.cel.CelExpressions;
import io.sluice.codec.record.JsonRecords;
import io.sluice.codec.schema.JsonSchemas;
import io.sluice.db.run.JdbcCommandQueue;
import io.sluice.db.run.JdbcEffectStore;
import io.sluice.db.run.JdbcPauses;
import io.sluice.db.run.JdbcPeers;
import io.sluice.db.run.JdbcQuotas;
import io.sluice.db.run.JdbcResourceLocks;
import io.sluice.db.run.JdbcRunStore;
import io.sluice.db.run.JdbcWaits;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.node.NodeType;
import io.sluice.engine.port.Catalogue;
import io.sluice.engine.port.Restraints;
import io.sluice.engine.port.RunListener;
import io.sluice.engine.port.Starters;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.WorkflowRef;
import io.sluice.engine.runtime.EngineOptions;
import io.sluice.engine.runtime.EnginePorts;
import io.sluice.engine.runtime.EngineRuntime;
import io.sluice.engine.runtime.Outcome;
import io.sluice.engine.runtime.RunService;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The product's engine over the product's store, with one workflow and a node that does nothing.
final class BenchEngine implements AutoCloseable {
    private static final AtomicLong IDS = new AtomicLong();

    /// Of all engines: a run may end on another than the one that began it.
    private static final Map<RunId, CountDownLatch> ENDS = new ConcurrentHashMap<>();

    private final Workflow workflow;
    private final EngineRuntime runtime;
    private final JdbcPeers peers;
    private final AtomicInteger parts = new AtomicInteger();
    private volatile CountDownLatch completed = new CountDownLatch(0);
    private volatile CountDownLatch parked = new CountDownLatch(0);

    BenchEngine(BenchDatabase database, Workflow workflow) {
        this(database, workflow, EngineOptions.standard("bench"), new Noop());
    }

    /// @param types the node types it knows
    BenchEngine(
            BenchDatabase database,
            Workflow workflow,
            EngineOptions options,
            NodeType<?, ?>... types) {
        this.workflow = workflow;
        var db = database.database();
        peers =
                new JdbcPeers(
                        db,
                        options.node(),
                        Arrays.stream(types)
                                .map(type -> type.descriptor().id())
                                .collect(Collectors.toSet()),
                        InstantSource.system());
        runtime =
                new EngineRuntime(
                        new EnginePorts(
                                        new JdbcRunStore(db),
                                        new JdbcEffectStore(db),
                                        _ -> Optional.of(workflow),
                                        new JdbcWaits(db),
                                        new JdbcCommandQueue(db),
                                        (_, _) -> Optional.empty(),
                                        new Types(List.of(types)),
                                        new JsonRecords(),
                                        new JsonSchemas(),
                                        new CelExpressions(),
                                        (_, _, _, _) -> {},
                                        new Counting(),
                                        InstantSource.system(),
                                        now ->
                                                new RunId(
                                                        Long.toHexString(now.toEpochMilli())
                                                                + "-"
                                                                + IDS.incrementAndGet()))
                                .with(
                                        new Restraints(
                                                new JdbcPauses(db),
                                                new JdbcQuotas(db),
                                                new JdbcResourceLocks(db),
                                                peers),
                                        Starters.NONE),
                        options);
        runtime.start();
    }

    /// Says that it is there, and looks who else is.
    void meet() {
        peers.meet();
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

    /// Until so many parts of runs have ended.
    void awaitParts(int many) throws InterruptedException {
        while (parts.get() < many) {
            Thread.sleep(20);
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(10, TimeUnit.MINUTES)) {
            throw new IllegalStateException(latch.getCount() + " runs are still missing");
        }
    }

    /// Begins a run; returns when that is durable.
    RunId start(Map<String, @Nullable Object> trigger) {
        return start(runtime.runs().nextId(), trigger);
    }

    private RunId start(RunId id, Map<String, @Nullable Object> trigger) {
        return start("bench", id, trigger);
    }

    /// Begins a run of a workflow by this name; returns when that is durable.
    RunId start(String name) {
        return start(name, runtime.runs().nextId(), Map.of());
    }

    private RunId start(String name, RunId id, Map<String, @Nullable Object> trigger) {
        var outcome =
                runtime.runs()
                        .start(
                                new Command.StartRun(
                                        id,
                                        "default",
                                        new WorkflowRef(name, 1),
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
        peers.leave();
    }

    private final class Counting implements RunListener {
        @Override
        public void committed(RunState state, long version, Instant at, List<Event> events) {
            if (state.child().isPresent()) {
                parts.addAndGet(state.status().ended() ? 1 : 0);
                return;
            }
            if (state.status() == RunStatus.COMPLETED) {
                Optional.ofNullable(ENDS.remove(state.id())).ifPresent(CountDownLatch::countDown);
                completed.countDown();
            } else if (events.stream().anyMatch(BenchEngine::parks)) {
                parked.countDown();
            }
        }
    }

    private static boolean parks(Event event) {
        return event instanceof Event.StepEntered entered
                && entered.step().doing() instanceof Step.Doing.Listen;
    }

    /// Begins a run and waits until it has ended.
    void runToEnd(Map<String, @Nullable Object> trigger) {
        runToEnd("bench", trigger);
    }

    /// Begins a run of a workflow by this name, and waits until it has ended.
    void runToEnd(String name, Map<String, @Nullable Object> trigger) {
        var over = new CountDownLatch(1);
        var id = runtime.runs().nextId();
        ENDS.put(id, over);
        start(name, id, trigger);
        try {
            await(over);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Types(Map<String, NodeEntry> entries) implements Catalogue {
        Types(List<NodeType<?, ?>> types) {
            this(
                    types.stream()
                            .collect(
                                    Collectors.toMap(
                                            type -> type.descriptor().id(),
                                            type -> new NodeEntry(type, Map.of(), Map.of()))));
        }

        @Override
        public Optional<NodeEntry> nodeType(String id) {
            return Optional.ofNullable(entries.get(id));
        }

        @Override
        public Optional<TriggerEntry> triggerType(String id) {
            return Optional.empty();
        }
    }
}
