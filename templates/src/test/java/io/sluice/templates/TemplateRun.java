package io.sluice.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.codec.cel.CelExpressions;
import io.sluice.codec.document.DocumentReading;
import io.sluice.codec.document.WorkflowJson;
import io.sluice.codec.record.JsonRecords;
import io.sluice.codec.schema.JsonSchemas;
import io.sluice.engine.check.WorkflowCheck;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Problem;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.port.Catalogue;
import io.sluice.engine.port.InMemoryStore;
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
import io.sluice.engine.run.WorkflowRef;
import io.sluice.engine.runtime.EngineOptions;
import io.sluice.engine.runtime.EnginePorts;
import io.sluice.engine.runtime.EngineRuntime;
import io.sluice.engine.runtime.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A bundled workflow driven by the real engine with the real node types against the sandbox. Time
/// is the test's: both clocks jump to whatever is due next, until only a person could go on.
final class TemplateRun implements AutoCloseable, RunListener {
    private final Sandbox sandbox;
    private final Workflow workflow;
    private final Catalogue catalogue;
    private final InMemoryStore store = new InMemoryStore();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-05T10:00:00Z"));
    private final EngineRuntime engine;
    private final AtomicInteger ids = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition committed = lock.newCondition();
    private final Map<String, @Nullable Object> variables = new LinkedHashMap<>();
    private RunId run = new RunId("none");

    TemplateRun(Sandbox sandbox, String template) {
        this.sandbox = sandbox;
        workflow = load(template);
        catalogue = catalogue(sandbox);
        workflow.variables().forEach(one -> variables.put(one.name(), one.value()));
        engine =
                new EngineRuntime(
                        new EnginePorts(
                                store,
                                store,
                                _ -> Optional.of(workflow),
                                store,
                                store,
                                (_, name) -> sandbox.connection(name),
                                catalogue,
                                new JsonRecords(),
                                new JsonSchemas(),
                                new CelExpressions(),
                                (_, _, _, _) -> {},
                                this,
                                clock,
                                _ -> new RunId("run" + ids.incrementAndGet())),
                        EngineOptions.standard("test"));
    }

    private Catalogue catalogue(Sandbox outside) {
        return Catalogues.installed(new NodeEnvironment(clock, Set.of(outside.hostAndPort())));
    }

    static Workflow load(String template) {
        var path = "/templates/" + template + "/workflow.json";
        try (var stream = TemplateRun.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new AssertionError("No template at " + path);
            }
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return switch (WorkflowJson.read(text)) {
                case DocumentReading.Read(Workflow workflow) -> workflow;
                case DocumentReading.Malformed(List<Problem> problems) ->
                        throw new AssertionError(problems);
            };
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// What the check says of the template.
    List<Problem> problems() {
        return new WorkflowCheck(catalogue, new JsonSchemas(), new CelExpressions())
                .check(workflow);
    }

    /// ASVS V13.2.2: the account needs no more than the descriptors of its nodes name: whatever was
    /// asked of AWS is a permission of one of this workflow's node types.
    void askedOnlyForWhatItsNodesName() {
        var named =
                workflow.nodes().stream()
                        .filter(Node.Task.class::isInstance)
                        .map(node -> catalogue.nodeType(((Node.Task) node).type()).orElseThrow())
                        .flatMap(entry -> entry.type().descriptor().permissions().stream())
                        .filter(permission -> permission.startsWith("ec2:"))
                        .map(permission -> permission.substring(4).split(" ", 2)[0])
                        .toList();

        assertThat(named).containsAll(sandbox.asked("aws"));
    }

    TemplateRun with(String variable, Object value) {
        assertThat(variables).containsKey(variable);
        variables.put(variable, value);
        return this;
    }

    TemplateRun start(String node, Map<String, @Nullable Object> trigger) {
        return start(node, trigger, Mode.LIVE);
    }

    TemplateRun start(String node, Map<String, @Nullable Object> trigger, Mode mode) {
        run = engine.runs().nextId();
        engine.runs()
                .start(
                        new Command.StartRun(
                                run,
                                "default",
                                new WorkflowRef("template", 1),
                                new NodeId(node),
                                trigger,
                                new LinkedHashMap<>(variables),
                                mode,
                                Actor.ENGINE),
                        Optional.empty(),
                        List.of());
        return this;
    }

    /// Moves time until the run has ended, waits for a person, or stands at the named node.
    TemplateRun goOn(String... until) {
        for (int i = 0; i < 5_000; i++) {
            var state = rest();
            var next = state.dueAt();
            if (state.status().ended() || next.isEmpty() || standsAt(state, Set.of(until))) {
                return this;
            }
            var jump = Duration.between(clock.instant(), next.get());
            clock.move(jump);
            sandbox.advance(jump);
            engine.tick();
        }
        throw new AssertionError("The run comes to no rest: " + state());
    }

    private static boolean standsAt(RunState state, Set<String> nodes) {
        return state.steps().values().stream()
                .anyMatch(step -> nodes.contains(step.node().value()) && follows(step));
    }

    private static boolean follows(Step step) {
        return step.doing() instanceof Doing.Decide
                || (step.doing() instanceof Doing.Work work && work.phase() == Step.Phase.FOLLOW);
    }

    /// Waits until nothing is due any more.
    private RunState rest() {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(30);
            while (busy(state())) {
                if (left <= 0) {
                    throw new AssertionError(
                            "Still busy: %s hot, lease %s, now %s, %s"
                                    .formatted(
                                            engine.hotRuns(),
                                            store.stored(run).lease(),
                                            clock.instant(),
                                            state().steps()));
                }
                left = committed.awaitNanos(left);
            }
            return state();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            lock.unlock();
        }
    }

    private boolean busy(RunState state) {
        return state.dueAt().filter(at -> !at.isAfter(clock.instant())).isPresent();
    }

    @Override
    public void committed(RunState state, long version, Instant at, List<Event> events) {
        lock.lock();
        try {
            committed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A person answers an approval of the engine's own.
    TemplateRun decide(String node, String decision) {
        engine.runs()
                .submit(
                        run,
                        new Command.DecideApproval(
                                step(node).id(), decision, new Actor("user", "anna"), ""),
                        List.of());
        return this;
    }

    TemplateRun submit(Command command) {
        engine.runs().submit(run, command, List.of());
        return goOn();
    }

    RunState state() {
        return store.state(run);
    }

    Step step(String node) {
        return state().steps().values().stream()
                .filter(step -> step.node().value().equals(node))
                .findFirst()
                .orElseThrow(() -> new AssertionError(node + " is not open: " + state()));
    }

    TemplateRun endedAt(String node) {
        goOn();
        var ends = new ArrayList<String>();
        store.journal(run)
                .forEach(event -> {
                    if (event instanceof Event.PathEnded ended) {
                        ends.add(ended.node().value());
                    }
                });
        assertThat(ends).as("%s", state()).containsExactly(node);
        assertThat(state().status()).isEqualTo(RunStatus.COMPLETED);
        return this;
    }

    TemplateRun incidentAt(String node, String code) {
        assertThat(step(node).doing())
                .isInstanceOfSatisfying(
                        Doing.Stuck.class,
                        stuck ->
                                assertThat(stuck.incident().failure().code())
                                        .as("%s", stuck.incident())
                                        .isEqualTo(code));
        return this;
    }

    Map<String, @Nullable Object> output(String node) {
        var output = state().outputs().get(new NodeId(node));
        if (output == null) {
            throw new AssertionError(node + " has no output: " + state());
        }
        return output;
    }

    List<Event> journal() {
        return store.journal(run);
    }

    @Override
    public void close() {
        engine.close();
    }
}
