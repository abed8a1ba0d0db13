package io.sluice.nodes.kubernetes;

import static io.sluice.nodes.kubernetes.ClusterWorld.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.qualys.Effects;
import io.sluice.policy.lifecycle.By;
import io.sluice.policy.lifecycle.PolicyStatus;
import io.sluice.policy.lifecycle.Right;
import io.sluice.policy.register.ClusterState.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherPolicyNodesTest {
    @TempDir Path folder;
    private ClusterWorld world;

    @BeforeEach
    void start() throws IOException, NodeFailure {
        world = ClusterWorld.start(folder);
        world.register.keep(
                "p1", PolicyStatus.GENERATED, manifest("Post"), manifest("Sigkill"), "prod");
        Effects.apply(
                new ApplyPolicies(world.rollout()),
                new ApplyPolicies.Config(List.of("p1"), "", "report", false),
                world.context());
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private RolloutOutput promote(String breakGlass) throws NodeFailure {
        return Effects.apply(
                new PromotePolicies(world.rollout()),
                new PromotePolicies.Config(List.of("p1"), "no hits in a day", "", breakGlass),
                world.context());
    }

    private RolloutOutput remove() throws NodeFailure {
        return Effects.apply(
                new RemovePolicies(world.rollout()),
                new RemovePolicies.Config(List.of("p1"), "no longer needed", true),
                world.context());
    }

    @Test
    void promotesInTheNameOfTheApprover() throws NodeFailure {
        world.register.set("p1", PolicyStatus.REVIEW);
        world.approver = Optional.of(new By("user", "ann", Set.of(Right.APPROVE)));

        var output = promote("");

        assertThat(output.applied()).isEqualTo(1);
        assertThat(world.register.moves).containsExactly("promote p1 by ann");
        assertThat(world.object("prod").toString()).contains("Sigkill");
        assertThat(world.register.results()).endsWith(Result.ENFORCED);
    }

    @Test
    void promotesNothingWithoutAnApproval() {
        world.register.set("p1", PolicyStatus.REVIEW);

        var failure = Effects.failureOf(() -> promote(""));

        assertThat(failure.code()).isEqualTo("crs.no-approval");
        assertThat(world.object("prod").toString()).doesNotContain("Sigkill");
    }

    @Test
    void appliesNothingThatTheRegisterRefuses() {
        world.approver = Optional.of(new By("user", "ann", Set.of(Right.APPROVE)));

        var failure = Effects.failureOf(() -> promote(""));

        assertThat(failure.code()).isEqualTo("crs.refused");
        assertThat(failure.getMessage()).contains("promoted from review");
        assertThat(world.object("prod").toString()).doesNotContain("Sigkill");
    }

    @Test
    void movesNothingWhileOneOfThemIsStillWatched() throws NodeFailure {
        world.approver = Optional.of(new By("user", "ann", Set.of(Right.APPROVE)));
        var first = world.register.set("p1", PolicyStatus.REVIEW);
        world.register.keep(
                "p2",
                PolicyStatus.AUDIT,
                first.audit().orElseThrow(),
                first.enforce().orElseThrow(),
                "prod");
        var both = new PromotePolicies.Config(List.of("p1", "p2"), "no hits in a day", "", "");
        var node = new PromotePolicies(world.rollout());

        var failure = Effects.failureOf(() -> node.plan(both, world.context()));

        assertThat(failure.code()).isEqualTo("crs.early");
        assertThat(failure.outcome()).isEqualTo(NodeFailure.Outcome.NOT_APPLIED);
        assertThat(failure.getMessage()).contains("p2").contains("since 2026-01-05T10:00:00Z");
        assertThat(world.register.moves).isEmpty();
    }

    @Test
    void saysThatItIsEarlyWhenTheRegisterDoes() throws NodeFailure {
        world.approver = Optional.of(new By("user", "ann", Set.of(Right.APPROVE)));
        world.register.set("p1", PolicyStatus.REVIEW);
        var node = new PromotePolicies(world.rollout());
        var config = new PromotePolicies.Config(List.of("p1"), "no hits in a day", "", "");
        var plan = node.plan(config, world.context()).request();
        world.register.set("p1", PolicyStatus.AUDIT);

        var failure = Effects.failureOf(() -> node.execute(plan, world.context()));

        assertThat(failure.code()).isEqualTo("crs.early");
        assertThat(failure.getMessage()).contains("p1").contains("Come back tomorrow");
        assertThat(world.object("prod").toString()).doesNotContain("Sigkill");
    }

    @Test
    void breaksTheGlassForATime() throws NodeFailure {
        world.approver = Optional.of(new By("user", "ann", Set.of(Right.BREAK_GLASS)));

        assertThat(promote("PT4H").applied()).isEqualTo(1);
        assertThat(world.register.moves).containsExactly("break-glass p1 by ann");
    }

    @Test
    @DisplayName("F040: removal deletes exactly the policy's own object")
    void deletesAPolicy() throws NodeFailure {
        var output = remove();

        assertThat(output.results().getFirst().state()).isEqualTo("removed");
        assertThat(world.loaded("prod")).isEmpty();
        assertThat(world.register.moves).containsExactly("withdraw p1 by otto");
        assertThat(world.register.results()).endsWith(Result.REMOVED);
        assertThat(remove().unchanged()).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "F040: without the verb delete, the policy is made to match nothing, and this is said")
    void makesItMatchNothingWhereNothingMayBeDeleted() throws NodeFailure {
        world.connect("prod", "sandbox-no-delete");

        var output = remove();

        assertThat(output.results().getFirst().state()).isEqualTo("neutralised");
        assertThat(output.results().getFirst().message()).contains("lacks 'delete'");
        assertThat(world.object("prod").at("/spec/podSelector/matchExpressions/0/key").asString())
                .isEqualTo("sluice.io/withdrawn");
        assertThat(remove().results().getFirst().state()).isEqualTo("absent");
        var outcome =
                world.ask(
                        "POST",
                        "/sandbox/kubernetes/prod/activity",
                        "{\"pod\":\"web-6f5d8c7b9-x2x4k\",\"namespace\":\"shop\",\"address\":\"169.254.169.254\"}");
        assertThat(outcome.path("outcome").asString()).isEqualTo("allowed");
    }

    @Test
    @DisplayName("F029: the controller compares with what is there")
    void comparesClustersWithTheRegister() throws NodeFailure {
        world.cluster("bare", "none").cluster("empty", "1.7.0");
        world.register.keep(
                "p1",
                PolicyStatus.AUDIT,
                manifest("Post"),
                manifest("Sigkill"),
                "prod",
                "empty",
                "bare");
        var node =
                new DiffPolicies(
                        new KubernetesConnector(world.environment()),
                        new Policies(world.environment()));
        var config = new DiffPolicies.Config(List.of("p1"), "");

        var output = node.read(config, world.context());
        world.edit("prod", "{\"spec\":{\"podSelector\":{\"matchLabels\":{\"app\":\"x\"}}}}");
        world.connect("prod", "sandbox-reader");
        var drifted = node.read(new DiffPolicies.Config(List.of("p1"), "prod"), world.context());

        assertThat(output.results())
                .extracting(DiffPolicies.Entry::state)
                .containsExactly("same", "missing", "failed");
        assertThat(output.results().get(2).message()).contains("install Tetragon");
        assertThat(drifted.results().getFirst().state()).isEqualTo("drifted");
        assertThat(drifted.results().getFirst().differences())
                .extracting(Difference::field)
                .contains("spec.podSelector.matchLabels.app");
    }
}
