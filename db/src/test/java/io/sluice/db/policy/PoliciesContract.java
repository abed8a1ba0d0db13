package io.sluice.db.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.db.TestDatabase;
import io.sluice.db.policy.Findings.Opening;
import io.sluice.db.policy.Polls.Place;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.RunId;
import io.sluice.policy.finding.Cloud;
import io.sluice.policy.finding.Destination;
import io.sluice.policy.finding.Finding;
import io.sluice.policy.finding.Program;
import io.sluice.policy.finding.Source;
import io.sluice.policy.finding.Workload;
import io.sluice.policy.lifecycle.By;
import io.sluice.policy.lifecycle.Move;
import io.sluice.policy.lifecycle.PolicyStatus;
import io.sluice.policy.lifecycle.Transition;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.register.ClusterState;
import io.sluice.policy.register.Draft;
import io.sluice.policy.register.PolicyChange;
import io.sluice.policy.register.PolicyKey;
import io.sluice.policy.register.PolicyKind;
import io.sluice.policy.register.PolicyRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Findings, polls, policies, hits and blocks, the same on either database.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PoliciesContract {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final Opening POLL = new Opening("default", "wf", "poll", "poll");
    private static final Opening PUSH = new Opening("default", "wf", "push", "push");
    private static final Place PLACE = new Place("default", "wf", "poll");

    private TestDatabase database;
    private Findings findings;
    private Polls polls;
    private Policies policies;
    private PolicyHits hits;
    private Blocks blocks;

    abstract TestDatabase open();

    @BeforeAll
    void start() {
        database = open();
        findings = new Findings(database.database());
        polls = new Polls(database.database());
        policies = new Policies(database.database());
        hits = new PolicyHits(database.database());
        blocks = new Blocks(database.database());
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    private static Finding finding(String id, String pod, Source source) {
        return new Finding(
                id,
                source,
                "Crypto_Mining",
                4,
                NOW,
                new Workload("prod", "shop", pod, "web", "web", Map.of("app", "web"), "img", ""),
                new Program("xmrig", "/tmp/xmrig", ""),
                new Destination(List.of("203.0.113.9"), 3333, ""),
                List.of("T1496"),
                "a miner: \"quoted\"\nand more",
                Cloud.UNKNOWN);
    }

    private static List<Finding> some(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> finding("f-" + i, "pod-" + i, Source.POLL))
                .toList();
    }

    @Test
    @DisplayName("F027, F050: a finding is taken once, by its id, else by what it is about")
    void aFindingIsTakenOnce() {
        var polled = finding("f-1", "web-1", Source.POLL);
        var pushed = finding("f-1", "web-1", Source.PUSH);
        var nameless = finding("", "web-1", Source.PUSH);
        var another = finding("", "web-2", Source.PUSH);
        var otherWorkflow = new Opening("default", "wf2", "push", "push");

        assertThat(findings.take(POLL, "b1", List.of(polled, polled), NOW)).containsExactly(polled);
        assertThat(findings.take(PUSH, "b2", List.of(pushed, nameless), NOW)).isEmpty();
        assertThat(findings.find("default", "b2")).isEmpty();
        assertThat(findings.take(PUSH, "b3", List.of(pushed, another), NOW))
                .containsExactly(another);
        assertThat(findings.take(otherWorkflow, "b4", List.of(pushed), NOW))
                .containsExactly(pushed);
        assertThat(findings.page("default", "b1", 0, 10)).containsExactly(polled);
        assertThat(findings.find("default", "b3").orElseThrow().findings()).isEqualTo(1);
        assertThat(findings.find("other", "b3")).isEmpty();
    }

    @Test
    @DisplayName("F050: poll and push at the same moment take a finding once")
    void theSameFindingAtTheSameMomentIsTakenOnce() throws Exception {
        var same = some(0, 200);
        try (var pool = Executors.newFixedThreadPool(4)) {
            var tasks =
                    IntStream.range(0, 4)
                            .<Callable<Integer>>mapToObj(i ->
                                    () ->
                                            findings.take(
                                                            i % 2 == 0 ? POLL : PUSH,
                                                            "b" + i,
                                                            same,
                                                            NOW)
                                                    .size())
                            .toList();
            int taken = 0;
            for (var done : pool.invokeAll(tasks)) {
                taken += done.get();
            }
            assertThat(taken).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("F027: a poll of many pages is one batch, which a crash does not lose")
    void aPollAppendsToOneBatch() {
        var id = findings.open(POLL, "b1", NOW);
        assertThat(findings.append(POLL, id, some(0, 100), NOW)).isEqualTo(100);
        assertThat(findings.append(POLL, id, some(50, 150), NOW)).isEqualTo(50);

        // The process dies here; the next poll finds what it has left.
        var again = findings.open(POLL, "b2", NOW);
        assertThat(again).isEqualTo("b1");
        assertThat(findings.withoutRun(NOW, 10)).isEmpty();
        assertThat(findings.close("default", again, NOW).orElseThrow().findings()).isEqualTo(150);

        assertThat(findings.withoutRun(NOW, 10))
                .extracting(Findings.Item::id)
                .containsExactly("b1");
        findings.started("b1", new RunId("r1"), NOW);
        assertThat(findings.withoutRun(NOW, 10)).isEmpty();
        assertThat(findings.find("default", "b1").orElseThrow().run()).contains(new RunId("r1"));
        assertThat(findings.page("default", "b1", 100, 100)).hasSize(50);
        assertThat(findings.close("default", findings.open(POLL, "b3", NOW), NOW)).isEmpty();
    }

    @Test
    @DisplayName("F027: a tick is polled once over all processes; the watermark only moves forward")
    void aTickIsPolledOnce() {
        var lease = NOW.plusSeconds(60);

        assertThat(polls.claim(PLACE, NOW, NOW, lease).orElseThrow().watermark()).isEmpty();
        assertThat(polls.claim(PLACE, NOW, NOW, lease)).isEmpty();
        assertThat(polls.claim(PLACE, NOW, lease, lease.plusSeconds(60))).isPresent();
        polls.done(PLACE, NOW, NOW);
        assertThat(polls.claim(PLACE, NOW, lease.plusSeconds(90), lease)).isEmpty();

        var next = NOW.plusSeconds(3600);
        assertThat(polls.claim(PLACE, next, next, next.plusSeconds(60)).orElseThrow().watermark())
                .contains(NOW);
        polls.failed(PLACE, next.plusSeconds(5), "Qualys answered 503.");
        assertThat(polls.claim(PLACE, next, next, next.plusSeconds(60))).isEmpty();
        assertThat(polls.look(PLACE).orElseThrow().failure()).contains("503");
        assertThat(polls.claim(PLACE, next, next.plusSeconds(5), next.plusSeconds(60))).isPresent();
        polls.done(PLACE, next, NOW.minusSeconds(5));
        assertThat(polls.look(PLACE).orElseThrow().watermark()).contains(NOW);
    }

    private static Manifest manifest(String action) {
        return new Manifest(
                "cilium.io/v1alpha1",
                "TracingPolicyNamespaced",
                "sluice-web-crypto-mining",
                "shop",
                Map.of("mitre.attack/technique", "T1496"),
                Map.of("a", "b"),
                Map.of(
                        "kprobes",
                        List.of(Map.of("call", "x", "syscall", false, "n", 7, "act", action))));
    }

    private static Draft draft(String workload, List<String> clusters) {
        return new Draft(
                new PolicyKey(
                        clusters.getFirst(), "shop", workload, "crypto-mining", PolicyKind.TRACING),
                clusters,
                "T1496",
                Optional.of(manifest("Post")),
                Optional.of(manifest("Sigkill")),
                "",
                List.of("covers one port"),
                3,
                NOW,
                Optional.of(Duration.ofDays(30)));
    }

    private PolicyRecord stored(String id, String workload, List<String> clusters) {
        var draft = draft(workload, clusters);
        var first = PolicyChange.detected(id, "default", draft);
        return policies.insert(
                PolicyChange.extended(first, draft, new By("user", "ann", java.util.Set.of()), NOW),
                NOW);
    }

    @Test
    void aPolicyComesBackAsItWasWritten() {
        var policy = stored("p-1", "web", List.of("prod", "stage"));

        assertThat(policies.find("default", "p-1")).contains(policy);
        assertThat(policy.version()).isEqualTo(1);
        assertThat(policies.find("other", "p-1")).isEmpty();
        assertThat(policies.find("default", "p-1").orElseThrow().audit().orElseThrow().hash())
                .isEqualTo(manifest("Post").hash());

        var audited =
                policies.update(
                        PolicyChange.after(policy, new Move.StartAudit(), PolicyStatus.AUDIT, NOW),
                        NOW);
        assertThat(audited.version()).isEqualTo(2);
        assertThat(policies.find("default", "p-1")).contains(audited);
        assertThatThrownBy(() -> policies.update(policy, NOW)).isInstanceOf(Policies.Stale.class);
    }

    @Test
    void listsAreFilteredAndPaged() {
        for (int i = 0; i < 5; i++) {
            stored("p-" + i, i < 3 ? "web" : "db_%", List.of(i == 4 ? "stage" : "prod"));
        }
        var all = Policies.Filter.all("default");

        var page = policies.list(all, Optional.empty(), 2);
        assertThat(page.items()).extracting(PolicyRecord::id).containsExactly("p-0", "p-1");
        assertThat(policies.list(all, page.next(), 10).items())
                .extracting(PolicyRecord::id)
                .containsExactly("p-2", "p-3", "p-4");
        var query =
                new Policies.Filter(
                        "default",
                        Optional.of(PolicyStatus.GENERATED),
                        Optional.of("crypto-mining"),
                        Optional.of("prod"),
                        Optional.of("shop"),
                        Optional.of(PolicyKind.TRACING),
                        Optional.of("B_%"));
        assertThat(policies.list(query, Optional.empty(), 10).items())
                .extracting(PolicyRecord::id)
                .containsExactly("p-3");
        assertThat(policies.standings("default"))
                .containsExactly(
                        new Policies.Standing("crypto-mining", "T1496", PolicyStatus.GENERATED, 5));
    }

    @Test
    @DisplayName("F053: what each cluster has is kept for itself")
    void clustersHaveStatesOfTheirOwn() {
        stored("p-1", "web", List.of("prod", "stage"));
        stored("p-2", "web2", List.of("stage"));
        var fine = new ClusterState("prod", 1, "h", ClusterState.Result.AUDITING, "", NOW);
        var down = new ClusterState("stage", 1, "", ClusterState.Result.FAILED, "unreachable", NOW);
        policies.state("p-1", fine);
        policies.state("p-1", down);
        assertThat(policies.states("p-1")).containsExactly(fine, down);

        var up = new ClusterState("stage", 1, "h", ClusterState.Result.AUDITING, "", NOW);
        policies.state("p-1", up);
        assertThat(policies.states("p-1")).containsExactly(fine, up);
        assertThat(policies.ofCluster("default", "stage"))
                .extracting(PolicyRecord::id)
                .containsExactly("p-1", "p-2");
        assertThat(policies.ofCluster("default", "prod"))
                .extracting(PolicyRecord::id)
                .containsExactly("p-1");
        assertThat(policies.ofCluster("default", "stag")).isEmpty();
    }

    @Test
    @DisplayName("F036: every step is kept with who, when and why, and made once under its key")
    void stepsAreKept() {
        stored("p-1", "web", List.of("prod"));
        var step =
                new Transition(
                        PolicyStatus.REVIEW,
                        PolicyStatus.ENFORCEMENT,
                        "promote",
                        new By("user", "ann", java.util.Set.of()),
                        NOW,
                        "it is the attack");
        policies.step("p-1", 1, step, "k1");
        policies.step("p-1", 1, step, "");
        policies.step("p-1", 2, step, "");

        assertThat(policies.made("p-1", "k1")).isTrue();
        assertThat(policies.made("p-1", "k2")).isFalse();
        assertThat(policies.made("p-1", "")).isFalse();
        assertThat(policies.steps("p-1"))
                .containsExactly(
                        new Policies.Step(1, step),
                        new Policies.Step(1, step),
                        new Policies.Step(2, step));
        assertThatThrownBy(() -> policies.step("p-1", 1, step, "k1")).isInstanceOf(Exception.class);
    }

    @Test
    void theClockFindsWhatIsDue() {
        var policy = stored("p-1", "web", List.of("prod"));
        policies.update(
                PolicyChange.after(policy, new Move.StartAudit(), PolicyStatus.AUDIT, NOW), NOW);
        stored("p-2", "web2", List.of("prod"));

        assertThat(policies.due(NOW, NOW.minusSeconds(1), 10)).isEmpty();
        assertThat(policies.due(NOW, NOW, 10)).extracting(PolicyRecord::id).containsExactly("p-1");
        assertThat(policies.due(NOW.plus(Duration.ofDays(30)), NOW.minusSeconds(1), 10))
                .extracting(PolicyRecord::id)
                .containsExactly("p-1", "p-2");
    }

    private static PolicyHits.Group group(String pod, long seen, long stopped, Instant at) {
        return new PolicyHits.Group("prod", "shop", pod, "/usr/bin/curl", seen, stopped, at, at);
    }

    @Test
    @DisplayName("F037: hits add up by pod and binary, and each group is explained by itself")
    void hitsAddUp() {
        stored("p-1", "web", List.of("prod"));
        hits.add("p-1", 1, group("web-1", 2, 0, NOW));
        hits.add("p-1", 1, group("web-1", 3, 1, NOW.minusSeconds(60)));
        hits.add("p-1", 1, group("web-2", 1, 0, NOW));
        hits.add("p-1", 2, group("web-1", 9, 9, NOW));

        var items = hits.list("p-1", 1, 10);
        assertThat(items).hasSize(2);
        assertThat(items.getFirst().group())
                .isEqualTo(
                        new PolicyHits.Group(
                                "prod",
                                "shop",
                                "web-1",
                                "/usr/bin/curl",
                                5,
                                1,
                                NOW.minusSeconds(60),
                                NOW));
        assertThat(hits.totals("p-1", 1)).isEqualTo(new PolicyHits.Totals(6, 1, 6));
        assertThat(hits.explain("p-1", 1, items.getFirst().key(), "ann", "the attack")).isTrue();
        assertThat(hits.explain("p-1", 1, "nothing", "ann", "x")).isFalse();
        assertThat(hits.totals("p-1", 1)).isEqualTo(new PolicyHits.Totals(6, 1, 1));
        assertThat(hits.totals("p-1", 3)).isEqualTo(new PolicyHits.Totals(0, 0, 0));
    }

    @Test
    void aFeedThatFallsSilentBeginsAnew() {
        var gap = Duration.ofMinutes(10);
        assertThat(hits.feed("default", "prod")).isEmpty();
        hits.heard("default", "prod", NOW, gap);
        hits.heard("default", "prod", NOW.plusSeconds(300), gap);
        assertThat(hits.feed("default", "prod"))
                .contains(new PolicyHits.Feed(NOW, NOW.plusSeconds(300)));
        hits.heard("default", "prod", NOW.plusSeconds(1000), gap);
        assertThat(hits.feed("default", "prod"))
                .contains(new PolicyHits.Feed(NOW.plusSeconds(1000), NOW.plusSeconds(1000)));
    }

    @Test
    @DisplayName("F045, F046: blocks are kept value by value and end exactly")
    void blocksEndExactly() {
        for (var value : List.of("203.0.113.9", "203.0.113.10")) {
            blocks.add(
                    "default",
                    new Blocks.Item(
                            0,
                            "req-1",
                            "ip",
                            value,
                            "Post",
                            "p-1",
                            "miner",
                            new Actor("user", "ann"),
                            NOW,
                            Optional.of(NOW.plusSeconds(60))));
        }
        var one = blocks.ofValues("default", "ip", List.of("203.0.113.9", "198.51.100.1"));
        assertThat(one).hasSize(1);
        assertThat(blocks.ofValues("default", "ip", List.of())).isEmpty();
        assertThat(blocks.ofValues("default", "port", List.of("203.0.113.9"))).isEmpty();

        assertThat(blocks.remove(List.of(one.getFirst().id()), "bob", NOW)).isEqualTo(1);
        assertThat(blocks.remove(List.of(one.getFirst().id()), "bob", NOW)).isZero();
        assertThat(blocks.active("default"))
                .extracting(Blocks.Item::value)
                .containsExactly("203.0.113.10");
        assertThat(blocks.ofRequest("default", "req-1")).hasSize(2);
        assertThat(blocks.ofPolicy("p-1")).hasSize(1);
    }
}
