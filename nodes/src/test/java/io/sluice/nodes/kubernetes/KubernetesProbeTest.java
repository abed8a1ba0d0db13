package io.sluice.nodes.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.qualys.Effects;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The test button of a cluster's connection.
class KubernetesProbeTest {
    @Test
    void triesAClusterWithoutChangingAnything(@TempDir Path folder)
            throws IOException, NodeFailure {
        try (var world = ClusterWorld.start(folder)) {
            var probe = new KubernetesProbe(new KubernetesConnector(world.environment()));
            world.context().leased(false);

            assertThat(probe.probe(world.connection("prod", "sandbox-token"), world.context()))
                    .isEqualTo("The cluster knows us.");

            world.connect("prod", "another");
            var failure =
                    Effects.failureOf(() ->
                            probe.probe(world.connection("prod", "another"), world.context()));
            assertThat(failure.code()).isEqualTo("kubernetes.unauthenticated");
        }
    }
}
