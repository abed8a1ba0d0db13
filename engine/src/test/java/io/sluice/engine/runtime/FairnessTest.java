package io.sluice.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.port.Peers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/// That no workflow has all places of a process.
class FairnessTest {
    private int hot;
    private int decided;
    private final HotShares shares =
            new HotShares(4_000, () -> hot, workflow -> workflow.equals("hog") ? decided : 0);

    private int fill(String workflow) {
        int count = 0;
        while (shares.room(workflow) > 0) {
            shares.enter(workflow);
            shares.arrived(workflow);
            hot++;
            count++;
        }
        return count;
    }

    @Test
    void oneWorkflowLeavesPlacesForOthers() {
        assertThat(fill("hog")).isEqualTo(3_500);
        assertThat(shares.room("other")).isEqualTo(HotShares.MOST_WAITING);
    }

    @Test
    void manyWorkflowsLeavePlacesForAnother() {
        for (int i = 0; i < 20; i++) {
            fill("hog" + i);
        }

        assertThat(shares.room("other")).isPositive();
        assertThat(hot).isGreaterThan(3_900);
    }

    @Test
    void aPlaceThatIsLeftIsFree() {
        fill("hog");

        shares.leave("hog");
        hot--;

        assertThat(shares.room("hog")).isPositive();
    }

    /// Those who are there are enough to keep the gates busy.
    @Test
    void aWorkflowThatWaitsAtItsGatesGetsNoMoreUntilSomeHavePassed() {
        for (int i = 0; i < HotShares.MOST_WAITING - 1; i++) {
            shares.waits("hog");
        }
        assertThat(shares.room("hog")).isEqualTo(1);
        shares.waits("hog");
        assertThat(shares.room("hog")).isZero();
        assertThat(shares.room("other")).isPositive();

        shares.passed("hog");
        assertThat(shares.room("hog")).isEqualTo(1);
    }

    @Test
    void aWorkflowWhoseDecisionsWaitToBeStoredGetsNoMoreUntilSomeAre() {
        fill("hog");
        shares.leave("hog");
        hot--;
        decided = HotShares.MOST_DECIDED;
        assertThat(shares.room("hog")).isZero();
        assertThat(shares.room("other")).isPositive();

        decided--;
        assertThat(shares.room("hog")).isEqualTo(1);
    }

    /// They are taken up faster than they come to their gates.
    @Test
    void whatHasNotShownItselfCountsAsIfItWaited() {
        for (int i = 0; i < HotShares.MOST_WAITING - 1; i++) {
            shares.enter("hog");
            hot++;
        }
        assertThat(shares.room("hog")).isEqualTo(1);
        shares.enter("hog");
        assertThat(shares.room("hog")).isZero();

        shares.waits("hog");
        shares.arrived("hog");
        assertThat(shares.room("hog")).isZero();
        shares.passed("hog");
        assertThat(shares.room("hog")).isEqualTo(1);
    }

    /// A thousand calls of one workflow wait at a connection's gate; another's call is next but
    /// one.
    @Test
    void workflowsTakeTurnsAtAGate() throws InterruptedException {
        var gate = new Gate(() -> 1);
        gate.enter("hog");
        var passed = new LinkedBlockingQueue<String>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 1_000; i++) {
            threads.add(enter(gate, "hog", passed));
        }
        awaitWaiting(gate, 1_000);
        threads.add(enter(gate, "single", passed));
        awaitWaiting(gate, 1_001);

        gate.leave();
        var order = new ArrayList<String>();
        for (int i = 0; i < 1_001; i++) {
            order.add(passed.poll(20, TimeUnit.SECONDS));
            gate.leave();
        }

        assertThat(order.subList(0, 3)).contains("single");
        assertThat(order).hasSize(1_001).doesNotContainNull();
        for (var thread : threads) {
            thread.join();
        }
    }

    private static Thread enter(Gate gate, String group, LinkedBlockingQueue<String> passed) {
        return Thread.ofVirtual()
                .start(() -> {
                    gate.enter(group);
                    passed.add(group);
                });
    }

    private static void awaitWaiting(Gate gate, int count) throws InterruptedException {
        awaitWaiting(gate::waiting, count);
    }

    private static void awaitWaiting(IntSupplier waiting, int count) throws InterruptedException {
        var never = new CountDownLatch(1);
        while (waiting.getAsInt() < count) {
            assertThat(never.await(1, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    /// A thousand decisions of one workflow wait to be stored; another's is in the next batch.
    @Test
    void workflowsTakeTurnsAtTheCommit() throws InterruptedException {
        var batches = new LinkedBlockingQueue<List<String>>();
        var open = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        try (var gathering =
                new Gathering<String, String>(
                        "commit",
                        Thread.ofPlatform().daemon().factory(),
                        10,
                        1,
                        questions -> {
                            batches.add(questions);
                            awaitOpen(open);
                            return questions;
                        })) {
            threads.add(ask(gathering, "first"));
            assertThat(batches.poll(20, TimeUnit.SECONDS)).containsExactly("first");
            for (int i = 0; i < 1_000; i++) {
                threads.add(ask(gathering, "hog"));
            }
            awaitWaiting(gathering::waiting, 1_000);
            threads.add(ask(gathering, "single"));
            awaitWaiting(gathering::waiting, 1_001);

            open.countDown();

            assertThat(batches.poll(20, TimeUnit.SECONDS)).hasSize(10).contains("single");
            for (var thread : threads) {
                thread.join();
            }
        }
        assertThat(batches).hasSize(100);
    }

    private static Thread ask(Gathering<String, String> gathering, String group) {
        return Thread.ofVirtual().start(() -> gathering.ask(group, group));
    }

    private static void awaitOpen(CountDownLatch open) {
        try {
            assertThat(open.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// With another process there is half as much room for each; nobody is sent out.
    @Test
    void theCallsOfAConnectionAreDividedAmongTheProcesses() throws InterruptedException {
        var others = new AtomicInteger();
        var gates = new ConnectionGates(4, peers(others::get));
        var gate = gates.gate("default/aws");
        for (int i = 0; i < 4; i++) {
            gate.enter("first");
        }

        others.set(1);
        var passed = new LinkedBlockingQueue<String>();
        var next = List.of(enter(gate, "next", passed), enter(gate, "next", passed));
        awaitWaiting(gate, 2);
        gate.leave();
        gate.leave();
        assertThat(gate.waiting()).isEqualTo(2);
        gate.leave();
        assertThat(passed.poll(20, TimeUnit.SECONDS)).isEqualTo("next");
        assertThat(gate.waiting()).isEqualTo(1);

        others.set(9);
        gate.leave();
        assertThat(gate.waiting()).isEqualTo(1);
        gate.leave();
        assertThat(passed.poll(20, TimeUnit.SECONDS)).isEqualTo("next");
        for (var thread : next) {
            thread.join();
        }
    }

    private static Peers peers(IntSupplier others) {
        return new Peers() {
            @Override
            public boolean know(Set<String> nodeTypes) {
                return false;
            }

            @Override
            public int others() {
                return others.getAsInt();
            }
        };
    }

    @Test
    void whoLeavesWithNobodyWaitingLeavesAPlace() {
        var gate = new Gate(() -> 2);

        for (var group : List.of("a", "b")) {
            gate.enter(group);
        }
        gate.leave();
        gate.enter("c");

        assertThat(gate.waiting()).isZero();
    }
}
