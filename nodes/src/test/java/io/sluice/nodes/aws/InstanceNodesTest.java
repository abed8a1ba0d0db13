package io.sluice.nodes.aws;

import static io.sluice.nodes.qualys.Effects.apply;
import static io.sluice.nodes.qualys.Effects.failureOf;
import static io.sluice.nodes.qualys.Effects.persist;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.qualys.Effects;
import io.sluice.nodes.qualys.NodeTypeDocs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceNodesTest {
    private AwsWorld world;

    @BeforeEach
    void starts(@TempDir Path folder) throws IOException {
        world = AwsWorld.start(folder);
    }

    @AfterEach
    void stops() {
        world.close();
    }

    private InstanceView describe(String id) throws NodeFailure {
        return new DescribeInstance(world.connector())
                .read(new DescribeInstance.Config("aws", null, id), world.context());
    }

    @Test
    @DisplayName("F099: every part of an instance's metadata is a field")
    void readsEveryField() throws NodeFailure {
        var id =
                world.sandbox()
                        .launch("{\"interfaces\":2,\"publicIp\":true,\"tags\":{\"team\":\"web\"}}");

        var view = describe(id);

        assertThat(view).hasNoNullFieldsOrProperties();
        assertThat(view.reservationId()).startsWith("r-");
        assertThat(view.instanceId()).isEqualTo(id);
        assertThat(view.type()).isEqualTo("t3.medium");
        assertThat(view.imageId()).startsWith("ami-");
        assertThat(view.accountId()).isEqualTo("111122223333");
        assertThat(view.state()).isEqualTo("running");
        assertThat(view.region()).isEqualTo("us-east-1");
        assertThat(view.availabilityZone()).startsWith("us-east-1");
        assertThat(view.securityGroups()).isNotEmpty();
        assertThat(view.publicDnsName()).startsWith("ec2-");
        assertThat(view.publicIp()).matches("[0-9.]+");
        assertThat(view.macAddress()).matches("([0-9a-f]{2}:){5}[0-9a-f]{2}");
        assertThat(view.tags()).containsEntry("team", "web");
        assertThat(view.interfaces()).hasSize(2);
        assertThat(view.interfaces().getFirst().deviceIndex()).isZero();
    }

    @Test
    @DisplayName("F005: a missing public IP is null")
    void hasNullForAMissingPublicIp() throws NodeFailure {
        var view = describe(world.sandbox().launch("{\"publicIp\":false}"));

        assertThat(view.publicIp()).isNull();
        assertThat(view.publicDnsName()).isNull();
        assertThat(view.privateIp()).isNotNull();
    }

    @Test
    @DisplayName("F011: stops and starts, and waits for it")
    void stopsAndStarts() throws NodeFailure {
        var id = world.launch(1);
        var stop = new Stop(world.connector());
        var start = new Start(world.connector());

        through(stop, new Stop.Config("aws", null, id, false), "stopped");
        assertThat(stop.plan(new Stop.Config("aws", null, id, false), world.context()).changes())
                .isEmpty();
        assertThat(apply(stop, new Stop.Config("aws", null, id, false), world.context()).state())
                .isEqualTo("stopped");
        through(start, new Start.Config("aws", null, id), "running");

        assertThat(world.applied("StopInstances")).hasSize(1);
        assertThat(world.applied("StartInstances")).hasSize(1);
    }

    private <C extends Record> void through(
            EffectNode<C, PowerState.Request, PowerState.Output> node, C config, String state)
            throws NodeFailure {
        var plan = node.plan(config, world.context()).request();
        NodeTypeDocs.survivesJson(plan);
        var started = node.execute(plan, world.context());
        var followed = Effects.follow(node, plan, started, world.context(), world.sandbox());
        assertThat(followed.output().state()).isEqualTo(state);
    }

    @Test
    void stopsOnceThoughAnswersAreLost() throws NodeFailure {
        var id = world.launch(1);
        world.sandbox().fault("aws", "StopInstances", "apply-then-drop", 1);

        persist(
                new Stop(world.connector()),
                new Stop.Config("aws", null, id, true),
                world.context());

        assertThat(world.applied("StopInstances")).hasSize(1);
    }

    @Test
    @DisplayName("F011: terminate demands an approval by default")
    void terminatesOnlyWithAnApproval() throws NodeFailure {
        var id = world.launch(1);
        var terminate = new Terminate(world.connector());

        for (var decision : new String[] {null, "rejected"}) {
            var config = new Terminate.Config("aws", null, id, decision, false);
            assertThat(failureOf(() -> terminate.plan(config, world.context())).code())
                    .isEqualTo("aws.approval-missing");
        }
        through(terminate, new Terminate.Config("aws", null, id, "approved", false), "terminated");

        var again = new Terminate.Config("aws", null, id, null, true);
        assertThat(terminate.plan(again, world.context()).changes()).isEmpty();
    }

    @Test
    void aTerminatedInstanceCannotBeStoppedOrQuarantined() throws NodeFailure {
        var id = world.launch(1);
        var plan =
                new Stop(world.connector())
                        .plan(new Stop.Config("aws", null, id, false), world.context())
                        .request();
        apply(
                new Terminate(world.connector()),
                new Terminate.Config("aws", null, id, "approved", false),
                world.context());
        world.sandbox().advance("PT10M");

        assertThat(
                        failureOf(() -> new Stop(world.connector()).execute(plan, world.context()))
                                .code())
                .isEqualTo("aws.instance-gone");
        assertThat(new Stop(world.connector()).reconcile(plan, world.context()))
                .isInstanceOf(Reconciliation.Conflict.class);
        assertThat(
                        failureOf(() ->
                                        new Quarantine(world.connector())
                                                .plan(
                                                        new Quarantine.Config("aws", null, id),
                                                        world.context()))
                                .code())
                .isEqualTo("aws.instance-gone");
    }

    @Test
    void setsTagsAndUndoesThem() throws NodeFailure {
        var id = world.sandbox().launch("{\"tags\":{\"team\":\"web\",\"old\":\"1\"}}");
        var node = new TagResource(world.connector());
        var config =
                new TagResource.Config(
                        "aws", null, id, Map.of("team", "sec", "new", "yes"), List.of("old"));
        var plan = node.plan(config, world.context());
        assertThat(plan.changes()).hasSize(3);
        NodeTypeDocs.survivesJson(plan.request());

        var output = node.execute(plan.request(), world.context());

        assertThat(output.changed()).isTrue();
        assertThat(describe(id).tags())
                .containsEntry("team", "sec")
                .containsEntry("new", "yes")
                .doesNotContainKey("old");
        assertThat(node.plan(config, world.context()).changes()).isEmpty();

        var undo = node.undo().orElseThrow();
        var undoPlan = undo.plan(plan.request(), output, world.context()).request();
        undo.execute(undoPlan, world.context());
        undo.execute(undoPlan, world.context());
        assertThat(describe(id).tags())
                .containsEntry("team", "web")
                .containsEntry("old", "1")
                .doesNotContainKey("new");
    }

    @Test
    void doesNotUndoTagsThatSomebodyElseChanged() throws NodeFailure {
        var id = world.launch(1);
        var node = new TagResource(world.connector());
        var plan =
                node.plan(
                                new TagResource.Config(
                                        "aws", null, id, Map.of("a", "1"), List.of()),
                                world.context())
                        .request();
        var output = node.execute(plan, world.context());
        apply(
                node,
                new TagResource.Config("aws", null, id, Map.of("a", "2"), List.of()),
                world.context());

        var failure =
                failureOf(() -> node.undo().orElseThrow().plan(plan, output, world.context()));

        assertThat(failure.code()).isEqualTo("aws.conflict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:x", "sluice:effect", "sluice:lane", "sluice:groups:eni-1", " "})
    void setsNoTagThatIsKept(String key) {
        var id = world.launch(1);
        var config = new TagResource.Config("aws", null, id, Map.of(key, "1"), List.of());

        var failure =
                failureOf(() -> new TagResource(world.connector()).plan(config, world.context()));

        assertThat(failure.code()).isEqualTo("aws.invalid-tag");
    }
}
