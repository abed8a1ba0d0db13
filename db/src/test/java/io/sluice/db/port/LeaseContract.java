package io.sluice.db.port;

import static io.sluice.db.port.Samples.START;
import static io.sluice.db.port.Samples.commit;
import static io.sluice.db.port.Samples.entered;
import static io.sluice.db.port.Samples.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.port.RunStore;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step.Doing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What whoever holds a lease counts on.
public abstract class LeaseContract {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private RunStore store;

    /// Empty stores.
    protected abstract Stores stores();

    @BeforeEach
    void open() {
        store = stores().runs();
        start("r1", "node-1");
        start("r2", "node-2");
    }

    private void start(String id, String owner) {
        var run = new RunId(id);
        store.commit(
                List.of(
                        commit(
                                RunState.fresh(run),
                                0,
                                1,
                                owner,
                                started(run, Map.of()),
                                entered(1, "A"))));
    }

    @Test
    void claimsWhatHasBeenDueLongest() {
        for (int i : List.of(3, 1, 4, 2, 5)) {
            var run = new RunId("due" + i);
            var sleep = new Doing.Sleep(START.plusSeconds(9 - i));
            store.commit(
                    List.of(
                            commit(
                                    RunState.fresh(run),
                                    0,
                                    1,
                                    null,
                                    started(run, Map.of()),
                                    entered(1, "A", sleep))));
        }

        assertThat(store.claim("node-1", START.plusSeconds(20), LEASE, 2))
                .extracting(claimed -> claimed.run().state().id().value())
                .containsExactlyInAnyOrder("due5", "due4");
    }
}
