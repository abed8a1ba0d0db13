package io.sluice.sandbox.qualys.gateway;

import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.world.PatchJob;
import io.sluice.sandbox.world.PatchJob.Phase;
import io.sluice.sandbox.world.PatchJob.Result;
import io.sluice.sandbox.world.PatchJob.Run;
import io.sluice.sandbox.world.World;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A deployment job and its results, as patch management shows them; times are milliseconds.
record PatchJobShape(World world) {
    Map<String, Object> job(PatchJob job) {
        Map<String, Object> row = new LinkedHashMap<>();
        JsonNode definition = Json.tree(job.definition());
        definition.propertyNames().forEach(name -> row.put(name, definition.get(name)));
        row.put("id", job.id());
        row.put("name", job.name());
        row.put("status", job.enabled() ? "Enabled" : "Disabled");
        row.put("assetIds", job.assetUuids());
        row.put("createdBy", Map.of("name", "sandbox"));
        row.put(
                "created",
                Map.of("user", Map.of("name", "sandbox"), "date", millis(job.created())));
        List<Result> results = results(job.runs());
        long over = results.stream().filter(r -> r.phase().isOver()).count();
        row.put("assetCount", job.assetUuids().size());
        row.put("assetResultReceivedCount", over);
        row.put("completionPercent", results.isEmpty() ? 0 : over * 100 / results.size());
        return row;
    }

    private static List<Result> results(List<Run> runs) {
        return runs.isEmpty() ? List.of() : runs.getLast().results();
    }

    private static long millis(Instant at) {
        return at.toEpochMilli();
    }

    Map<String, Object> summary(PatchJob job, Optional<Run> run) {
        Map<String, Object> row = new LinkedHashMap<>();
        List<Result> results = run.map(Run::results).orElse(List.of());
        row.put("id", job.id());
        row.put("name", job.name());
        row.put("assetCount", job.assetUuids().size());
        row.put("patchCount", results.stream().mapToInt(Result::patches).sum());
        row.put("createdBy", "sandbox");
        row.put("createdOn", millis(job.created()));
        row.put("assets", results.stream().map(r -> asset(r, run.orElseThrow())).toList());
        return row;
    }

    private Map<String, Object> asset(Result result, Run run) {
        Phase phase = result.phase();
        boolean failed = phase == Phase.FAILED || phase == Phase.TIMED_OUT;
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("asset", identity(result.assetUuid()));
        row.put("status", status(phase));
        row.put("statusCode", phase.name());
        row.put("successPatches", phase == Phase.SUCCEEDED ? result.patches() : 0);
        row.put("failedPatches", failed ? Math.max(1, result.patches()) : 0);
        row.put("installedPatches", phase == Phase.SUCCEEDED ? result.patches() : 0);
        row.put("supersededPatches", 0);
        row.put("notApplicablePatches", 0);
        row.put("executing", phase == Phase.EXECUTING ? 1 : 0);
        row.put("pendingExecution", phase == Phase.WAITING ? 1 : 0);
        row.put("pendingReboot", 0);
        row.put("pendingVerification", 0);
        put(row, "startDateTime", Optional.ofNullable(result.started()));
        put(row, "endDateTime", Optional.ofNullable(result.ended()));
        put(
                row,
                "statusDateTime",
                Optional.ofNullable(result.ended())
                        .or(() -> Optional.ofNullable(result.started()))
                        .or(() -> Optional.of(run.scheduled())));
        return row;
    }

    private static void put(Map<String, Object> row, String name, Optional<Instant> at) {
        row.put(name, at.map(PatchJobShape::millis).orElse(null));
    }

    private Map<String, Object> identity(String assetUuid) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", assetUuid);
        world.subscription()
                .assetByAgent(assetUuid)
                .ifPresent(asset -> {
                    row.put("name", asset.name());
                    row.put("assetId", asset.assetId());
                    row.put("instanceId", asset.instanceId());
                });
        return row;
    }

    private static String status(Phase phase) {
        return switch (phase) {
            case WAITING -> "Pending Execution";
            case EXECUTING -> "Job Running";
            case SUCCEEDED -> "Patched";
            case FAILED -> "Failed";
            case TIMED_OUT -> "Timed Out";
        };
    }
}
