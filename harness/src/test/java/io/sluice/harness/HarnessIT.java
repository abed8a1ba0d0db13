package io.sluice.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small trial of the real programs; the large one is `./sluice harness`.
class HarnessIT {
    @Test
    void nothingIsLostAndNothingDoneTwiceWhileTheServerIsKilled(@TempDir Path folder)
            throws Exception {
        var home = Path.of(System.getProperty("sluice.home", ".."));

        assertThat(Harness.run(new Trial("h2", 60, 3, 1), home, folder)).isEmpty();
    }
}
