package io.sluice.db.port;

import static io.sluice.db.port.Samples.START;
import static io.sluice.db.port.Samples.after;
import static io.sluice.db.port.Samples.commit;
import static io.sluice.db.port.Samples.entered;
import static io.sluice.db.port.Samples.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.port.ResourceLocks;
import io.sluice.engine.port.ResourceLocks.Answer;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// That no two runs change the same thing at once.
public abstract class LocksContract {
    private static final String VM = "aws:ec2:i-1";
    private static final Answer FREE = new Answer.Taken(Optional.empty());

    private Stores stores;
    private ResourceLocks locks;

    /// Empty stores.
    protected abstract Stores stores();

    @BeforeEach
    void open() {
        stores = stores();
        locks = stores.locks();
        for (int i = 1; i <= 2; i++) {
            var run = new RunId("r" + i);
            stores.runs()
                    .commit(
                            List.of(
                                    commit(
                                            RunState.fresh(run),
                                            0,
                                            1,
                                            null,
                                            started(run, Map.of()),
                                            entered(1, "A"))));
        }
    }

    private Answer take(String run, Instant now, String... resources) {
        return locks.take(
                new ResourceLocks.Request(
                        List.of(resources),
                        new EffectKey("key-" + run),
                        new RunId(run),
                        new StepId(1),
                        now));
    }

    private void commitOver(String id, List<StepId> over, Instant at, Event... events) {
        var run =
                stores.runs().load(List.of(new RunId(id))).values().stream()
                        .findFirst()
                        .orElseThrow();
        stores.runs()
                .commit(
                        List.of(
                                new RunCommit(
                                        after(run.state(), List.of(events)),
                                        List.of(events),
                                        run.version(),
                                        run.epoch(),
                                        Optional.empty(),
                                        at,
                                        Optional.empty(),
                                        List.of(),
                                        List.of(),
                                        Optional.empty(),
                                        over,
                                        Optional.empty())));
    }

    @Test
    void oneChangeHoldsAThingAndAnotherIsToldWho() {
        assertThat(take("r1", START, VM)).isEqualTo(FREE);

        assertThat(take("r2", START, VM)).isEqualTo(new Answer.Held(VM, new RunId("r1")));
        assertThat(take("r2", START, "aws:ec2:i-2")).isEqualTo(FREE);
    }

    @Test
    void whatItHoldsAlreadyItKeeps() {
        take("r1", START, VM);

        assertThat(take("r1", START.plusSeconds(60), VM)).isEqualTo(FREE);
    }

    @Test
    void takesAllOrNone() {
        take("r1", START, "b");

        assertThat(take("r2", START, "a", "b", "c")).isInstanceOf(Answer.Held.class);
        assertThat(take("r1", START, "a")).isEqualTo(FREE);
    }

    @Test
    void theEndOfTheStepFreesItAndTellsWhen() {
        take("r1", START, VM);
        var freed = START.plusSeconds(5);

        commitOver("r1", List.of(new StepId(2)), freed, new Event.VariablesSet(Map.of("a", 1L)));
        assertThat(take("r2", freed, VM)).isInstanceOf(Answer.Held.class);
        commitOver("r1", List.of(new StepId(1)), freed, new Event.VariablesSet(Map.of("a", 2L)));

        assertThat(take("r2", freed, VM)).isEqualTo(new Answer.Taken(Optional.of(freed)));
    }

    @Test
    void theEndOfTheRunFreesIt() {
        take("r1", START, VM);
        var ended = START.plusSeconds(5);

        commitOver("r1", List.of(), ended, new Event.RunCompleted(ended));

        assertThat(take("r2", ended, VM)).isEqualTo(new Answer.Taken(Optional.of(ended)));
    }

    @Test
    void whatWasNotDeclaredIsGivenBack() {
        take("r1", START, VM);

        locks.release(new EffectKey("key-r1"), START.plusSeconds(1));

        assertThat(take("r2", START.plusSeconds(1), VM)).isInstanceOf(Answer.Taken.class);
    }

    /// However many ask at once, one gets it.
    @Test
    void ofManyWhoAskAtOnceOneGetsIt() throws Exception {
        var asks = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 12; i++) {
            var key = new EffectKey("key" + i);
            var run = new RunId(i % 2 == 0 ? "r1" : "r2");
            asks.add(() ->
                    locks.take(
                            new ResourceLocks.Request(
                                    List.of(VM, "other"), key, run, new StepId(1), START)));
        }
        int taken = 0;
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var answer : threads.invokeAll(asks)) {
                taken += answer.get() instanceof Answer.Taken ? 1 : 0;
            }
        }

        assertThat(taken).isEqualTo(1);
    }
}
