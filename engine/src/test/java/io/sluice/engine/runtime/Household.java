package io.sluice.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import io.sluice.engine.definition.Node.OnFailure;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.port.InMemoryStore;
import io.sluice.engine.port.Waits;
import io.sluice.engine.port.WorkflowVersions;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.WorkflowRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/// Runs that begin runs, over stores in memory.
abstract class Household {
    static final RunId PARENT = new RunId("parent");

    final Rig rig = new Rig();
    final InMemoryStore store = rig.store;
    final Outside outside = rig.outside;
    final SettableClock clock = rig.clock;
    final Map<String, Workflow> workflows = new HashMap<>();
    final Commits commits = rig.commits;
    EngineRuntime runtime = process("node-1");

    EngineRuntime process(String name) {
        return rig.process(name, new Versions(), _ -> PARENT, rig.restraints);
    }

    private final class Versions implements WorkflowVersions {
        @Override
        public Optional<Workflow> find(WorkflowRef ref) {
            return Optional.ofNullable(workflows.get(ref.id()));
        }

        @Override
        public Optional<WorkflowRef> published(String project, String workflow) {
            return Optional.ofNullable(workflows.get(workflow))
                    .map(_ -> new WorkflowRef(workflow, 1));
        }
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    /// s → for each asset [ b → inner… → i ] → e
    static Drawing each(int atOnce, OnFailure onFailure, String... inner) {
        var drawing =
                Drawing.workflow()
                        .start("s")
                        .forEach("each", "trigger.assets", atOnce, onFailure)
                        .begin("b")
                        .end("i", Map.of("asset", "=item.id", "place", "=index"))
                        .end("e", Map.of("results", "=nodes.each.output.results"))
                        .in("each", "b", "i")
                        .in("each", inner)
                        .path("s", "each", "e");
        var path = new ArrayList<String>();
        path.add("b");
        path.addAll(List.of(inner));
        path.add("i");
        return drawing.path(path.toArray(String[]::new));
    }

    void draw(String id, Drawing drawing) {
        workflows.put(id, drawing.draw());
    }

    void start(Map<String, Object> trigger) {
        var workflow = Objects.requireNonNull(workflows.get("w"));
        var outcome =
                runtime.runs()
                        .start(Rig.start(PARENT, workflow, trigger), Optional.empty(), List.of());
        assertThat(outcome).isEqualTo(new Outcome.Accepted(PARENT));
    }

    void submit(RunId run, Command command) {
        assertThat(runtime.runs().submit(run, command, List.of()))
                .isInstanceOf(Outcome.Accepted.class);
    }

    /// When somebody listens.
    void say(String message, String key) {
        commits.awaitAny(() ->
                children().stream()
                        .flatMap(child -> child.steps().values().stream())
                        .anyMatch(step ->
                                step.doing() instanceof Step.Doing.Listen(var _, var k)
                                        && k.equals(key)));
        tell(message, key);
    }

    void tell(String message, String key) {
        var id = message + key + messages.incrementAndGet();
        runtime.runs()
                .deliver(
                        new Waits.Message(
                                id,
                                new Waits.Subscription(message, key),
                                Map.of(),
                                clock.instant()),
                        Duration.ofMillis(1));
    }

    final AtomicInteger messages = new AtomicInteger();

    /// Looks come and go until the parent has ended so.
    void awaitParent(RunStatus status) {
        commits.await(
                PARENT,
                state -> state.status() == status,
                () -> {
                    clock.move(Duration.ofSeconds(20));
                    runtime.tick();
                });
    }

    static Map<String, Object> assets(int many) {
        var assets = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < many; i++) {
            assets.add(Map.of("id", "i-" + i));
        }
        return Map.of("assets", assets);
    }

    RunState ended() {
        commits.await(PARENT, state -> state.status().ended());
        return store.state(PARENT);
    }

    List<RunState> children() {
        return store.states().stream().filter(state -> state.child().isPresent()).toList();
    }

    void awaitChildren(int many, RunStatus status) {
        commits.awaitAny(() ->
                children().stream().filter(child -> child.status() == status).count() == many);
    }

    void awaitApplied(int many) {
        commits.awaitAny(() ->
                outside.applied().size() == many
                        && children().stream()
                                .noneMatch(child ->
                                        child.steps().values().stream().anyMatch(Step::changing)));
    }

    static boolean stuck(RunState state, String node) {
        return state.steps().values().stream()
                .anyMatch(step ->
                        step.node().equals(new NodeId(node))
                                && step.doing() instanceof Step.Doing.Stuck);
    }

    static Map<String, @Nullable Object> output(RunState state, String node) {
        return state.outputs().getOrDefault(new NodeId(node), Map.of());
    }

    static List<?> results(RunState state) {
        return output(state, "each").get("results") instanceof List<?> list ? list : List.of();
    }
}
