package io.sluice.nodes.kubernetes;

import static io.sluice.nodes.kubernetes.ClusterWorld.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.qualys.Effects;
import io.sluice.policy.lifecycle.PolicyStatus;
import io.sluice.policy.register.ClusterState.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplyPoliciesTest {
    @TempDir Path folder;
    private ClusterWorld world;
    private ApplyPolicies node;

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

    private static ApplyPolicies.Config config(String drift, boolean strict) {
        return new ApplyPolicies.Config(List.of("p1"), "", drift, strict);
    }

    private RolloutOutput apply(ApplyPolicies.Config config) throws NodeFailure {
        return Effects.apply(node, config, world.context());
    }

    private RolloutOutput apply() throws NodeFailure {
        return apply(config("report", false));
    }

    @Test
    @DisplayName("F038: server-side apply with our field manager, ownership and the policy's name")
    void appliesAsItsOwnFieldManager() throws NodeFailure {
        var plan = node.plan(config("report", false), world.context());
        var output = node.execute(plan.request(), world.context());

        assertThat(plan.changes())
                .singleElement()
                .satisfies(c ->
                        assertThat(c.summary())
                                .isEqualTo(
                                        "Create TracingPolicyNamespaced shop/imds-web in cluster 'prod'"));
        assertThat(output.applied()).isEqualTo(1);
        var object = world.object("prod");
        assertThat(object.at("/metadata/managedFields/0/manager").asString()).isEqualTo("sluice");
        assertThat(object.at("/metadata/managedFields/0/operation").asString()).isEqualTo("Apply");
        assertThat(object.at("/metadata/labels").get("app.kubernetes.io/managed-by").asString())
                .isEqualTo("sluice");
        assertThat(object.at("/metadata/annotations").get("sluice.io/policy").asString())
                .isEqualTo("p1");
        assertThat(object.at("/metadata/annotations").get("sluice.io/spec-hash").asString())
                .isEqualTo(manifest("Post").hash());
        assertThat(world.register.told)
                .singleElement()
                .satisfies(s -> {
                    assertThat(s.result()).isEqualTo(Result.AUDITING);
                    assertThat(s.hash()).isEqualTo(manifest("Post").hash());
                });
        assertThat(world.loaded("prod").getFirst().path("state").asString()).isEqualTo("enabled");
    }

    @Test
    @DisplayName("F029: an unchanged policy is not applied again")
    void leavesAnUnchangedPolicyAlone() throws NodeFailure {
        apply();
        world.context().effectKey("ffffffffffffffffffffffffffffffff");

        var plan = node.plan(config("report", false), world.context());
        var output = node.execute(plan.request(), world.context());

        assertThat(plan.changes()).isEmpty();
        assertThat(output.unchanged()).isEqualTo(1);
        assertThat(world.effects()).containsValue(1).hasSize(1);
        assertThat(world.object("prod").at("/metadata/generation").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("F038: the form is the register's choice")
    void stopsThingsOnlyWhenTheRegisterSaysSo() throws NodeFailure {
        apply();
        world.register.set("p1", PolicyStatus.ENFORCEMENT);

        var output = apply();

        assertThat(output.applied()).isEqualTo(1);
        assertThat(world.object("prod").at("/metadata/generation").asInt()).isEqualTo(2);
        assertThat(world.object("prod").toString()).contains("Sigkill");
        assertThat(world.register.results()).endsWith(Result.ENFORCED);
    }

    @Test
    @DisplayName("F029, F038: drift is told with its differences, not overwritten")
    void tellsDriftAndOverwritesNothing() throws NodeFailure {
        apply();
        world.edit("prod", "{\"spec\":{\"podSelector\":{\"matchLabels\":{\"app\":\"other\"}}}}");

        var output = apply();

        assertThat(output.drifted()).isEqualTo(1);
        assertThat(output.results().getFirst().differences())
                .containsExactly(
                        new Difference("spec.podSelector.matchLabels.app", "other", "web"));
        assertThat(world.object("prod").toString()).contains("\"app\":\"other\"");
        assertThat(world.register.results()).endsWith(Result.DRIFTED);
    }

    @Test
    @DisplayName("F029: drift is repaired where that is wished, also what was added")
    void repairsDrift() throws NodeFailure {
        apply();
        world.edit(
                "prod",
                "{\"spec\":{\"podSelector\":{\"matchLabels\":{\"app\":\"other\"}},\"options\":[{\"name\":\"policy-mode\",\"value\":\"monitor\"}]}}");

        var output = apply(config("repair", false));

        assertThat(output.applied()).isEqualTo(1);
        var spec = world.object("prod").path("spec");
        assertThat(spec.has("options")).isFalse();
        assertThat(spec.at("/podSelector/matchLabels/app").asString()).isEqualTo("web");
        assertThat(apply().unchanged()).isEqualTo(1);
    }

    @Test
    void seesAnOptionThatSomebodyHasAdded() throws NodeFailure {
        apply();
        world.edit(
                "prod",
                "{\"spec\":{\"options\":[{\"name\":\"policy-mode\",\"value\":\"monitor\"}]}}");

        assertThat(apply().results().getFirst().differences())
                .extracting(Difference::field)
                .containsExactly("spec.options");
    }

    @Test
    @DisplayName("F038: somebody else's object of the name is a conflict with a diff")
    void neverTouchesAnObjectThatIsNotOurs() throws NodeFailure {
        world.make("prod", "{\"kprobes\":[{\"call\":\"sys_connect\"}]}");

        var output = apply();

        assertThat(output.conflicts()).isEqualTo(1);
        assertThat(output.results().getFirst().code()).isEqualTo("kubernetes.conflict");
        assertThat(output.results().getFirst().differences()).isNotEmpty();
        assertThat(world.object("prod").toString()).contains("sys_connect");
        assertThat(world.register.results()).containsExactly(Result.CONFLICT);
    }

    @Test
    void noticesAChangeBetweenPlanAndApply() throws NodeFailure {
        apply();
        world.register.set("p1", PolicyStatus.ENFORCEMENT);
        var plan = node.plan(config("report", false), world.context()).request();
        world.edit("prod", "{\"spec\":{\"kprobes\":[{\"call\":\"sys_connect\"}]}}");

        var output = Effects.failureOf(() -> node.execute(plan, world.context()));

        assertThat(output.code()).isEqualTo("kubernetes.conflict");
        assertThat(output.getMessage()).contains("kubectl-edit", "changed since", "run this again");
        assertThat(world.object("prod").toString()).contains("sys_connect");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    @DisplayName("F038: one of each, whatever answer is lost")
    void makesOneOfEachWhateverIsLost(long seed) throws NodeFailure {
        var names = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            names.add("c" + i);
            world.cluster("c" + i, "1.7.0");
        }
        keep(names.toArray(String[]::new));
        world.faults(fault("apply-then-drop", seed));
        world.faults(fault("drop-before", seed + 100));

        var output = Effects.persist(node, config("report", false), world.context());

        assertThat(output.applied() + output.unchanged()).isEqualTo(5);
        assertThat(output.failed()).isZero();
        assertThat(world.effects())
                .hasSize(5)
                .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
        assertThat(world.object("c3").at("/metadata/generation").asInt()).isEqualTo(1);
    }

    private static String fault(String kind, long seed) {
        return "{\"service\":\"kubernetes\",\"operation\":\"PATCH /c\",\"kind\":\"%s\",\"probability\":0.3,\"times\":8,\"seed\":%d}"
                .formatted(kind, seed);
    }

    @Test
    @DisplayName("F053: fifty clusters, three of them down")
    void bringsFortySevenOfFiftyClustersUpToDate() throws NodeFailure {
        var names = new ArrayList<String>();
        for (int i = 10; i < 60; i++) {
            names.add("c" + i);
            world.cluster("c" + i, "1.7.0");
        }
        for (var down : List.of("c11", "c33", "c59")) {
            world.fault("drop-before", "/" + down + "/", null, false);
        }
        keep(names.toArray(String[]::new));

        var output = apply();

        assertThat(output.applied()).isEqualTo(47);
        assertThat(output.failedClusters()).containsExactlyInAnyOrder("c11", "c33", "c59");
        assertThat(output.results().stream().filter(r -> r.cluster().equals("c33")).findFirst())
                .hasValueSatisfying(r -> assertThat(r.code()).isEqualTo("kubernetes.no-answer"));
        assertThat(world.register.results()).filteredOn(Result.FAILED::equals).hasSize(3);

        world.noFaults();
        var again = apply();

        assertThat(again.applied()).isEqualTo(3);
        assertThat(again.unchanged()).isEqualTo(47);
        assertThat(world.effects())
                .hasSize(50)
                .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    @DisplayName("F053: strict: partly done, found out, and tried again")
    void failsAsPartlyDoneWhenStrict() throws NodeFailure {
        world.cluster("far", "1.7.0");
        keep("prod", "far");
        world.fault("drop-before", "/far/", null, false);
        var plan = node.plan(config("report", true), world.context()).request();

        var failure = Effects.failureOf(() -> node.execute(plan, world.context()));

        assertThat(failure.outcome()).isEqualTo(NodeFailure.Outcome.PARTLY);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.getMessage()).contains("1 of 2", "'far'");
        world.noFaults();
        assertThat(node.reconcile(plan, world.context()))
                .isInstanceOf(Reconciliation.NotApplied.class);
        assertThat(node.execute(plan, world.context()).failed()).isZero();
        assertThat(world.effects())
                .hasSize(2)
                .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
        assertThat(node.reconcile(plan, world.context()))
                .isInstanceOfSatisfying(
                        Reconciliation.Applied.class,
                        a -> assertThat(((RolloutOutput) a.output()).failed()).isZero());
    }

    @Test
    void giveEachClusterItsOwnReason() throws NodeFailure {
        world.cluster("bare", "none").cluster("old", "1.3.0").cluster("closed", "1.7.0");
        world.connect("closed", "sandbox-reader");
        keep("prod", "bare", "old", "closed");

        var output = apply();

        assertThat(output.applied()).isEqualTo(1);
        assertThat(output.results())
                .extracting(PolicyResult::cluster, PolicyResult::code)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("bare", "kubernetes.kind-missing"),
                        org.assertj.core.groups.Tuple.tuple("old", "kubernetes.not-understood"),
                        org.assertj.core.groups.Tuple.tuple("closed", "kubernetes.forbidden"));
        assertThat(output.results().get(2).message())
                .contains(
                        "spec.kprobes[0].args[0].type", "sockaddr", "older than this policy needs");
        assertThat(output.results().get(3).message()).contains("cannot patch resource");
    }

    @Test
    void failsWithTheReasonWhenNothingCanBeDone() {
        world.cluster("bare", "none");
        keep("bare");

        var failure = Effects.failureOf(() -> node.plan(config("report", false), world.context()));

        assertThat(failure.code()).isEqualTo("kubernetes.kind-missing");
        assertThat(failure.getMessage()).contains("install Tetragon", "cluster 'bare'");
    }

    @Test
    void saysThatTheTokenIsNotAccepted() {
        world.connect("prod", "wrong");

        var failure = Effects.failureOf(() -> node.plan(config("report", false), world.context()));

        assertThat(failure.code()).isEqualTo("kubernetes.unauthenticated");
    }

    @Test
    void asksForTheLeaseBeforeEachWrite() throws NodeFailure {
        var plan = node.plan(config("report", false), world.context()).request();
        world.context().leased(false);

        var failure = Effects.failureOf(() -> node.execute(plan, world.context()));

        assertThat(failure.code()).isEqualTo("lease.lost");
        assertThat(world.effects()).isEmpty();
    }

    @Test
    @DisplayName("F038: undo gives back the manifest from before")
    void undoesAChange() throws NodeFailure {
        apply();
        world.register.set("p1", PolicyStatus.ENFORCEMENT);
        world.context().effectKey("11111111111111111111111111111111");
        var plan = node.plan(config("report", false), world.context()).request();
        var output = node.execute(plan, world.context());
        var undo = node.undo().orElseThrow();

        var back = undo.plan(plan, output, world.context());
        undo.execute(back.request(), world.context());
        undo.execute(back.request(), world.context());

        assertThat(back.changes()).hasSize(1);
        assertThat(world.object("prod").toString()).contains("Post").doesNotContain("Sigkill");
    }

    @Test
    void undoesACreationByDeleting() throws NodeFailure {
        var plan = node.plan(config("report", false), world.context()).request();
        var output = node.execute(plan, world.context());
        var undo = node.undo().orElseThrow();

        var back = undo.plan(plan, output, world.context()).request();
        undo.execute(back, world.context());
        undo.execute(back, world.context());

        assertThat(world.loaded("prod")).isEmpty();
    }

    @Test
    void undoesNothingThatSomebodyHasChangedSince() throws NodeFailure {
        var plan = node.plan(config("report", false), world.context()).request();
        var output = node.execute(plan, world.context());
        world.edit("prod", "{\"spec\":{\"kprobes\":[{\"call\":\"sys_connect\"}]}}");

        var failure =
                Effects.failureOf(
                        () -> node.undo().orElseThrow().plan(plan, output, world.context()));

        assertThat(failure.code()).isEqualTo("kubernetes.conflict");
    }
}
