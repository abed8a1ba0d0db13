package io.sluice.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An EBS snapshot.
///
/// @param completesAt when a pending one ends
/// @param copyFails whether a copy of it ends in error
/// @param sourceId the snapshot it is a copy of
/// @param imageId the image that uses it and so keeps it from being deleted
public record Snapshot(
        String snapshotId,
        String region,
        String volumeId,
        String description,
        State state,
        @Nullable String statusMessage,
        Instant startTime,
        Instant completesAt,
        boolean encrypted,
        @Nullable String kmsKeyId,
        int volumeSizeGib,
        boolean copyFails,
        @Nullable String sourceId,
        @Nullable String imageId) {
    /// `pending → completed | error`.
    public enum State {
        PENDING,
        COMPLETED,
        ERROR
    }

    public Snapshot ended(State newState, @Nullable String message) {
        return new Snapshot(
                snapshotId,
                region,
                volumeId,
                description,
                newState,
                message,
                startTime,
                completesAt,
                encrypted,
                kmsKeyId,
                volumeSizeGib,
                copyFails,
                sourceId,
                imageId);
    }

    public int progressPercent(Instant now) {
        if (state == State.COMPLETED) {
            return 100;
        }
        long whole = Math.max(1, Duration.between(startTime, completesAt).toMillis());
        long done = Math.max(0, Duration.between(startTime, now).toMillis());
        return (int) Math.min(99, done * 100 / whole);
    }
}
