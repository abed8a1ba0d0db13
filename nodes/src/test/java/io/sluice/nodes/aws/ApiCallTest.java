package io.sluice.nodes.aws;

import static io.sluice.nodes.qualys.Effects.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Outcome;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.qualys.NodeTypeDocs;
import io.sluice.nodes.support.TestContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiCallTest {
    private AwsWorld world;
    private ApiCall call;
    private String vm;

    @BeforeEach
    void starts(@TempDir Path folder) throws IOException {
        world = AwsWorld.start(folder);
        call = new ApiCall(world.connector());
        vm = world.launch(1);
    }

    @AfterEach
    void stops() {
        world.close();
    }

    private TestContext allowing(String operations) {
        return world.context(Map.of("allowedOperations", operations));
    }

    private static ApiCall.Config config(
            String operation, Map<String, @Nullable Object> parameters) {
        return new ApiCall.Config("aws", null, operation, parameters);
    }

    @Test
    @DisplayName("F012: a chosen operation is called with checked parameters")
    void callsAnAllowedOperation() throws NodeFailure {
        var context = allowing("CreateTags, StopInstances");
        var config =
                config(
                        "CreateTags",
                        Map.of("ResourceId", List.of(vm), "Tag", Map.of("a b", "ö&=+")));

        var plan = call.plan(config, context);
        var output = call.execute(plan.request(), context);

        assertThat(plan.changes()).hasSize(1);
        assertThat(output.result()).containsEntry("return", "true");
        assertThat(world.tags(world.vm(vm))).containsEntry("a b", "ö&=+");
        NodeTypeDocs.survivesJson(plan.request());
    }

    @Test
    @DisplayName("F012: what the connection does not allow is not called")
    void refusesWhatTheConnectionDoesNotAllow() {
        var config = config("StopInstances", Map.of("InstanceId", List.of(vm)));

        assertThat(failureOf(() -> call.plan(config, world.context())).code())
                .isEqualTo("aws.operation-not-allowed");
        assertThat(failureOf(() -> call.plan(config, allowing("CreateTags"))).code())
                .isEqualTo("aws.operation-not-allowed");
        var request = new ApiCall.Request("aws", null, "StopInstances", Map.of("InstanceId.1", vm));
        assertThat(failureOf(() -> call.execute(request, world.context())).code())
                .isEqualTo("aws.operation-not-allowed");
        assertThat(world.sandbox().calls("StopInstances")).isEmpty();
    }

    @Test
    @DisplayName("F012: parameters are checked against the operation")
    void namesEveryWrongParameter() {
        var config = config("StopInstances", Map.of("Force", "yes", "DryRun", true));

        var failure = failureOf(() -> call.plan(config, allowing("StopInstances")));

        assertThat(failure.code()).isEqualTo("aws.invalid-parameters");
        assertThat(failure)
                .hasMessageContaining("'Force' must be true or false")
                .hasMessageContaining("'InstanceId' is missing")
                .hasMessageContaining("does not know 'DryRun'");
    }

    @Test
    void knowsOnlyTheOperationsOfItsTable() {
        for (var name : List.of("TerminateInstances", "RunInstances", "DescribeInstances", "x")) {
            assertThat(failureOf(() -> call.plan(config(name, Map.of()), allowing(name))).code())
                    .isEqualTo("aws.unknown-operation");
        }
    }

    @Test
    void aLostAnswerIsForAPersonToSettle() throws NodeFailure {
        var context = allowing("StopInstances");
        var config = config("StopInstances", Map.of("InstanceId", List.of(vm)));
        var plan = call.plan(config, context).request();
        world.sandbox().fault("aws", "StopInstances", "apply-then-drop", 1);

        var failure = failureOf(() -> call.execute(plan, context));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(call.reconcile(plan, context)).isInstanceOf(Reconciliation.Unknown.class);
    }

    @Test
    void errorsAreTheSameAsOfTheSdk() throws NodeFailure {
        var context = allowing("StopInstances");
        var config = config("StopInstances", Map.of("InstanceId", List.of("i-0123456789abcdef0")));
        var plan = call.plan(config, context).request();

        assertThat(failureOf(() -> call.execute(plan, context)).code())
                .isEqualTo("aws.invalid-instance-id.not-found");
        assertThat(failureOf(() -> call.execute(plan, context.leased(false))).code())
                .isEqualTo("lease.lost");
    }

    @Test
    @DisplayName("F012: reading operations need no leave")
    void readsWithFilters() throws NodeFailure {
        var other = world.launch(1);

        var output =
                new ApiRead(world.connector())
                        .read(
                                new ApiRead.Config(
                                        "aws",
                                        null,
                                        "DescribeInstances",
                                        Map.of(
                                                "Filter",
                                                Map.of("instance-id", List.of(vm, "i-nothing")))),
                                world.context());

        assertThat(output.result().toString()).contains(vm).doesNotContain(other);
        assertThat(output.result().get("reservationSet"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(1);
    }
}
