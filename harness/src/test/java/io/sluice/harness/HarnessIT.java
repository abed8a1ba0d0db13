package io.sluice.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Small trials of the real programs; the large ones are `./sluice harness`.
class HarnessIT {
    private static List<String> run(Trial trial, Path folder) throws Exception {
        return Harness.run(trial, Path.of(System.getProperty("sluice.home", "..")), folder);
    }

    @Test
    void nothingIsLostAndNothingDoneTwiceWhileTheServerIsKilledAndItsDiskIsFull(
            @TempDir Path folder) throws Exception {
        var faults = List.of(Fault.KILL, Fault.DISK);

        assertThat(run(new Trial("h2", 1, faults, 60, 2, 1), folder)).isEmpty();
    }

    @Test
    void nothingIsLostAndNothingDoneTwiceByTwoServersWhateverIsDoneToThem(@TempDir Path folder)
            throws Exception {
        var faults = List.of(Fault.KILL, Fault.DISCONNECT, Fault.PAUSE, Fault.RESTART);

        assertThat(run(new Trial("postgresql", 2, faults, 60, 4, 1), folder)).isEmpty();
    }
}
