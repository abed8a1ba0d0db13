package io.sluice.db.port;

import static io.sluice.db.port.Samples.START;
import static io.sluice.db.port.Samples.commit;
import static io.sluice.db.port.Samples.entered;
import static io.sluice.db.port.Samples.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.port.CommitResult;
import io.sluice.engine.port.Intake;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What whoever starts a run counts on: one key begins one run.
public abstract class IntakeContract {
    private static final CommitResult STORED = new CommitResult.Stored();

    private RunStore store;

    /// Empty stores.
    protected abstract Stores stores();

    @BeforeEach
    void open() {
        store = stores().runs();
    }

    private static RunCommit start(String id, String owner, String key) {
        var run = new RunId(id);
        Map<String, @Nullable Object> payload = Map.of("vm", id);
        var intake = new Intake("default", "sweep", key, "webhook", payload, START);
        return commit(
                RunState.fresh(run),
                0,
                1,
                owner,
                Optional.of(intake),
                started(run, payload),
                entered(1, "A"));
    }

    @Test
    void answersADuplicateWithTheRunThatExists() {
        store.commit(List.of(start("r1", "node-1", "delivery-7")));

        assertThat(store.commit(List.of(start("r2", "node-1", "delivery-7"))))
                .containsExactly(new CommitResult.Duplicate(new RunId("r1")));
        assertThat(store.load(List.of(new RunId("r2")))).isEmpty();
    }

    @Test
    void answersADuplicateInTheSameBatch() {
        var results =
                store.commit(
                        List.of(
                                start("r1", "node-1", "delivery-7"),
                                start("r2", "node-1", "delivery-7"),
                                start("r3", "node-1", "delivery-8")));

        assertThat(results.stream().filter(STORED::equals).count()).isEqualTo(2);
        assertThat(results).filteredOn(CommitResult.Duplicate.class::isInstance).hasSize(1);
        assertThat(results.getLast()).isEqualTo(STORED);
    }

    @Test
    void answersACommitThatIsSentAgainAsADuplicateOfItself() {
        store.commit(List.of(start("r1", "node-1", "delivery-7")));

        assertThat(store.commit(List.of(start("r1", "node-1", "delivery-7"))))
                .containsExactly(new CommitResult.Duplicate(new RunId("r1")));
    }
}
