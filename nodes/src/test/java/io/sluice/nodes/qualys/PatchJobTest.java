package io.sluice.nodes.qualys;

import static io.sluice.nodes.qualys.Effects.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Outcome;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.qualys.PatchJobForm.Config;
import io.sluice.nodes.qualys.client.Qualys;
import io.sluice.nodes.support.TestContext;
import io.sluice.nodes.support.VendorHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F015: a patch job is created once, enabled, and followed until every asset has ended.
class PatchJobTest {
    private SandboxWorld world;
    private Qualys qualys;
    private PatchJob node;
    private TestContext context;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        world = SandboxWorld.start(folder);
        qualys = new Qualys(new VendorHttp("qualys", world.environment()));
        node = new PatchJob(qualys);
        context = world.context();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void patchesAndReportsWhatItDid() throws NodeFailure {
        var plan = node.plan(config(asset("{\"missingPatches\":3}")), context).request();
        var started = node.execute(plan, context);

        var followed = Effects.follow(node, plan, started, context, world);

        assertThat(followed.notes()).isNotEmpty();
        var output = followed.output();
        assertThat(output.state()).isEqualTo("Finished");
        assertThat(output.successful()).isEqualTo(3);
        assertThat(output.failed()).isZero();
        assertThat(output.pendingReboot()).isFalse();
        assertThat(output.assets())
                .singleElement()
                .satisfies(a -> assertThat(a.endedAt()).isNotNull());
    }

    @Test
    void failsWhenAPatchFails() throws NodeFailure {
        var plan = node.plan(config(asset("{\"patchOutcome\":\"failed\"}")), context).request();
        var started = node.execute(plan, context);

        var failure = failureOf(() -> Effects.follow(node, plan, started, context, world));

        assertThat(failure.code()).isEqualTo("qualys.patch.failed");
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void timesOutWhenTheMachineIsNeverReached() throws NodeFailure {
        var plan = node.plan(config(asset("{\"patchOutcome\":\"pending\"}")), context).request();
        var started = node.execute(plan, context);

        var failure = failureOf(() -> Effects.follow(node, plan, started, context, world));

        assertThat(failure.code()).isEqualTo("qualys.patch.timed-out");
    }

    @Test
    void adoptsAndEnablesTheJobWhoseCreationWasNotAnswered() throws NodeFailure {
        var plan = node.plan(config(asset("{}")), context).request();
        world.fault("qualys-gateway", "POST /pm/v1/deploymentjob", "apply-then-drop", 1);

        var failure = failureOf(() -> node.execute(plan, context));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(node.reconcile(plan, context)).isInstanceOf(Reconciliation.NotApplied.class);
        var started = node.execute(plan, context);
        assertThat(world.list("patchJobs")).hasSize(1);
        assertThat(Effects.follow(node, plan, started, context, world).output().failed()).isZero();
    }

    @Test
    void seesThatAnUnansweredEnablingHappened() throws NodeFailure {
        var plan = node.plan(config(asset("{}")), context).request();
        world.fault("qualys-gateway", "update/status/Enabled", "apply-then-drop", 1);

        var failure = failureOf(() -> node.execute(plan, context));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(node.reconcile(plan, context)).isInstanceOf(Reconciliation.Applied.class);
    }

    @Test
    void refusesAnAssetWithoutAnAgent() throws NodeFailure {
        var asset = asset("{\"agent\":false}");

        var failure = failureOf(() -> node.plan(config(asset), context));

        assertThat(failure.code()).isEqualTo("qualys.patch.no-agent");
    }

    @Test
    void logsInAgainOnceWhenTheTokenIsRefused() throws NodeFailure {
        var config = config(asset("{}"));
        node.plan(config, context);
        world.fault(
                "{\"service\":\"qualys-gateway\",\"operation\":\"assets/uuids\",\"kind\":\"unauthorized\","
                        + "\"times\":1,\"writesOnly\":false}");

        node.plan(config, context);

        assertThat(world.calls("/auth")).hasSize(2);
    }

    @Test
    void logsInAgainBeforeTheTokenExpires() throws NodeFailure {
        var config = config(asset("{}"));
        node.plan(config, context);
        context.advance(Duration.ofHours(3).plusMinutes(51));

        node.plan(config, context);

        assertThat(world.calls("/auth")).hasSize(2);
    }

    @Test
    void keepsATokenAsLongAsItLasts() throws NodeFailure {
        var config = config(asset("{}"));

        node.plan(config, context);
        node.plan(config, context);

        assertThat(world.calls("/auth")).hasSize(1);
    }

    @Test
    void waitsWhenTheGatewaySaysTooMany() throws NodeFailure {
        var config = config(asset("{}"));
        world.fault(
                "{\"service\":\"qualys-gateway\",\"operation\":\"assets/uuids\",\"kind\":\"rate-limit\","
                        + "\"times\":1,\"writesOnly\":false}");

        var failure = failureOf(() -> node.plan(config, context));

        assertThat(failure.code()).isEqualTo("qualys.rate-limit");
        assertThat(failure.retryable()).isTrue();
    }

    private long asset(String wish) throws NodeFailure {
        var instance = world.launch(wish);
        world.advance("PT15M");
        var id =
                new FindHost(qualys)
                        .read(new FindHost.Config("q", instance, true), context)
                        .assetId();
        return id == null ? 0 : id;
    }

    static Config config(long asset) {
        return new Config(
                "q", "Patch web-1", List.of(asset), "Linux", "patchStatus:Missing", "patch", 6);
    }
}
