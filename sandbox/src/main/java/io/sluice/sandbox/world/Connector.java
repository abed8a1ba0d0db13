package io.sluice.sandbox.world;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What reads the cloud account into the asset inventory.
public record Connector(
        long id,
        String uuid,
        String name,
        String description,
        String arn,
        String externalId,
        boolean allRegions,
        List<String> regions,
        List<String> activation,
        boolean disabled,
        int runFrequencyMinutes,
        State state,
        @Nullable Instant lastSync,
        Instant created,
        Instant modified) {
    public Connector {
        regions = List.copyOf(regions);
        activation = List.copyOf(activation);
    }

    /// `pending → running → finished-success → running …`.
    public enum State {
        PENDING,
        RUNNING,
        FINISHED_SUCCESS,
        DISABLED
    }

    public Connector in(State newState, @Nullable Instant newLastSync) {
        return new Connector(
                id,
                uuid,
                name,
                description,
                arn,
                externalId,
                allRegions,
                regions,
                activation,
                disabled,
                runFrequencyMinutes,
                newState,
                newLastSync,
                created,
                modified);
    }
}
