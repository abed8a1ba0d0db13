package io.sluice.nodes.qualys;

import static io.sluice.nodes.qualys.Effects.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Outcome;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.qualys.PerimeterScanForm.Config;
import io.sluice.nodes.qualys.client.Qualys;
import io.sluice.nodes.support.TestContext;
import io.sluice.nodes.support.VendorHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// F008, F082: a perimeter scan is launched once and followed until its results are processed.
class PerimeterScanTest {
    private SandboxWorld world;
    private PerimeterScan node;
    private TestContext context;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        world = SandboxWorld.start(folder);
        node = new PerimeterScan(new Qualys(new VendorHttp("qualys", world.environment())));
        context = world.context();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void followsTheWholeLifeOfAScan() throws NodeFailure {
        launchTagged("finished");
        var plan = node.plan(config("external"), context).request();
        var started = node.execute(plan, context);

        var followed = Effects.follow(node, plan, started, context, world);

        assertThat(started.title()).contains(context.effectKey());
        assertThat(followed.notes())
                .anySatisfy(note -> assertThat(note).contains("has not launched its scan yet"))
                .anySatisfy(note -> assertThat(note).contains("scan/").contains("Queued"))
                .anySatisfy(note -> assertThat(note).contains("scan/").contains("Running"))
                .anySatisfy(note -> assertThat(note).contains("results are being processed"));
        var output = followed.output();
        assertThat(output.reference()).startsWith("scan/");
        assertThat(output.state()).isEqualTo("Finished");
        assertThat(output.launchedAt()).isNotNull();
        assertThat(world.list("scanJobs")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "no_host, qualys.scan.no-host",
        "error, qualys.scan.error",
        "canceled, qualys.scan.canceled",
        "never, qualys.scan.not-launched"
    })
    void failsWhenTheScanComesToNothing(String outcome, String code) throws NodeFailure {
        launchTagged(outcome);
        var plan = node.plan(config("external"), context).request();
        var started = node.execute(plan, context);

        var failure = failureOf(() -> Effects.follow(node, plan, started, context, world));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void adoptsTheJobWhoseCreationWasNotAnswered() throws NodeFailure {
        launchTagged("finished");
        world.fault("qualys", "perimeter/job", "apply-then-drop", 1);
        var plan = node.plan(config("external"), context).request();

        var failure = failureOf(() -> node.execute(plan, context));
        var found = node.reconcile(plan, context);

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(found).isInstanceOf(Reconciliation.Applied.class);
        node.execute(plan, context);
        assertThat(world.list("scanJobs")).hasSize(1);
        if (found instanceof Reconciliation.Applied<PerimeterScanForm.Output>(var started)) {
            var done = Effects.follow(node, plan, started, context, world).output();
            assertThat(done.reference()).startsWith("scan/");
        }
    }

    @Test
    void knowsThatAJobWasNeverCreated() throws NodeFailure {
        world.fault("qualys", "perimeter/job", "drop-before", 1);
        var plan = node.plan(config("external"), context).request();

        var failure = failureOf(() -> node.execute(plan, context));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(node.reconcile(plan, context)).isInstanceOf(Reconciliation.NotApplied.class);
    }

    @Test
    void plansWithoutWriting() throws NodeFailure {
        var plan = node.plan(config("external"), context);

        assertThat(plan.changes())
                .singleElement()
                .satisfies(c -> assertThat(c.summary()).contains("prod"));
        assertThat(context.leaseChecks()).isZero();
        assertThat(world.list("scanJobs")).isEmpty();
    }

    @Test
    void refusesATagThatCannotBeSent() {
        var failure = failureOf(() -> node.plan(config("a,b"), context));

        assertThat(failure.code()).isEqualTo("qualys.scan.bad-target");
    }

    @Test
    void tellsWhichFieldQualysRefused() throws NodeFailure {
        var plan = node.plan(config("external", "No such profile"), context).request();

        var failure = failureOf(() -> node.execute(plan, context));

        assertThat(failure.code()).isEqualTo("qualys.request-refused");
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    private void launchTagged(String outcome) throws NodeFailure {
        var instance =
                world.launch("{\"name\":\"web-1\",\"scanOutcome\":\"%s\"}".formatted(outcome));
        world.advance("PT15M");
        var qualys = new Qualys(new VendorHttp("qualys", world.environment()));
        var asset = new FindHost(qualys).read(new FindHost.Config("q", instance, true), context);
        var assetId = asset.assetId();
        assertThat(assetId).isNotNull();
        if (assetId != null) {
            Effects.apply(
                    new TagAsset(qualys),
                    new TagAsset.Config("q", assetId, "external", true),
                    context);
        }
    }

    static Config config(String tag) {
        return config(tag, "Initial Options");
    }

    private static Config config(String tag, String profile) {
        return new Config(
                "q",
                "Scan of web-1",
                "vm",
                profile,
                "aws",
                "prod",
                null,
                null,
                null,
                List.of(tag),
                "any",
                null,
                "any",
                null,
                0,
                "PT1H");
    }
}
