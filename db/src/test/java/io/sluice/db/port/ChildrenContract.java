package io.sluice.db.port;

import static io.sluice.db.port.Samples.START;
import static io.sluice.db.port.Samples.commit;
import static io.sluice.db.port.Samples.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.port.Children;
import io.sluice.engine.port.Children.Begun;
import io.sluice.engine.port.Children.Outcome;
import io.sluice.engine.port.CommitResult;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.port.RunCommit.Fence;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Child;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.Outer;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.StepId;
import io.sluice.engine.run.WorkflowRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the engine counts on when runs begin runs.
public abstract class ChildrenContract {
    private static final RunId PARENT = new RunId("r1");
    private static final NodeId EACH = new NodeId("each");
    private static final EffectKey GROUP = EffectKey.of(PARENT, EACH, 1);
    private static final Outer OUTER =
            new Outer(
                    Map.of("event", "e-1"),
                    Map.of("threshold", 900L),
                    Map.of(new NodeId("look"), Map.of("found", List.of(1L, "two"))));

    private RunStore runs;
    private Children children;

    /// Empty stores.
    protected abstract Stores stores();

    @BeforeEach
    void open() {
        runs = stores().runs();
        children = runs.children();
    }

    private void list(int many) {
        var items = new ArrayList<@Nullable Object>();
        for (int i = 0; i < many; i++) {
            items.add(i % 2 == 0 ? Map.of("id", "i-" + i) : null);
        }
        runs.commit(
                List.of(
                        commit(
                                RunState.fresh(PARENT),
                                0,
                                1,
                                null,
                                started(PARENT, Map.of()),
                                new Event.ItemsListed(new StepId(1), GROUP, many, items, OUTER))));
    }

    private RunState begin(int index, int attempt) {
        var commit = beginning(index, attempt);
        runs.commit(List.of(commit));
        return commit.state();
    }

    private CommitResult store(int index, Fence fence) {
        var begun = beginning(index, 1);
        return runs.commit(
                        List.of(
                                new RunCommit(
                                        begun.state(),
                                        begun.events(),
                                        0,
                                        1,
                                        Optional.empty(),
                                        START,
                                        Optional.empty(),
                                        List.of(),
                                        List.of(),
                                        Optional.empty(),
                                        List.of(),
                                        Optional.of(fence))))
                .getFirst();
    }

    private static RunCommit beginning(int index, int attempt) {
        var id = GROUP.child(index, attempt);
        var child = new Child(PARENT, EACH, GROUP, index, attempt, "item", true, 1);
        return commit(
                RunState.fresh(id),
                0,
                1,
                null,
                new Event.RunStarted(
                        id,
                        "default",
                        new WorkflowRef("sweep", 1),
                        EACH,
                        Map.of(),
                        Map.of(),
                        Mode.LIVE,
                        Actor.ENGINE,
                        START,
                        Optional.empty(),
                        Optional.of(child)));
    }

    private void move(RunState state, Event... events) {
        runs.commit(List.of(commit(state, 1, 1, null, events)));
    }

    @Test
    void noneBeginsForAProcessThatHasLostTheParent() {
        list(2);

        assertThat(store(0, new Fence(PARENT, 1))).isInstanceOf(CommitResult.Stored.class);
        assertThat(store(1, new Fence(PARENT, 2))).isInstanceOf(CommitResult.Clash.class);
        assertThat(store(1, new Fence(new RunId("gone"), 1)))
                .isInstanceOf(CommitResult.Clash.class);

        assertThat(children.begun(GROUP, 0, 9)).extracting(Begun::index).containsExactly(0);
        assertThat(runs.load(List.of(GROUP.child(1, 1)))).isEmpty();
    }

    @Test
    void itemsAreReadByTheirPlace() {
        list(1_203);

        assertThat(children.items(GROUP, 0, 2)).containsExactly(Map.of("id", "i-0"), null);
        assertThat(children.items(GROUP, 998, 5))
                .containsExactly(
                        Map.of("id", "i-998"),
                        null,
                        Map.of("id", "i-1000"),
                        null,
                        Map.of("id", "i-1002"));
        assertThat(children.items(GROUP, 1_200, 50)).hasSize(3);
        assertThat(children.items(GROUP, 5_000, 1)).isEmpty();
    }

    @Test
    void outerValuesComeBackAsTheyWere() {
        list(1);

        assertThat(children.outer(GROUP)).contains(OUTER);
        assertThat(children.outer(EffectKey.of(PARENT, EACH, 2))).isEmpty();
    }

    @Test
    void tellsHowFarEachChildIs() {
        list(4);
        begin(0, 1);
        move(
                begin(1, 1),
                new Event.ResultGiven(Optional.empty(), Map.of("ok", true)),
                new Event.RunCompleted(START.plusSeconds(1)));
        move(
                begin(2, 1),
                new Event.PathsStopped(
                        new NodeId("end"),
                        Optional.empty(),
                        Optional.of(Failure.permanent("asset.bad", "USER", "No."))),
                new Event.RunFailed(
                        Failure.permanent("asset.bad", "USER", "No."), START.plusSeconds(1)));

        var begun = children.begun(GROUP, 0, 10);

        assertThat(begun)
                .extracting(Begun::outcome)
                .containsExactly(Outcome.RUNNING, Outcome.DONE, Outcome.FAILED);
        assertThat(begun.get(1).output()).isEqualTo(Map.of("ok", true));
        assertThat(begun.get(2).failure()).map(Failure::code).contains("asset.bad");
        assertThat(children.begun(GROUP, 1, 1)).extracting(Begun::index).containsExactly(1);
    }

    @Test
    void aLaterRunForAnItemTakesThePlaceOfTheEarlier() {
        list(1);
        move(begin(0, 1), new Event.RunCanceled(START.plusSeconds(1)));
        begin(0, 2);

        assertThat(children.begun(GROUP, 0, 10))
                .singleElement()
                .satisfies(child -> {
                    assertThat(child.attempt()).isEqualTo(2);
                    assertThat(child.outcome()).isEqualTo(Outcome.RUNNING);
                    assertThat(child.run()).isEqualTo(GROUP.child(0, 2));
                });
    }

    @Test
    void aChildKnowsItsParentWhenItIsLoaded() {
        list(1);
        var id = begin(0, 1).id();

        assertThat(runs.load(List.of(id)).get(id))
                .satisfies(stored ->
                        assertThat(stored.state().child()).map(Child::parent).contains(PARENT));
    }
}
