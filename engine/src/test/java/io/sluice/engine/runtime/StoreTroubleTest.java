package io.sluice.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.runtime.Outside.Weather;
import io.sluice.engine.runtime.Rig.Question;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A database that does not answer for a while holds runs up; it is nobody's failure.
class StoreTroubleTest {
    /// More than the tries that a step has.
    private static final int LONG = 12;

    private final Rig rig = new Rig();
    private final Workflow workflow =
            Drawing.workflow().start("s").task("a", "PROBE").end("e").path("s", "a", "e").draw();
    private EngineRuntime runtime = rig.process("node-1", _ -> Optional.of(workflow));

    @AfterEach
    void stop() {
        runtime.close();
    }

    private RunId start() {
        var run = runtime.runs().nextId();
        var outcome =
                runtime.runs()
                        .start(Rig.start(run, workflow, Map.of()), Optional.empty(), List.of());
        assertThat(outcome).isEqualTo(new Outcome.Accepted(run));
        return run;
    }

    private void awaitEnd(RunId run) {
        awaitEnd(
                run,
                () -> {
                    rig.clock.move(Duration.ofSeconds(30));
                    look();
                });
    }

    private void awaitEnd(RunId run, Runnable timeGoesOn) {
        rig.commits.await(
                run,
                state -> state.status() == RunStatus.COMPLETED || state.incidentCount() > 0,
                timeGoesOn);
        assertThat(rig.store.state(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(rig.outside.applied()).hasSize(1);
        assertThat(rig.troubleIsOver()).isTrue();
    }

    /// As the runtime does by itself: what fails is looked at again with the next tick.
    private void look() {
        try {
            runtime.tick();
        } catch (StoreUnavailable expected) {
            assertThat(expected).hasMessageContaining("workflow");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStepWaitsUntilTheStoreAnswers(Question question) {
        var first = new AtomicInteger();
        rig.outside.resources("aws:ec2:i-1");
        rig.outside.connects();
        // What is in doubt is looked up in the ledger.
        rig.outside.weather(
                () -> first.getAndIncrement() == 0 ? Weather.APPLIED_BUT_LOST : Weather.FINE);
        RunId run;
        if (question == Question.WORKFLOW) {
            run = startedElsewhere();
        } else {
            rig.fail(question, times(question));
            if (question == Question.GIVE_LOCKS_BACK) {
                rig.fail(Question.AGREEMENT, 2);
            }
            run = start();
        }

        awaitEnd(run);
    }

    /// Locks are given back only when a change was not declared.
    private static int times(Question question) {
        return question == Question.GIVE_LOCKS_BACK ? 1 : LONG;
    }

    /// A process that has just begun knows no workflow yet.
    private RunId startedElsewhere() {
        rig.store.pause(true, List.of(), List.of());
        var run = start();
        runtime.close();
        rig.store.pause(false, List.of(), List.of());
        runtime = rig.process("node-2", _ -> Optional.of(workflow));
        rig.fail(Question.WORKFLOW, LONG);
        return run;
    }

    /// The connection is looked up right before the call: what did not go out is not in doubt.
    @Test
    void whatWasNotSentForWantOfTheStoreIsNotInDoubt() {
        rig.outside.connects();
        var released = new AtomicBoolean();
        rig.commits.watch(event -> {
            if (event instanceof Event.EffectDeclared) {
                rig.fail(Question.CONNECTION, 1);
            }
            if (event instanceof Event.EffectReleased) {
                released.set(true);
            }
        });

        var run = start();

        // Time moves only between the calls: else the lease would run out under a slow one.
        rig.commits.awaitAny(released::get);
        rig.clock.move(Duration.ofMinutes(1));
        awaitEnd(run, this::look);
        assertThat(rig.store.effectHistory().values())
                .containsExactly(List.of("declared", "released", "applied"));
    }
}
