package io.sluice.nodes.kubernetes;

import static io.sluice.nodes.kubernetes.ClusterWorld.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.EffectNode.Undo;
import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.qualys.Effects;
import io.sluice.policy.lifecycle.PolicyStatus;
import io.sluice.policy.register.ClusterState.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a roll-out leaves alone, finds out, and gives back.
class RolloutTest {
    private static final String SHELL =
            "{\"pod\":\"web-6f5d8c7b9-x2x4k\",\"namespace\":\"shop\",\"address\":\"169.254.169.254\"}";

    @TempDir Path folder;
    private ClusterWorld world;
    private ApplyPolicies node;
    private int effects;

    @BeforeEach
    void start() throws IOException {
        world = ClusterWorld.start(folder);
        node = new ApplyPolicies(world.rollout());
        keep("prod");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void keep(String... clusters) {
        world.register.keep(
                "p1", PolicyStatus.GENERATED, manifest("Post"), manifest("Sigkill"), clusters);
    }

    private List<String> clusters(int count) {
        var names = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            names.add("c" + (10 + i));
            world.cluster(names.getLast(), "1.7.0");
        }
        keep(names.toArray(String[]::new));
        return names;
    }

    private RolloutPlan plan(String drift, boolean strict) throws NodeFailure {
        world.context().effectKey("%032d".formatted(++effects));
        return node.plan(
                        new ApplyPolicies.Config(List.of("p1"), "", drift, strict), world.context())
                .request();
    }

    private RolloutOutput apply() throws NodeFailure {
        return node.execute(plan("report", false), world.context());
    }

    private Undo<RolloutPlan, RolloutOutput> undo() {
        return node.undo().orElseThrow();
    }

    private String spec(String cluster) {
        return world.object(cluster).path("spec").toString();
    }

    @Test
    @DisplayName("F029: what is as wanted meets no request that changes, in no cluster")
    void sendsNothingThatChangesWhereAllIsAsWanted() throws NodeFailure {
        clusters(3);
        apply();
        var effects = world.effects();
        var plan = plan("report", false);
        var before = world.writes();

        var output = node.execute(plan, world.context());

        assertThat(output.unchanged()).isEqualTo(3);
        assertThat(world.writes()).isEqualTo(before);
        assertThat(world.effects()).isEqualTo(effects).hasSize(3);
    }

    @Test
    @DisplayName("F038: the answer of an apply is lost: the retry finds it done and writes nothing")
    void findsItsOwnWorkAfterALostAnswer() throws NodeFailure {
        var plan = plan("report", false);
        int planned = world.writes().size();
        world.fault("apply-then-drop", "PATCH /prod", 1, true);

        var lost = Effects.failureOf(() -> node.execute(plan, world.context()));
        var output = node.execute(plan, world.context());

        assertThat(lost.outcome()).isEqualTo(NodeFailure.Outcome.UNKNOWN);
        assertThat(output.applied()).isEqualTo(1);
        assertThat(world.writes()).hasSize(planned + 1);
        assertThat(world.effects()).hasSize(1).containsValue(1);
        assertThat(world.register.results()).endsWith(Result.AUDITING);
    }

    @Test
    @DisplayName(
            "F053: of fifty clusters three fall silent half-way; the retry writes to just these")
    void triesJustTheThreeAgain() throws NodeFailure {
        var names = clusters(50);
        var plan = plan("report", true);
        for (var down : List.of("c11", "c33", "c59")) {
            world.fault("drop-before", "/" + down + "/", null, false);
        }

        var failure = Effects.failureOf(() -> node.execute(plan, world.context()));

        assertThat(failure.outcome()).isEqualTo(NodeFailure.Outcome.PARTLY);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.getMessage()).contains("3 of 50");
        assertThat(world.register.results()).filteredOn(Result.AUDITING::equals).hasSize(47);

        world.noFaults();
        int before = world.writes().size();
        var again = node.execute(plan, world.context());

        assertThat(again.failed()).isZero();
        assertThat(world.writes().subList(before, world.writes().size()))
                .hasSize(3)
                .allMatch(w -> w.contains("c11") || w.contains("c33") || w.contains("c59"));
        assertThat(world.effects())
                .hasSize(names.size())
                .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    @DisplayName(
            "F053: a cluster that was down at first gets its new form, and undo gives back the old")
    void bringsAClusterUpToDateThatWasDownAtFirst() throws NodeFailure {
        world.cluster("far", "1.7.0");
        keep("prod", "far");
        apply();
        var before = spec("far");
        world.register.set("p1", PolicyStatus.ENFORCEMENT);
        world.fault("drop-before", "/far/", null, false);
        var plan = plan("report", true);
        assertThat(Effects.failureOf(() -> node.execute(plan, world.context())).retryable())
                .isTrue();
        world.noFaults();

        var output = node.execute(plan, world.context());

        assertThat(output.applied()).isEqualTo(2);
        assertThat(output.results()).hasSize(2);
        assertThat(spec("far")).contains("Sigkill");

        var back = undo().plan(plan, output, world.context()).request();
        undo().execute(back, world.context());

        assertThat(spec("far")).isEqualTo(before);
    }

    @Test
    @DisplayName("F040: what is to go from a cluster that was down goes when it is back")
    void removesFromAClusterThatWasDownAtFirst() throws NodeFailure {
        world.cluster("far", "1.7.0");
        keep("prod", "far");
        apply();
        var before = spec("far");
        var remove = new RemovePolicies(world.rollout());
        world.fault("drop-before", "/far/", null, false);
        var plan =
                remove.plan(
                                new RemovePolicies.Config(List.of("p1"), "no longer needed", true),
                                world.context())
                        .request();
        assertThat(Effects.failureOf(() -> remove.execute(plan, world.context())).retryable())
                .isTrue();
        world.noFaults();

        var output = remove.execute(plan, world.context());

        assertThat(world.loaded("far")).isEmpty();
        assertThat(world.loaded("prod")).isEmpty();

        var back = undo().plan(plan, output, world.context()).request();
        undo().execute(back, world.context());
        assertThat(spec("far")).isEqualTo(before);
    }

    @Test
    @DisplayName("F040: nothing is lost while its only cluster is down: removal is tried again")
    void triesRemovalAgainWhileTheClusterIsDown() throws NodeFailure {
        apply();
        world.fault("drop-before", "/prod/", null, false);

        var failure =
                Effects.failureOf(() ->
                        Effects.apply(
                                new RemovePolicies(world.rollout()),
                                new RemovePolicies.Config(List.of("p1"), "no longer needed", true),
                                world.context()));

        assertThat(failure.retryable()).isTrue();
        assertThat(world.register.results()).endsWith(Result.FAILED);
    }

    @Test
    @DisplayName("F038: an object that somebody makes between plan and apply is not merged into")
    void leavesAnObjectAloneThatWasMadeSinceThePlan() throws NodeFailure {
        var plan = plan("report", false);
        world.make(
                "prod", "{\"tracepoints\":[{\"subsystem\":\"syscalls\",\"event\":\"sys_enter\"}]}");
        var before = world.object("prod");

        var failure = Effects.failureOf(() -> node.execute(plan, world.context()));

        assertThat(failure.code()).isEqualTo("kubernetes.conflict");
        assertThat(failure.getMessage())
                .contains("one made since by kubectl-edit", "run this again");
        assertThat(world.object("prod")).isEqualTo(before);
    }

    @Test
    @DisplayName("F038: another policy's object of the name is left alone, by apply and by removal")
    void leavesAnotherPolicysObjectAlone() throws NodeFailure {
        apply();
        world.register.keep(
                "p2", PolicyStatus.ENFORCEMENT, manifest("Post"), manifest("Override"), "prod");
        var before = world.object("prod");

        var applied =
                Effects.apply(
                        node,
                        new ApplyPolicies.Config(List.of("p2"), "", "repair", false),
                        world.context());
        var removed =
                Effects.apply(
                        new RemovePolicies(world.rollout()),
                        new RemovePolicies.Config(List.of("p2"), "no longer needed", true),
                        world.context());

        assertThat(applied.conflicts()).isEqualTo(1);
        assertThat(applied.results().getFirst().message()).contains("belongs to policy 'p1'");
        assertThat(removed.results().getFirst().state()).isEqualTo("absent");
        assertThat(world.object("prod")).isEqualTo(before);
    }

    @Test
    @DisplayName("F040: an object that is not ours is not removed either")
    void removesNothingThatIsNotOurs() throws NodeFailure {
        world.make("prod", "{\"kprobes\":[{\"call\":\"sys_connect\"}]}");

        var output =
                Effects.apply(
                        new RemovePolicies(world.rollout()),
                        new RemovePolicies.Config(List.of("p1"), "no longer needed", true),
                        world.context());

        assertThat(output.results().getFirst().state()).isEqualTo("absent");
        assertThat(spec("prod")).contains("sys_connect");
    }

    @Test
    @DisplayName("F029: a label more in the selector is drift as well")
    void seesALabelThatNarrowsThePolicyToNothing() throws NodeFailure {
        apply();
        world.edit("prod", "{\"spec\":{\"podSelector\":{\"matchLabels\":{\"nobody\":\"here\"}}}}");

        var output = apply();
        var repaired = node.execute(plan("repair", false), world.context());

        assertThat(output.results().getFirst().differences())
                .contains(new Difference("spec.podSelector.matchLabels.nobody", "here", ""));
        assertThat(repaired.applied()).isEqualTo(1);
        assertThat(spec("prod")).doesNotContain("nobody");
    }

    @Test
    @DisplayName(
            "F040: what was made to match nothing is deleted once the role may, and revived when wanted")
    void deletesWhatWasNeutralisedOnceItMay() throws NodeFailure {
        apply();
        world.connect("prod", "sandbox-no-delete");
        var remove = new RemovePolicies(world.rollout());
        var config = new RemovePolicies.Config(List.of("p1"), "no longer needed", true);
        world.context().effectKey("f".repeat(32));
        assertThat(Effects.apply(remove, config, world.context()).results().getFirst().state())
                .isEqualTo("neutralised");

        keep("prod");
        assertThat(apply().applied()).isEqualTo(1);
        assertThat(spec("prod")).contains("\"app\":\"web\"").doesNotContain("withdrawn");
        assertThat(world.ask("POST", "/sandbox/kubernetes/prod/activity", SHELL).path("outcome"))
                .hasToString("\"posted\"");
        world.context().effectKey("e".repeat(32));
        Effects.apply(remove, config, world.context());
        world.connect("prod", "sandbox-token");

        assertThat(Effects.apply(remove, config, world.context()).results().getFirst().state())
                .isEqualTo("removed");
        assertThat(world.loaded("prod")).isEmpty();
    }

    @Test
    @DisplayName("F038: undo gives back exactly what was there, also what a repair had taken away")
    void givesBackWhatARepairHadTakenAway() throws NodeFailure {
        apply();
        world.edit(
                "prod",
                "{\"spec\":{\"options\":[{\"name\":\"policy-mode\",\"value\":\"monitor\"}]}}");
        var before = spec("prod");
        var plan = plan("repair", false);
        var output = node.execute(plan, world.context());
        assertThat(spec("prod")).isNotEqualTo(before);

        var back = undo().plan(plan, output, world.context()).request();
        undo().execute(back, world.context());
        int writes = world.writes().size();
        undo().execute(back, world.context());

        assertThat(spec("prod")).isEqualTo(before);
        assertThat(world.writes()).hasSize(writes);
    }

    @Test
    @DisplayName("F053: one connection that is wrong in itself does not hold up the others")
    void isNotHeldUpByAConnectionThatIsWrong() throws NodeFailure {
        var server = world.url() + "/kubernetes/prod";
        world.context()
                .with(
                        new Connection(
                                "bad-ca",
                                "kubernetes",
                                Map.of(
                                        "server",
                                        server.replace("http:", "https:"),
                                        "caCert",
                                        "no certificate at all"),
                                Map.of("token", "t")))
                .with(
                        new Connection(
                                "bad-token",
                                "kubernetes",
                                Map.of("server", server),
                                Map.of("token", "one\ntwo")));
        keep("bad-ca", "bad-token", "prod");

        var output = apply();

        assertThat(output.applied()).isEqualTo(1);
        assertThat(output.failedClusters()).containsExactly("bad-ca", "bad-token");
        assertThat(output.results())
                .filteredOn(r -> r.cluster().equals("bad-token"))
                .allSatisfy(r -> {
                    assertThat(r.code()).isEqualTo("connection.invalid");
                    assertThat(r.message()).contains("in one line", "under Connections");
                });
    }

    @Test
    @DisplayName(
            "F053: many policies of one cluster are brought side by side, each once and in order")
    void bringsManyPoliciesToOneCluster() throws NodeFailure {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 70; i++) {
            ids.add("many-" + i);
            world.register.keep(
                    ids.getLast(),
                    PolicyStatus.GENERATED,
                    ClusterWorld.named("imds-" + i, manifest("Post")),
                    ClusterWorld.named("imds-" + i, manifest("Sigkill")),
                    "prod");
        }

        var output =
                Effects.apply(
                        node, new ApplyPolicies.Config(ids, "", "report", true), world.context());

        assertThat(output.results()).extracting(PolicyResult::policy).isEqualTo(ids);
        assertThat(output.applied()).isEqualTo(70);
        assertThat(world.effects())
                .hasSize(70)
                .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    void takesATokenThatEndsWithALineBreak() throws NodeFailure {
        world.connect("prod", "sandbox-token\n");

        assertThat(apply().applied()).isEqualTo(1);
    }

    @Test
    @DisplayName("F053: a cluster that never answers costs a bounded time, and the others nothing")
    void doesNotWaitForeverForASilentCluster() throws NodeFailure {
        world.cluster("hung", "1.7.0");
        keep("hung", "prod");
        world.context().remaining(Duration.ofSeconds(1));
        world.faults(
                "{\"service\":\"kubernetes\",\"operation\":\"/hung/\",\"kind\":\"delay\",\"delay\":\"PT3S\",\"writesOnly\":false}");
        long begin = System.nanoTime();

        var output = apply();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(2500));
        assertThat(output.applied()).isEqualTo(1);
        assertThat(output.failedClusters()).containsExactly("hung");
        assertThat(output.results())
                .filteredOn(r -> r.cluster().equals("hung"))
                .allSatisfy(r -> assertThat(r.code()).isEqualTo("kubernetes.no-answer"));
    }

    @Test
    void saysThatAPageOfAProxyIsNoAnswer() {
        world.faults(
                "{\"service\":\"kubernetes\",\"operation\":\"*\",\"kind\":\"html\",\"status\":502,\"writesOnly\":false}");

        var failure = Effects.failureOf(() -> plan("report", false));

        assertThat(failure.code()).startsWith("kubernetes.un");
        assertThat(failure.getMessage()).contains("cluster 'prod'");
    }

    @Test
    @DisplayName("F038: the register is told why a policy did not reach its only cluster")
    void tellsTheRegisterWhyNothingCouldBeDone() {
        world.cluster("bare", "none");
        keep("bare");

        var failure = Effects.failureOf(this::apply);

        assertThat(failure.code()).isEqualTo("kubernetes.kind-missing");
        assertThat(world.register.told)
                .singleElement()
                .satisfies(s -> {
                    assertThat(s.result()).isEqualTo(Result.FAILED);
                    assertThat(s.message()).contains("install Tetragon");
                });
    }

    @Test
    @DisplayName(
            "F040: an account that may only read changes nothing and is told which verb it lacks")
    void saysWhichVerbAReaderLacks() {
        world.connect("prod", "sandbox-reader");

        var failure = Effects.failureOf(this::apply);

        assertThat(failure.code()).isEqualTo("kubernetes.forbidden");
        assertThat(failure.getMessage())
                .contains("cannot patch", "give the account's role this verb");
        assertThat(world.effects()).isEmpty();
    }

    @Test
    @DisplayName("F035: what clusters get first only reports, and kills nothing")
    void onlyReportsAtFirst() throws NodeFailure {
        apply();

        var outcome = world.ask("POST", "/sandbox/kubernetes/prod/activity", SHELL);

        assertThat(outcome.path("outcome").asString()).isEqualTo("posted");
        assertThat(spec("prod"))
                .contains("Post")
                .doesNotContain("Sigkill")
                .doesNotContain("Override");
    }
}
