package io.sluice.db.port;

import static io.sluice.db.port.Samples.START;
import static io.sluice.db.port.Samples.commit;
import static io.sluice.db.port.Samples.entered;
import static io.sluice.db.port.Samples.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.port.Pauses.Paused;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the engine counts on when people pause things.
public abstract class PausesContract {
    private static final RunId ONE = new RunId("r1");
    private static final RunId TWO = new RunId("r2");

    private Stores stores;

    /// Empty stores.
    protected abstract Stores stores();

    @BeforeEach
    void open() {
        stores = stores();
        for (var run : List.of(ONE, TWO)) {
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

    private List<RunId> claimed(Instant now) {
        return stores.runs().claim("node-1", now, Duration.ofSeconds(30), 10).stream()
                .map(one -> one.run().state().id())
                .toList();
    }

    @Test
    void claimsNoRunThatIsPaused() {
        stores.pausing().only(false, List.of(), List.of(ONE));
        assertThat(claimed(START.plusSeconds(1))).containsExactly(TWO);

        stores.pausing().only(false, List.of(), List.of());
        assertThat(claimed(START.plusSeconds(1))).containsExactly(ONE);
    }

    @Test
    void claimsNoRunOfAWorkflowThatIsPaused() {
        stores.pausing().only(false, List.of("sweep"), List.of());
        assertThat(claimed(START.plusSeconds(1))).isEmpty();

        stores.pausing().only(false, List.of("another"), List.of());
        assertThat(claimed(START.plusSeconds(1))).containsExactlyInAnyOrder(ONE, TWO);
    }

    /// A node that died leaves its lease behind; the pause outlives both.
    @Test
    void takesOverNoRunThatIsPaused() {
        assertThat(claimed(START.plusSeconds(1))).hasSize(2);
        stores.pausing().only(false, List.of("sweep"), List.of());

        assertThat(claimed(START.plusSeconds(120))).isEmpty();
    }

    @Test
    void tellsWhatIsPausedAndWhetherAnythingHasChanged() {
        var nothing = stores.pauses().read(Paused.NOTHING);
        assertThat(nothing.stops(ONE, "sweep")).isFalse();

        stores.pausing().only(true, List.of("another"), List.of(TWO));
        var paused = stores.pauses().read(nothing);

        assertThat(paused.everything()).isTrue();
        assertThat(paused.workflows()).containsExactly("another");
        assertThat(paused.runs()).containsExactly(TWO);
        assertThat(stores.pauses().read(paused)).isSameAs(paused);
    }

    /// What is recorded for a paused run leaves it paused.
    @Test
    void aCommitLeavesARunPaused() {
        stores.pausing().only(false, List.of(), List.of(ONE));
        var run = stores.runs().load(List.of(ONE)).values().stream().findFirst().orElseThrow();

        stores.runs()
                .commit(
                        List.of(
                                commit(
                                        run.state(),
                                        run.version(),
                                        run.epoch(),
                                        null,
                                        new Event.VariablesSet(Map.of("seen", true)))));

        assertThat(claimed(START.plusSeconds(1))).containsExactly(TWO);
    }
}
