package io.sluice.nodes.qualys;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.qualys.client.PatchJobs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// F015: when a patch job is done, and what counts as success.
class PatchOutcomeTest {
    private static final Instant ENDED = Instant.parse("2026-01-05T10:00:00Z");

    @Test
    void isUnderWayWhileOneAssetHasNotEnded() {
        var results = results(asset("ok", 3, 0, false, true), asset("Running", 0, 0, false, false));

        assertThat(PatchOutcome.settled(results)).isFalse();
        assertThat(PatchOutcome.failure("job", results, false)).isEmpty();
    }

    @Test
    void isUnderWayWhileNoAssetHasReported() {
        var results = new PatchJobs.Results(0, List.of(), false);

        assertThat(PatchOutcome.settled(results)).isFalse();
        assertThat(PatchOutcome.failure("job", results, false)).isEmpty();
    }

    @Test
    void succeedsWhenEveryAssetHasEndedWithoutAFailedPatch() {
        var results = results(asset("Completed", 3, 0, false, true));

        assertThat(PatchOutcome.settled(results)).isTrue();
        assertThat(PatchOutcome.failure("job", results, false)).isEmpty();
    }

    @Test
    void failsWhenOnePatchFailed() {
        var results = results(asset("Completed", 2, 1, false, true));

        assertThat(PatchOutcome.failure("job", results, false))
                .map(NodeFailure::code)
                .contains("qualys.patch.failed");
    }

    @Test
    void timesOutWhenAnAssetEndedWithoutHavingBegun() {
        assertThat(code(asset("Pending", 0, 0, true, true))).contains("qualys.patch.timed-out");
        assertThat(code(asset("Timed Out", 0, 0, false, true))).contains("qualys.patch.timed-out");
    }

    @Test
    void timesOutWhenNothingCameLongAfterTheTimeOut() {
        var results = results(asset("Pending", 0, 0, true, false));

        assertThat(PatchOutcome.failure("job", results, true))
                .map(NodeFailure::code)
                .contains("qualys.patch.timed-out");
    }

    private static Optional<String> code(PatchJobs.AssetResult asset) {
        return PatchOutcome.failure("job", results(asset), false).map(NodeFailure::code);
    }

    private static PatchJobs.Results results(PatchJobs.AssetResult... assets) {
        return new PatchJobs.Results(3, List.of(assets), true);
    }

    private static PatchJobs.AssetResult asset(
            String status, long successful, long failed, boolean pending, boolean ended) {
        return new PatchJobs.AssetResult(
                "7f0d",
                "web-1",
                status,
                successful,
                failed,
                0,
                0,
                0,
                false,
                pending,
                false,
                ended ? Optional.of(ENDED) : Optional.empty());
    }
}
