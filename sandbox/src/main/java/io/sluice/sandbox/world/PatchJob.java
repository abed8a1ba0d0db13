package io.sluice.sandbox.world;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A patch deployment job.
///
/// @param definition the caller's JSON, shown again as it came
public record PatchJob(
        String id,
        String name,
        String definition,
        boolean enabled,
        Instant created,
        List<String> assetUuids,
        List<Run> runs) {
    public PatchJob {
        assetUuids = List.copyOf(assetUuids);
        runs = List.copyOf(runs);
    }

    /// One execution of the job.
    public record Run(
            String instanceId, Instant scheduled, Instant deadline, List<Result> results) {
        public Run {
            results = List.copyOf(results);
        }

        boolean isOver() {
            return results.stream().allMatch(result -> result.phase().isOver());
        }
    }

    /// How far one asset has come.
    ///
    /// @param patches how many were missing when it began
    public record Result(
            String assetUuid,
            Phase phase,
            int patches,
            @Nullable Instant started,
            @Nullable Instant finishes,
            @Nullable Instant ended) {
        Result in(Phase newPhase, Instant at) {
            return new Result(assetUuid, newPhase, patches, started, finishes, at);
        }
    }

    /// `waiting → executing → succeeded | failed`; `timed-out` from the first two.
    public enum Phase {
        WAITING,
        EXECUTING,
        SUCCEEDED,
        FAILED,
        TIMED_OUT;

        public boolean isOver() {
            return this == SUCCEEDED || this == FAILED || this == TIMED_OUT;
        }
    }

    public PatchJob enabled(boolean nowEnabled) {
        return new PatchJob(id, name, definition, nowEnabled, created, assetUuids, runs);
    }

    PatchJob with(List<Run> newRuns) {
        return new PatchJob(id, name, definition, enabled, created, assetUuids, newRuns);
    }
}
