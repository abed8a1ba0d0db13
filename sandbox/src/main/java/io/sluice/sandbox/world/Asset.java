package io.sluice.sandbox.world;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A machine as the Qualys subscription knows it.
///
/// @param assetId the number of the asset inventory
/// @param hostId the number of the vulnerability module, its `qwebHostId`
/// @param agentUuid absent when no Cloud Agent runs on it
/// @param truRisk absent until a scan has been processed; never 0 for "unknown"
public record Asset(
        long assetId,
        long hostId,
        String instanceId,
        @Nullable String agentUuid,
        String name,
        Instant created,
        Instant modified,
        List<Long> tagIds,
        @Nullable Integer truRisk,
        @Nullable Instant lastVulnScan) {
    public Asset {
        tagIds = List.copyOf(tagIds);
    }

    public Asset tagged(List<Long> newTagIds, Instant at) {
        return new Asset(
                assetId,
                hostId,
                instanceId,
                agentUuid,
                name,
                created,
                at,
                newTagIds,
                truRisk,
                lastVulnScan);
    }

    public Asset named(String newName, Instant at) {
        return new Asset(
                assetId,
                hostId,
                instanceId,
                agentUuid,
                newName,
                created,
                at,
                tagIds,
                truRisk,
                lastVulnScan);
    }

    Asset scanned(@Nullable Integer score, Instant at) {
        return new Asset(
                assetId, hostId, instanceId, agentUuid, name, created, at, tagIds, score, at);
    }
}
