package io.sluice.db.port;

import static io.sluice.db.port.Samples.START;
import static io.sluice.db.port.Samples.after;
import static io.sluice.db.port.Samples.entered;
import static io.sluice.db.port.Samples.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.port.RunCommit;
import io.sluice.engine.port.StoredRun;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// That only so many runs of a workflow go on at once.
public abstract class LimitsContract {
    private Stores stores;

    /// Empty stores.
    protected abstract Stores stores();

    @BeforeEach
    void open() {
        stores = stores();
    }

    private void queue(String group, String... ids) {
        var commits = new ArrayList<RunCommit>();
        for (var id : ids) {
            var run = new RunId(id);
            List<Event> events = List.of(started(run, Map.of()), entered(1, "A"));
            commits.add(commit(after(RunState.fresh(run), events), events, 0, 1, group));
        }
        stores.runs().commit(commits);
    }

    private static RunCommit commit(
            RunState state, List<Event> events, long version, long epoch, String group) {
        return new RunCommit(
                state,
                events,
                version,
                epoch,
                Optional.empty(),
                START,
                Optional.empty(),
                List.of(),
                List.of(),
                version == 0 ? Optional.of(group) : Optional.empty(),
                List.of(),
                Optional.empty());
    }

    private List<String> claimed() {
        return stores
                .runs()
                .claim("node-1", START.plusSeconds(1), Duration.ofSeconds(30), 10)
                .stream()
                .map(one -> one.run().state().id().value())
                .toList();
    }

    private void end(String id) {
        var run = stored(id);
        List<Event> events = List.of(new Event.RunCompleted(START.plusSeconds(2)));
        stores.runs()
                .commit(
                        List.of(
                                commit(
                                        after(run.state(), events),
                                        events,
                                        run.version(),
                                        run.epoch(),
                                        "")));
    }

    private StoredRun stored(String id) {
        return stores.runs().load(List.of(new RunId(id))).values().stream()
                .findFirst()
                .orElseThrow();
    }

    @Test
    void soManyRunsGoOnAtOnce() {
        stores.limiting().limit("sweep", 2, 0);
        queue("", "r1", "r2", "r3");

        var first = claimed();
        assertThat(first).hasSize(2);
        assertThat(claimed()).isEmpty();

        end(first.getFirst());
        assertThat(claimed()).hasSize(1).doesNotContainAnyElementsOf(first);
    }

    @Test
    void whoWaitsForAPlaceIsMarked() {
        stores.limiting().limit("sweep", 1, 0);
        queue("", "r1", "r2");

        var first = claimed().getFirst();

        assertThat(stored(first).queued()).isFalse();
        assertThat(stored(first.equals("r1") ? "r2" : "r1").queued()).isTrue();
    }

    @Test
    void eachGroupHasPlacesOfItsOwn() {
        stores.limiting().limit("sweep", 0, 1);
        queue("i-1", "a1", "a2", "a3");
        queue("i-2", "b1");

        var first = claimed();
        assertThat(first).hasSize(2).contains("b1");
        assertThat(claimed()).isEmpty();

        end("b1");
        assertThat(claimed()).isEmpty();
        end(first.stream().filter(id -> id.startsWith("a")).findFirst().orElseThrow());
        assertThat(claimed()).hasSize(1).allMatch(id -> id.startsWith("a"));
    }

    @Test
    void bothLimitsHold() {
        stores.limiting().limit("sweep", 2, 1);
        queue("i-1", "a1", "a2");
        queue("i-2", "b1");
        queue("i-3", "c1");

        assertThat(claimed()).hasSize(2);
        assertThat(claimed()).isEmpty();
    }

    /// What has a place keeps it, whoever holds the run.
    @Test
    void aRunThatIsTakenOverNeedsNoNewPlace() {
        stores.limiting().limit("sweep", 1, 0);
        queue("", "r1", "r2");
        var first = claimed();

        var later =
                stores.runs().claim("node-2", START.plusSeconds(60), Duration.ofSeconds(30), 10);

        assertThat(later)
                .extracting(one -> one.run().state().id().value())
                .containsExactlyElementsOf(first);
    }

    @Test
    void whatWaitsGoesOnWhenTheLimitIsTakenAway() {
        stores.limiting().limit("sweep", 1, 0);
        queue("", "r1", "r2", "r3");
        assertThat(claimed()).hasSize(1);

        stores.limiting().limit("sweep", 0, 0);

        assertThat(claimed()).hasSize(2);
    }
}
