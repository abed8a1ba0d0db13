package io.sluice.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import io.sluice.engine.definition.Node.OnFailure;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.port.Schemas;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Runs that begin runs: for the items of a list, and to call another workflow.
class ChildrenTest extends Household {
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
        awaitParent(RunStatus.CANCELED);

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
    void anInputThatTheCalledWorkflowDoesNotTakeIsForAPerson() {
        draw("w", caller());
        draw("lib", Drawing.workflow().start("ls").end("le").path("ls", "le"));
        rig.schemas = (_, _) -> List.of(new Schemas.Misfit("/asset", "Expected a number."));
        runtime.close();
        runtime = process("node-2");

        start(Map.of("id", "i-7"));

        commits.await(PARENT, state -> stuck(state, "call"));
        assertThat(children()).isEmpty();
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
        awaitParent(RunStatus.CANCELED);
        assertThat(store.state(deepest).status()).isEqualTo(RunStatus.CANCELED);
    }

    private static RunId deepest() {
        var run = PARENT;
        for (int depth = 0; depth < 20; depth++) {
            run = EffectKey.of(run, new NodeId("call"), 1).child(0, 1);
        }
        return run;
    }
}
