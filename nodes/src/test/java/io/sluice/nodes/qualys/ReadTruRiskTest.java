package io.sluice.nodes.qualys;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.qualys.client.Qualys;
import io.sluice.nodes.support.TestContext;
import io.sluice.nodes.support.VendorHttp;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F009: the score is read as it is, and a missing one is not zero.
class ReadTruRiskTest {
    private SandboxWorld world;
    private Qualys qualys;
    private TestContext context;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        world = SandboxWorld.start(folder);
        qualys = new Qualys(new VendorHttp("qualys", world.environment()));
        context = world.context();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void readsTheScore() throws NodeFailure {
        var output = risk("{\"initialTruRisk\":901}");

        assertThat(output.found()).isTrue();
        assertThat(output.scored()).isTrue();
        assertThat(output.score()).isEqualTo(901L);
        assertThat(output.criticality()).isBetween(1L, 5L);
    }

    @Test
    void readsAScoreOfZeroAsAScore() throws NodeFailure {
        var output = risk("{\"initialTruRisk\":0}");

        assertThat(output.scored()).isTrue();
        assertThat(output.score()).isZero();
    }

    @Test
    void leavesAMissingScoreEmpty() throws NodeFailure {
        var output = risk("{\"initialTruRisk\":null}");

        assertThat(output.found()).isTrue();
        assertThat(output.scored()).isFalse();
        assertThat(output.score()).isNull();
    }

    @Test
    void saysThatAHostIsNotListed() throws NodeFailure {
        var output = new ReadTruRisk(qualys).read(new ReadTruRisk.Config("q", 99_999_999), context);

        assertThat(output.found()).isFalse();
        assertThat(output.scored()).isFalse();
        assertThat(output.score()).isNull();
    }

    private ReadTruRisk.Output risk(String wish) throws NodeFailure {
        var instance = world.launch(wish);
        world.advance("PT15M");
        var host =
                new FindHost(qualys)
                        .read(new FindHost.Config("q", instance, true), context)
                        .hostId();
        assertThat(host).isNotNull();
        return new ReadTruRisk(qualys)
                .read(new ReadTruRisk.Config("q", host == null ? 0 : host), context);
    }
}
