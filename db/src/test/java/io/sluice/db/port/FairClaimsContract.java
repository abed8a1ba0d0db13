package io.sluice.db.port;

import static io.sluice.db.port.Samples.START;
import static io.sluice.db.port.Samples.commit;
import static io.sluice.db.port.Samples.entered;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.port.Claim;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.port.RunStore.Claimed;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.WorkflowRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// That workflows take turns when processes look for work.
public abstract class FairClaimsContract {
    private static final Instant LATER = START.plusSeconds(600);

    private RunStore store;

    /// Empty stores.
    protected abstract Stores stores();

    @BeforeEach
    void open() {
        store = stores().runs();
    }

    /// Runs that have been due since so many seconds after the start.
    private void due(String workflow, int count, int since) {
        var commits = new ArrayList<RunCommit>(count);
        for (int i = 0; i < count; i++) {
            var run = new RunId(workflow + "-" + i);
            var started =
                    new Event.RunStarted(
                            run,
                            "default",
                            new WorkflowRef(workflow, 1),
                            new NodeId("begin"),
                            Map.of(),
                            Map.of(),
                            Mode.LIVE,
                            new Actor("trigger", "begin"),
                            START,
                            Optional.empty(),
                            Optional.empty());
            var sleep = new Doing.Sleep(START.plusSeconds(since));
            commits.add(commit(RunState.fresh(run), 0, 1, null, started, entered(1, "A", sleep)));
        }
        store.commit(commits);
    }

    private List<Claimed> claim(int max, ToIntFunction<String> room) {
        return store.claim(new Claim("node-1", LATER, Duration.ofSeconds(30), max, room));
    }

    private Map<String, Long> claimed(int max) {
        return byWorkflow(claim(max, _ -> max));
    }

    private static Map<String, Long> byWorkflow(List<Claimed> claimed) {
        return claimed.stream()
                .map(one -> one.run().state().workflow().id())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /// However long the queue of one workflow is, the next look finds the run of another.
    @Test
    void aSingleRunIsNotBehindTheQueueOfAnotherWorkflow() {
        due("hog", 5_000, 1);
        due("single", 1, 500);

        assertThat(claimed(200)).isEqualTo(Map.of("hog", 199L, "single", 1L));
    }

    @Test
    void eachWorkflowHasAnEqualShare() {
        due("one", 200, 1);
        due("two", 150, 2);
        due("three", 100, 3);

        assertThat(claimed(90)).isEqualTo(Map.of("one", 30L, "two", 30L, "three", 30L));
    }

    @Test
    void whatOneDoesNotNeedTheOthersHave() {
        due("one", 200, 1);
        due("two", 3, 2);

        var claimed = claim(100, _ -> 100);

        assertThat(byWorkflow(claimed)).isEqualTo(Map.of("one", 97L, "two", 3L));
        assertThat(new HashSet<>(claimed.stream().map(one -> one.run().state().id()).toList()))
                .hasSize(100);
    }

    @Test
    void allTakeTurnsWhenThereIsNotEnoughForEach() {
        for (int i = 0; i < 12; i++) {
            due("w" + i, 5, 1);
        }
        var seen = new HashSet<String>();

        for (int i = 0; i < 3; i++) {
            seen.addAll(claimed(4).keySet());
        }

        assertThat(seen).hasSize(12);
    }

    @Test
    void takesNoMoreOfAWorkflowThanThereIsRoomFor() {
        due("hog", 100, 1);
        due("other", 100, 1);

        var claimed = claim(50, workflow -> workflow.equals("hog") ? 5 : 50);

        assertThat(byWorkflow(claimed)).isEqualTo(Map.of("hog", 5L, "other", 45L));
    }

    @Test
    void everyDueRunIsClaimedOnce() {
        due("one", 120, 1);
        due("two", 40, 1);
        var all = new ArrayList<Claimed>();

        for (var some = claim(50, _ -> 50); !some.isEmpty(); some = claim(50, _ -> 50)) {
            all.addAll(some);
        }

        assertThat(new HashSet<>(all.stream().map(one -> one.run().state().id()).toList()))
                .hasSize(160)
                .hasSameSizeAs(all);
    }
}
