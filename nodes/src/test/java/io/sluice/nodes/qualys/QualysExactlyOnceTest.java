package io.sluice.nodes.qualys;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.qualys.client.Qualys;
import io.sluice.nodes.support.VendorHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// F006, F008, F015: while Qualys carries out writes and drops the connection before it answers,
/// still exactly one of each.
class QualysExactlyOnceTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void makesOneOfEachWhateverIsLost(long seed, @TempDir Path folder)
            throws IOException, NodeFailure {
        try (var world = SandboxWorld.start(folder)) {
            var qualys = new Qualys(new VendorHttp("qualys", world.environment()));
            var context = world.context();
            var instance = world.launch("{}");
            world.advance("PT15M");
            var found =
                    new FindHost(qualys)
                            .read(new FindHost.Config("q", instance, true), context)
                            .assetId();
            var asset = found == null ? 0 : found;
            world.fault(fault("apply-then-drop", seed));
            world.fault(fault("drop-before", seed + 100));

            var tagged =
                    Effects.persist(
                            new TagAsset(qualys),
                            new TagAsset.Config("q", asset, "external", true),
                            context);
            Effects.persist(
                    new PerimeterScan(qualys), PerimeterScanTest.config("external"), context);
            Effects.persist(new PatchJob(qualys), PatchJobTest.config(asset), context);

            assertThat(tagged.changed()).isTrue();
            assertThat(names(world, "tags")).containsExactly("external");
            assertThat(world.list("scanJobs")).hasSize(1);
            assertThat(world.list("patchJobs")).hasSize(1);
        }
    }

    private static String fault(String kind, long seed) {
        return "{\"service\":\"*\",\"operation\":\"*\",\"kind\":\"%s\",\"probability\":0.4,\"seed\":%d}"
                .formatted(kind, seed);
    }

    private static List<String> names(SandboxWorld world, String what) {
        return world.list(what).stream().map(row -> row.path("name").asString()).toList();
    }
}
