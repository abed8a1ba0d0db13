package io.sluice.db.port;

import static io.sluice.db.port.Samples.START;
import static io.sluice.db.port.Samples.commit;
import static io.sluice.db.port.Samples.entered;
import static io.sluice.db.port.Samples.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.node.Change;
import io.sluice.engine.port.EffectStore;
import io.sluice.engine.port.EffectStore.RecordedEffect;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the engine counts on when it looks into the effect ledger.
public abstract class EffectStoreContract {
    private static final RunId RUN = new RunId("r1");
    private static final EffectKey KEY = EffectKey.of(RUN, new NodeId("A"), 1);

    private RunStore runs;
    private EffectStore effects;
    private RunState state = RunState.fresh(RUN);
    private long version;

    /// Empty stores.
    protected abstract Stores stores();

    @BeforeEach
    void open() {
        var stores = stores();
        runs = stores.runs();
        effects = stores.effects();
        state = RunState.fresh(RUN);
        version = 0;
        store(started(RUN, Map.of()), entered(1, "A"));
    }

    private void store(Event... events) {
        var commit = commit(state, version, 1, "node-1", events);
        runs.commit(List.of(commit));
        state = commit.state();
        version++;
    }

    private static Event declared(Map<String, @Nullable Object> request) {
        return new Event.EffectDeclared(
                new StepId(1),
                new NodeId("A"),
                KEY,
                "TOKEN",
                request,
                List.of(new Change("Tag", "i-1", "", null, "external", "Tag i-1")),
                true,
                START.plusSeconds(20),
                Optional.empty());
    }

    @Test
    void findsNoEffectThatWasNotDeclared() {
        assertThat(effects.find(KEY)).isEmpty();
    }

    @Test
    void findsADeclaredEffect() {
        store(declared(Map.of("tag", "external")));

        assertThat(effects.find(KEY))
                .contains(
                        new RecordedEffect(
                                KEY,
                                "TOKEN",
                                Map.of("tag", "external"),
                                Map.of(),
                                START.plusSeconds(20)));
    }

    @Test
    void findsWhatTheProviderAnswered() {
        store(declared(Map.of("tag", "external")));
        store(new Event.EffectApplied(new StepId(1), KEY, Map.of("tagId", 77L), false, false));

        assertThat(effects.find(KEY)).map(RecordedEffect::result).contains(Map.of("tagId", 77L));
    }

    @Test
    void findsTheLaterRequestOfAnEffectThatIsDeclaredAgain() {
        store(declared(Map.of("tag", "external")));
        store(new Event.EffectReleased(new StepId(1), KEY, START, "429"));
        store(declared(Map.of("tag", "exposed")));

        assertThat(effects.find(KEY))
                .map(RecordedEffect::request)
                .contains(Map.of("tag", "exposed"));
    }

    /// A later call than the declared one may be under way until its outcome is in doubt.
    @Test
    void aDoubtedCallHasEndedWhenItIsDoubted() {
        store(declared(Map.of("tag", "external")));
        var later = new Event.EffectDoubted(new StepId(1), KEY, START, "no answer");
        var commit = commit(state, version, 1, "node-1", later);
        runs.commit(List.of(at(commit, START.plusSeconds(90))));

        assertThat(effects.find(KEY)).map(RecordedEffect::deadline).contains(START.plusSeconds(90));
    }

    private static RunCommit at(RunCommit commit, Instant at) {
        return new RunCommit(
                commit.state(),
                commit.events(),
                commit.expectedVersion(),
                commit.epoch(),
                commit.lease(),
                at,
                commit.intake(),
                commit.consumed(),
                commit.audit());
    }

    @Test
    void bringsALargeRequestBack() {
        var request = Map.<String, @Nullable Object>of("body", "y".repeat(50_000));
        store(declared(request));

        assertThat(effects.find(KEY)).map(RecordedEffect::request).contains(request);
    }
}
