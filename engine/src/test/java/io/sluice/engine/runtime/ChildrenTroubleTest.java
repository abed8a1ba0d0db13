package io.sluice.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import io.sluice.engine.definition.Node.OnFailure;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Runs that begin runs, while the store or the outside is in the way.
class ChildrenTroubleTest extends Household {
    private static RunId item(int index) {
        return EffectKey.of(PARENT, new NodeId("each"), 1).child(index, 1);
    }

    private static Drawing waiting(int atOnce) {
        return each(atOnce, OnFailure.STOP, "m").message("m", "go", "=item.id");
    }

    @Test
    void aCancelDoesNotWaitForAnItemThatCouldNotBeBegun() {
        store.refuse(item(0));
        draw("w", waiting(3));
        start(assets(3));
        awaitChildren(2, RunStatus.RUNNING);

        submit(PARENT, new Command.CancelRun(false, Actor.ENGINE, "enough"));
        awaitParent(RunStatus.CANCELED);

        assertThat(children()).allMatch(child -> child.status() == RunStatus.CANCELED);
    }

    @Test
    void aFailureStopsTheRestAlsoWhenAnItemBeforeItCouldNotBeBegun() {
        store.refuse(item(0));
        draw(
                "w",
                each(2, OnFailure.STOP, "wrong")
                        .failEnd("wrong", "asset.bad", "Asset ${item.id} is bad.")
                        .redraw("wrong_i", "b_wrong")
                        .edge("b", "wrong")
                        .onError("bad", "each", "asset.bad")
                        .end("sorry")
                        .edge("bad", "sorry"));

        start(assets(2));
        awaitParent(RunStatus.COMPLETED);

        assertThat(output(store.state(PARENT), "bad")).containsEntry("code", "asset.bad");
    }

    @Test
    void anItemThatWaitsForAPersonBecauseItsUndoFailedIsLeftToThatPerson() {
        outside.keepsEverything();
        draw(
                "w",
                each(1, OnFailure.STOP, "a", "m")
                        .task("a", "PROBE")
                        .message("m", "go", "=item.id"));
        start(assets(1));
        awaitApplied(1);
        submit(PARENT, new Command.CancelRun(true, Actor.ENGINE, "enough"));
        commits.await(item(0), state -> state.incidentCount() == 1);
        int journal = store.journal(item(0)).size();

        for (int look = 0; look < 5; look++) {
            clock.move(Duration.ofSeconds(20));
            runtime.tick();
            commits.await(PARENT, state -> state.status() == RunStatus.CANCELING);
        }

        assertThat(store.journal(item(0))).hasSize(journal);
        assertThat(store.state(item(0)).incidentCount()).isEqualTo(1);
    }

    @Test
    void aStoreThatDoesNotAnswerIsAskedAgain() {
        draw("w", each(2, OnFailure.STOP, "a").task("a", "PROBE"));
        store.failLooks(3);

        start(assets(4));
        awaitParent(RunStatus.COMPLETED);

        assertThat(outside.applied()).hasSize(4);
        assertThat(store.state(PARENT).failure()).isEmpty();
    }

    @Test
    void aPausedRunBeginsNoMoreItems() {
        draw("w", waiting(1));
        start(assets(3));
        awaitChildren(1, RunStatus.RUNNING);
        commits.await(item(0), state -> state.steps().values().stream().anyMatch(this::listens));
        store.pause(false, List.of(), List.of(PARENT));
        runtime.tick();
        tell("go", "i-0");

        for (int look = 0; look < 5; look++) {
            clock.move(Duration.ofSeconds(20));
            runtime.tick();
        }
        assertThat(children()).hasSize(1);

        store.pause(false, List.of(), List.of());
        commits.await(
                PARENT,
                state -> state.status() == RunStatus.COMPLETED,
                () -> {
                    clock.move(Duration.ofSeconds(20));
                    runtime.tick();
                    tell("go", "i-0");
                    tell("go", "i-1");
                    tell("go", "i-2");
                });
        assertThat(output(store.state(PARENT), "each")).containsEntry("done", 3L);
    }

    private boolean listens(Step step) {
        return step.doing() instanceof Step.Doing.Listen;
    }
}
