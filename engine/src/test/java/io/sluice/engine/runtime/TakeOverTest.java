package io.sluice.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.port.InMemoryStore;
import io.sluice.engine.port.Pauses;
import io.sluice.engine.port.Peers;
import io.sluice.engine.port.Quotas;
import io.sluice.engine.port.ResourceLocks;
import io.sluice.engine.port.Restraints;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of the runs of a process that is gone, and of those that a process does not know.
class TakeOverTest {
    private static final RunId RUN = new RunId("run1");

    private final Rig rig = new Rig();
    private final InMemoryStore store = rig.store;
    private final Outside outside = rig.outside;
    private final SettableClock clock = rig.clock;
    private final Commits commits = rig.commits;
    private Peers peers = Peers.NONE;
    private Workflow workflow = drawn("PROBE");
    private final EngineRuntime runtime =
            rig.process(
                    "node-2",
                    _ -> Optional.of(workflow),
                    _ -> RUN,
                    new Restraints(
                            Pauses.NONE,
                            Quotas.NONE,
                            ResourceLocks.NONE,
                            types -> peers.know(types)));

    @AfterEach
    void stop() {
        runtime.close();
    }

    private static Workflow drawn(String type) {
        return Drawing.workflow()
                .start("s")
                .timer("t", "PT1H")
                .task("a", type)
                .end("e")
                .path("s", "t", "a", "e")
                .draw();
    }

    private void start() {
        runtime.runs().start(Rig.start(RUN, workflow, Map.of()), Optional.empty(), List.of());
        clock.move(Duration.ofHours(1));
    }

    /// By the clock: not before the lease of the dead process ends, and at the first look after it,
    /// which is a tick later; five seconds are allowed.
    @Test
    void takesOverAtTheFirstLookAfterTheLeaseHasEnded() {
        var options = EngineOptions.standard("node-2");
        assertThat(options.tick()).isLessThan(Duration.ofSeconds(5));
        start();
        store.claim("node-1", clock.instant(), options.lease(), 1);

        clock.move(options.lease().minusMillis(1));
        runtime.tick();
        assertThat(store.stored(RUN).lease()).map(lease -> lease.owner()).contains("node-1");

        clock.move(options.tick());
        runtime.tick();
        commits.await(RUN, state -> state.status() == RunStatus.COMPLETED);
        assertThat(outside.applied()).hasSize(1);
    }

    @Test
    void leavesANodeTypeThatOnlyAnotherProcessHas() {
        workflow = drawn("newer");
        start();
        peers = types -> types.equals(Set.of("newer"));

        runtime.tick();

        assertThat(store.stored(RUN).lease()).isEmpty();
        assertThat(store.state(RUN).incidentCount()).isZero();
        assertThat(store.stored(RUN).version()).isEqualTo(1);
    }

    /// Else nobody would ever be told.
    @Test
    void asksAPersonForANodeTypeThatNobodyHas() {
        workflow = drawn("nobody's");
        start();

        runtime.tick();

        commits.await(RUN, state -> state.incidentCount() == 1);
    }
}
