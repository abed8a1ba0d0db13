package io.sluice.nodes.aws;

import static io.sluice.nodes.qualys.Effects.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.node.NodeFailure.Outcome;
import io.sluice.nodes.support.EgressGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What AWS's refusals, silence and limits become.
class AwsLimitsTest {
    private AwsWorld world;
    private DescribeInstance describe;
    private Stop stop;
    private String vm;

    @BeforeEach
    void launches(@TempDir Path folder) throws IOException {
        world = AwsWorld.start(folder);
        describe = new DescribeInstance(world.connector());
        stop = new Stop(world.connector());
        vm = world.launch(1);
    }

    @AfterEach
    void stops() {
        world.close();
    }

    private NodeFailure reading() {
        return failureOf(() -> describe.read(config(vm), world.context()));
    }

    private NodeFailure stopping() {
        return failureOf(() ->
                stop.execute(
                        new PowerState.Request("aws", null, vm, "running", false),
                        world.context()));
    }

    private static DescribeInstance.Config config(String id) {
        return new DescribeInstance.Config("aws", null, id);
    }

    @Test
    void throttlingIsALimit() {
        world.sandbox()
                .fault(
                        "{\"service\":\"aws\",\"operation\":\"*\",\"kind\":\"throttle\",\"writesOnly\":false,\"times\":1}");

        var failure = reading();

        assertThat(failure.code()).isEqualTo("aws.throttled");
        assertThat(failure.fault()).isEqualTo(Fault.CAPACITY);
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void aThrottledWriteWasNotCarriedOut() {
        world.sandbox().fault("aws", "StopInstances", "throttle", 1);

        assertThat(stopping().outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void aMissingPermissionIsNamed() {
        world.sandbox().fault("aws", "StopInstances", "unauthorized", 1);

        var failure = stopping();

        assertThat(failure.code()).isEqualTo("aws.unauthorized");
        assertThat(failure.retryable()).isFalse();
        assertThat(failure).hasMessageContaining("ec2:StopInstances");
    }

    @Test
    void aLostAnswerToAWriteIsUnknown() {
        world.sandbox().fault("aws", "StopInstances", "apply-then-drop", 1);

        assertThat(stopping().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(world.applied("StopInstances")).hasSize(1);
    }

    @Test
    void anInternalErrorToAWriteIsUnknownAndIsNotRepeated() {
        world.sandbox()
                .fault(
                        "{\"service\":\"aws\",\"operation\":\"StopInstances\",\"kind\":\"status\",\"status\":503}");

        assertThat(stopping().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(world.sandbox().calls("StopInstances")).hasSize(1);
    }

    @Test
    void anHtmlPageInBetweenIsUnderstood() {
        world.sandbox()
                .fault(
                        "{\"service\":\"aws\",\"operation\":\"*\",\"kind\":\"html\",\"writesOnly\":false,\"times\":1}");

        var failure = reading();

        assertThat(failure.code()).isEqualTo("aws.unavailable");
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void anUnknownInstanceMayYetAppear() {
        var failure =
                failureOf(() -> describe.read(config("i-0123456789abcdef0"), world.context()));

        assertThat(failure.code()).isEqualTo("aws.invalid-instance-id.not-found");
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void wrongKeysAreNamedWithoutTheSecret() {
        var context = world.context(Map.of("accessKeyId", "AKIANOBODY"));

        var failure = failureOf(() -> describe.read(config(vm), context));

        assertThat(failure.code()).isEqualTo("aws.unauthenticated");
        assertThat(failure.getMessage()).doesNotContain("sandbox-secret");
    }

    @Test
    void assumesARole() throws NodeFailure {
        var context =
                world.context(
                        Map.of(
                                "roleArn", "arn:aws:iam::111122223333:role/sluice",
                                "externalId", "sluice-1"));

        assertThat(describe.read(config(vm), context).instanceId()).isEqualTo(vm);
        assertThat(world.sandbox().calls("AssumeRole")).hasSize(1);
        assertThat(describe.read(config(vm), context).instanceId()).isEqualTo(vm);
        assertThat(world.sandbox().calls("AssumeRole")).hasSize(1);
    }

    @Test
    void aRoleThatMayNotBeAssumedIsNamed() {
        var context = world.context(Map.of("roleArn", "arn:aws:iam::111122223333:role/other"));
        world.sandbox()
                .fault(
                        "{\"service\":\"aws\",\"operation\":\"AssumeRole\",\"kind\":\"unauthorized\",\"writesOnly\":false}");

        var failure = failureOf(() -> describe.read(config(vm), context));

        assertThat(failure.code()).isEqualTo("aws.unauthorized");
        assertThat(failure).hasMessageContaining("sts:AssumeRole");
    }

    @Test
    void nobodyListeningMeansNothingWasSent() {
        var context = world.context(Map.of("endpoint", "http://localhost:1/aws"));
        var connector = new Ec2Connector(guard("localhost:1"));

        var failure = failureOf(() -> new DescribeInstance(connector).read(config(vm), context));

        assertThat(failure.code()).isEqualTo("aws.unreachable");
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void anEndpointThatResolvesToLoopbackIsRefused() {
        var context = world.context(Map.of("endpoint", "http://ec2.example.test:8090/aws"));
        var connector = new Ec2Connector(guard("localhost:8090"));

        var failure = failureOf(() -> new DescribeInstance(connector).read(config(vm), context));

        assertThat(failure.code()).isEqualTo("aws.egress-refused");
        assertThat(failure)
                .hasMessageContaining("ec2.example.test:8090")
                .hasMessageContaining("loopback");
    }

    @Test
    void theMetadataAddressIsRefused() {
        var context = world.context(Map.of("endpoint", "http://169.254.169.254/latest"));

        var failure = failureOf(() -> describe.read(config(vm), context));

        assertThat(failure.code()).isEqualTo("aws.egress-refused");
        assertThat(failure).hasMessageContaining("metadata");
    }

    @Test
    void refusesAnEndpointThatIsNoAddress() {
        var context = world.context(Map.of("endpoint", "file:///etc/passwd"));

        assertThat(failureOf(() -> describe.read(config(vm), context)).code())
                .isEqualTo("connection.invalid");
    }

    private static EgressGuard guard(String allowed) {
        return new EgressGuard(
                Set.of(allowed), host -> List.of(InetAddress.ofLiteral("127.0.0.1")));
    }
}
