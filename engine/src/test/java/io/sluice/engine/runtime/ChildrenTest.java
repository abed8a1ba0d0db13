package io.sluice.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import io.sluice.engine.definition.Node.OnFailure;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.expression.TinyExpressions;
import io.sluice.engine.port.InMemoryStore;
import io.sluice.engine.port.WorkflowVersions;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.WorkflowRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Runs that begin runs: for the items of a list, and to call another workflow.
class ChildrenTest {
    private static final RunId PARENT = new RunId("parent");

    private final InMemoryStore store = new InMemoryStore();
    private final Outside outside = new Outside();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-05T10:00:00Z"));
    private final Map<String, Workflow> workflows = new HashMap<>();
    private final Commits commits = new Commits();
    private EngineRuntime runtime = process("node-1");

    private EngineRuntime process(String name) {
        return new EngineRuntime(
                new EnginePorts(
                        store,
                        store,
                        new Versions(),
                        store,
                        store,
                        (_, _) -> Optional.empty(),
                        outside,
                        outside,
                        new TinyExpressions(),
                        (_, _, _, _) -> {},
                        commits,
                        clock,
                        _ -> PARENT),
                EngineOptions.standard(name));
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
    private static Drawing each(int atOnce, OnFailure onFailure, String... inner) {
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

    @Test
    void goesThroughAListAndGivesTheResultsInOrder() {
        draw("w", each(3, OnFailure.STOP, "a").task("a", "PROBE"));

        start(assets(10));
        var state = ended();

        assertThat(state.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(outside.applied()).hasSize(10).doesNotHaveDuplicates();
        assertThat(results(state))
                .extracting(one -> String.valueOf(((Map<?, ?>) one).get("place")))
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(results(state).getFirst()).isEqualTo(Map.of("asset", "i-0", "place", 0L));
    }

    @Test
    void anEmptyListIsPassed() {
        draw("w", each(3, OnFailure.STOP, "a").task("a", "PROBE"));

        start(assets(0));

        assertThat(ended().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(outside.applied()).isEmpty();
    }

    @Test
    void whatIsNoListIsForAPerson() {
        draw("w", each(3, OnFailure.STOP, "a").task("a", "PROBE"));

        start(Map.of("assets", "i-1"));

        commits.await(PARENT, state -> stuck(state, "each"));
    }

    @Test
    void theStateOfTheParentStaysSmallHoweverManyItemsThereAre() {
        draw("w", each(50, OnFailure.STOP));

        start(assets(700));
        var state = ended();

        assertThat(store.runCount()).isEqualTo(701);
        assertThat(store.journal(PARENT)).hasSizeLessThan(30);
        assertThat(output(state, "each")).containsEntry("done", 700L);
    }

    @Test
    void noMoreThanSoManyAtOnce() {
        draw("w", each(2, OnFailure.STOP, "m").message("m", "go", "=item.id"));

        start(assets(5));
        awaitChildren(2, RunStatus.RUNNING);
        say("go", "i-0");
        awaitChildren(1, RunStatus.COMPLETED);
        awaitChildren(2, RunStatus.RUNNING);

        assertThat(children()).hasSize(3);
    }

    private Drawing failing(OnFailure onFailure) {
        return each(1, onFailure, "c", "wrong")
                .choice("c")
                .failEnd("wrong", "asset.bad", "Asset ${item.id} is bad.")
                .redraw("c_wrong", "wrong_i", "b_c")
                .edge("b", "c")
                .when("c", "item.id == 'i-1'", "wrong")
                .otherwise("c", "i");
    }

    @Test
    void aFailedItemStopsTheRest() {
        draw(
                "w",
                failing(OnFailure.STOP)
                        .onError("bad", "each", "asset.bad")
                        .end("sorry")
                        .edge("bad", "sorry"));

        start(assets(4));
        var state = ended();

        assertThat(state.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(output(state, "bad"))
                .containsEntry("code", "asset.bad")
                .extractingByKey("message")
                .asString()
                .contains("Item 1")
                .contains("Asset i-1 is bad.");
        assertThat(children()).hasSize(2);
    }

    @Test
    void aFailedItemIsCountedAndTheOthersGoOn() {
        draw("w", failing(OnFailure.GO_ON));

        start(assets(4));
        var state = ended();

        assertThat(output(state, "each"))
                .containsEntry("total", 4L)
                .containsEntry("done", 3L)
                .containsEntry("failed", 1L);
        assertThat(results(state).get(1)).isNull();
    }

    @Test
    void aRetryBeginsAgainOnlyWhatHasFailed() {
        draw("w", failing(OnFailure.STOP));
        start(assets(3));
        commits.await(PARENT, state -> stuck(state, "each"));
        draw("w", each(1, OnFailure.STOP));
        runtime.close();
        clock.move(Duration.ofMinutes(1));
        runtime = process("node-2");

        var step = store.state(PARENT).steps().firstKey();
        submit(
                PARENT,
                new Command.ResolveIncident(step, new Resolution.Retry(), Actor.ENGINE, "mended"));
        var state = ended();

        assertThat(output(state, "each")).containsEntry("done", 3L);
        assertThat(store.runCount()).as("parent, three items, one of them twice").isEqualTo(5);
    }

    @Test
    void anotherProcessGoesOnWithoutDoingFinishedItemsAgain() {
        draw(
                "w",
                each(2, OnFailure.STOP, "m", "a")
                        .message("m", "go", "=item.id")
                        .task("a", "PROBE"));
        start(assets(6));
        awaitChildren(2, RunStatus.RUNNING);
        say("go", "i-0");
        awaitChildren(1, RunStatus.COMPLETED);
        runtime.close();

        clock.move(Duration.ofMinutes(5));
        runtime = process("node-2");
        commits.await(
                PARENT,
                state -> state.status() == RunStatus.COMPLETED,
                () -> {
                    runtime.tick();
                    for (int i = 0; i < 6; i++) {
                        tell("go", "i-" + i);
                    }
                    clock.move(Duration.ofSeconds(20));
                });

        assertThat(outside.applied()).hasSize(6).doesNotHaveDuplicates();
        assertThat(store.runCount()).isEqualTo(7);
    }

    @Test
    void cancelingStopsTheItemsAndUndoesWhatTheyHaveChanged() {
        draw(
                "w",
                each(1, OnFailure.STOP, "a", "m")
                        .task("a", "PROBE")
                        .message("m", "go", "=item.id"));
        start(assets(3));
        awaitChildren(1, RunStatus.RUNNING);
        say("go", "i-0");
        awaitChildren(1, RunStatus.COMPLETED);
        awaitChildren(1, RunStatus.RUNNING);
        awaitApplied(2);

        submit(PARENT, new Command.CancelRun(true, Actor.ENGINE, "enough"));
        commits.await(
                PARENT,
                state -> state.status() == RunStatus.CANCELED,
                () -> {
                    clock.move(Duration.ofSeconds(20));
                    runtime.tick();
                });

        assertThat(outside.undone()).containsExactlyInAnyOrderElementsOf(outside.applied());
    }

    private static Drawing caller() {
        return Drawing.workflow()
                .start("s")
                .call("call", "lib", Map.of("asset", "=trigger.id"))
                .end("e")
                .path("s", "call", "e");
    }

    @Test
    void callsAnotherWorkflowAndHasItsResult() {
        draw("w", caller());
        draw(
                "lib",
                Drawing.workflow()
                        .start("ls")
                        .task("a", "PROBE")
                        .end("le", Map.of("seen", "=trigger.input.asset"))
                        .path("ls", "a", "le"));

        start(Map.of("id", "i-7"));
        var state = ended();

        assertThat(output(state, "call")).isEqualTo(Map.of("seen", "i-7"));
        assertThat(outside.applied()).hasSize(1);
    }

    @Test
    void anErrorOfTheCalledWorkflowIsAnErrorOfTheCall() {
        draw("w", caller().onError("bad", "call", "lib.bad").edge("bad", "e"));
        draw(
                "lib",
                Drawing.workflow().start("ls").failEnd("le", "lib.bad", "No.").path("ls", "le"));

        start(Map.of("id", "i-7"));

        assertThat(output(ended(), "bad")).containsEntry("code", "lib.bad");
    }

    @Test
    void aWorkflowThatIsNotPublishedIsForAPerson() {
        draw("w", caller());

        start(Map.of("id", "i-7"));

        commits.await(PARENT, state -> stuck(state, "call"));
    }

    @Test
    void workflowsThatCallEachOtherForEverAreStoppedByName() {
        draw(
                "w",
                Drawing.workflow()
                        .start("s")
                        .call("call", "w", Map.of())
                        .end("e")
                        .path("s", "call", "e"));

        start(Map.of());
        var deepest = deepest();
        commits.await(deepest, state -> stuck(state, "call"));

        submit(PARENT, new Command.CancelRun(false, Actor.ENGINE, "enough"));
        commits.await(
                PARENT,
                state -> state.status() == RunStatus.CANCELED,
                () -> {
                    clock.move(Duration.ofSeconds(20));
                    runtime.tick();
                });
        assertThat(store.state(deepest).status()).isEqualTo(RunStatus.CANCELED);
    }

    private static RunId deepest() {
        var run = PARENT;
        for (int depth = 0; depth < 20; depth++) {
            run = EffectKey.of(run, new NodeId("call"), 1).child(0, 1);
        }
        return run;
    }

    private void draw(String id, Drawing drawing) {
        workflows.put(id, drawing.draw());
    }

    private void start(Map<String, Object> trigger) {
        var workflow = java.util.Objects.requireNonNull(workflows.get("w"));
        var outcome =
                runtime.runs()
                        .start(
                                new Command.StartRun(
                                        PARENT,
                                        "default",
                                        new WorkflowRef("w", 1),
                                        workflow.starts().getFirst().id(),
                                        new HashMap<>(trigger),
                                        Map.of(),
                                        Mode.LIVE,
                                        Actor.ENGINE),
                                Optional.empty(),
                                List.of());
        assertThat(outcome).isEqualTo(new Outcome.Accepted(PARENT));
    }

    private void submit(RunId run, Command command) {
        assertThat(runtime.runs().submit(run, command, List.of()))
                .isInstanceOf(Outcome.Accepted.class);
    }

    /// When somebody listens.
    private void say(String message, String key) {
        commits.awaitAny(() ->
                children().stream()
                        .flatMap(child -> child.steps().values().stream())
                        .anyMatch(step ->
                                step.doing() instanceof Step.Doing.Listen(var _, var k)
                                        && k.equals(key)));
        tell(message, key);
    }

    private void tell(String message, String key) {
        var id = message + key + messages.incrementAndGet();
        runtime.runs()
                .deliver(
                        new io.sluice.engine.port.Waits.Message(
                                id,
                                new io.sluice.engine.port.Waits.Subscription(message, key),
                                Map.of(),
                                clock.instant()),
                        Duration.ofMillis(1));
    }

    private final AtomicInteger messages = new AtomicInteger();

    private static Map<String, Object> assets(int many) {
        var assets = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < many; i++) {
            assets.add(Map.of("id", "i-" + i));
        }
        return Map.of("assets", assets);
    }

    private RunState ended() {
        commits.await(PARENT, state -> state.status().ended());
        return store.state(PARENT);
    }

    private List<RunState> children() {
        return store.states().stream().filter(state -> state.child().isPresent()).toList();
    }

    private void awaitChildren(int many, RunStatus status) {
        commits.awaitAny(() ->
                children().stream().filter(child -> child.status() == status).count() == many);
    }

    private void awaitApplied(int many) {
        commits.awaitAny(() ->
                outside.applied().size() == many
                        && children().stream()
                                .noneMatch(child ->
                                        child.steps().values().stream().anyMatch(Step::changing)));
    }

    private static boolean stuck(RunState state, String node) {
        return state.steps().values().stream()
                .anyMatch(step ->
                        step.node().equals(new NodeId(node))
                                && step.doing() instanceof Step.Doing.Stuck);
    }

    private static Map<String, @Nullable Object> output(RunState state, String node) {
        return state.outputs().getOrDefault(new NodeId(node), Map.of());
    }

    private static List<?> results(RunState state) {
        return output(state, "each").get("results") instanceof List<?> list ? list : List.of();
    }
}
