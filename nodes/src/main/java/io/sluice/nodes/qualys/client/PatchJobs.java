package io.sluice.nodes.qualys.client;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Jobs of Patch Management, over the gateway.
public final class PatchJobs {
    private static final int PAGE_SIZE = 100;

    /// Patch Management shows no more than its first 10 000 rows.
    private static final int LAST_PAGE = 100;

    private final GatewayClient gateway;

    PatchJobs(GatewayClient gateway) {
        this.gateway = gateway;
    }

    /// @param id a UUID
    public record Job(String id, String name, boolean enabled) {}

    /// How far one asset has come.
    ///
    /// @param status in Qualys' words
    public record AssetResult(
            String uuid,
            String name,
            String status,
            long successful,
            long failed,
            long installed,
            long superseded,
            long notApplicable,
            boolean underWay,
            boolean pending,
            boolean pendingReboot,
            Optional<Instant> endedAt) {
        public boolean ended() {
            return endedAt.isPresent();
        }
    }

    /// @param complete whether every asset of the job has reported
    public record Results(long patchCount, List<AssetResult> assets, boolean complete) {
        public Results {
            assets = List.copyOf(assets);
        }
    }

    /// The agent UUIDs by asset id, which jobs name their targets by.
    ///
    /// @throws NodeFailure `qualys.patch.no-agent` if an asset has no agent that can patch
    public List<String> agents(List<Long> assetIds) throws NodeFailure {
        var call = Call.read("to look up the agents of assets " + assetIds);
        var answer = gateway.post("/pm/v1/assets/uuids", Map.of("assetIds", assetIds), call);
        var agents = agents(answer);
        var missing = new TreeSet<>(assetIds);
        missing.removeAll(agents.keySet());
        if (!missing.isEmpty()) {
            throw NodeFailure.permanent(
                    "qualys.patch.no-agent",
                    Fault.USER,
                    ("Expected every asset to have a Cloud Agent that Patch Management knows, "
                                    + "%s have none; install the agent and activate Patch Management for it.")
                            .formatted(missing));
        }
        return assetIds.stream()
                .distinct()
                .flatMap(id -> Optional.ofNullable(agents.get(id)).stream())
                .toList();
    }

    /// `{"mappedAssets":[{"assetId","assetUuid"}]}`, the bare list, or an object of UUIDs by asset
    /// id.
    static Map<Long, String> agents(JsonNode answer) {
        var agents = new LinkedHashMap<Long, String>();
        for (var field : answer.properties()) {
            Numbers.whole(field.getKey())
                    .ifPresent(id ->
                            LenientJson.text(field.getValue())
                                    .ifPresent(uuid -> agents.put(id, uuid)));
        }
        var mapped = answer.isArray() ? answer : answer.path("mappedAssets");
        for (var entry : LenientJson.items(mapped, "asset")) {
            LenientJson.number(entry.path("assetId"))
                    .ifPresent(id -> uuid(entry).ifPresent(uuid -> agents.put(id, uuid)));
        }
        return agents;
    }

    private static Optional<String> uuid(JsonNode entry) {
        return LenientJson.text(entry.path("assetUuid"))
                .or(() -> LenientJson.text(entry.path("uuid")));
    }

    /// The job of exactly this name. Every job of the platform is looked through, for a filter that
    /// Qualys understands otherwise would make a job seem absent and have it created twice.
    public Optional<Job> named(String name, String platform) throws NodeFailure {
        for (var page = 0; page < LAST_PAGE; page++) {
            var jobs = page(platform, page);
            var found = jobs.stream().filter(job -> job.name().equals(name)).findFirst();
            if (found.isPresent() || jobs.isEmpty()) {
                return found;
            }
        }
        throw NodeFailure.permanent(
                "qualys.patch.too-many-jobs",
                Fault.USER,
                ("Expected fewer than %d %s patch jobs at Qualys, found more than it will "
                                + "list; delete old ones.")
                        .formatted(PAGE_SIZE * LAST_PAGE, platform));
    }

    private List<Job> page(String platform, int number) throws NodeFailure {
        var query = new LinkedHashMap<String, String>();
        query.put("platform", platform);
        query.put("pageNumber", Integer.toString(number));
        query.put("pageSize", Integer.toString(PAGE_SIZE));
        var rows =
                gateway.get(
                        "/pm/v1/deploymentjobs/summary", query, Call.read("to list patch jobs"));
        return LenientJson.items(rows, "deploymentJob").stream()
                .flatMap(row -> job(row).stream())
                .toList();
    }

    private static Optional<Job> job(JsonNode row) {
        return LenientJson.text(row.path("id"))
                .map(id ->
                        new Job(
                                id,
                                LenientJson.text(row.path("name")).orElse(""),
                                LenientJson.text(row.path("status"))
                                        .filter("Enabled"::equalsIgnoreCase)
                                        .isPresent()));
    }

    /// Creates a job that does not run before it is enabled.
    public Job create(Map<String, @Nullable Object> fields, String name) throws NodeFailure {
        var call = Call.write("to create patch job '" + name + "'");
        var body = new LinkedHashMap<>(fields);
        body.put("name", name);
        body.put("status", "Disabled");
        return job(gateway.post("/pm/v1/deploymentjob", body, call))
                .orElseThrow(() -> call.failedInside("an answer without the job's id"));
    }

    public void enable(Job job) throws NodeFailure {
        var call = Call.write("to enable patch job '" + job.name() + "'");
        var answer =
                gateway.post(
                        "/pm/v1/deploymentjobs/update/status/Enabled",
                        Map.of("ids", List.of(job.id())),
                        call);
        var refused =
                LenientJson.items(answer, "deploymentJob").stream()
                        .flatMap(row -> LenientJson.text(row.path("status")).stream())
                        .filter(status -> !status.equalsIgnoreCase("success"))
                        .findFirst();
        if (refused.isPresent()) {
            throw call.refused(
                    "qualys.request-refused", refused.get(), "look at the job at Qualys");
        }
    }

    public Results results(String jobId) throws NodeFailure {
        var answer =
                gateway.post(
                        "/pm/v1/deploymentjob/"
                                + jobId
                                + "/deploymentjobresult/summary?pageSize="
                                + PAGE_SIZE,
                        Map.of(),
                        Call.read("to show the results of patch job " + jobId));
        var assets = new ArrayList<AssetResult>();
        for (var row : LenientJson.items(answer.path("assets"), "assetResult")) {
            assets.add(result(row));
        }
        var expected = LenientJson.count(answer.path("assetCount"));
        return new Results(
                LenientJson.count(answer.path("patchCount")),
                assets,
                !assets.isEmpty() && assets.size() >= expected);
    }

    private static AssetResult result(JsonNode row) {
        var asset = row.path("asset");
        return new AssetResult(
                LenientJson.text(asset.path("id"))
                        .or(() -> LenientJson.text(asset.path("uuid")))
                        .orElse(""),
                LenientJson.text(asset.path("name")).orElse(""),
                LenientJson.text(row.path("status")).orElse(""),
                LenientJson.count(row.path("successPatches")),
                LenientJson.count(row.path("failedPatches")),
                LenientJson.count(row.path("installedPatches")),
                LenientJson.count(row.path("supersededPatches")),
                LenientJson.count(row.path("notApplicablePatches")),
                some(row.path("executing")),
                some(row.path("pendingExecution")),
                some(row.path("pendingReboot")),
                endedAt(row.path("endDateTime")));
    }

    /// Whether a field says "yes": a true boolean, a text of one, or a count above zero.
    private static boolean some(JsonNode node) {
        return LenientJson.flag(node) || LenientJson.count(node) > 0;
    }

    private static Optional<Instant> endedAt(JsonNode node) {
        return LenientJson.number(node)
                .filter(millis -> millis > 0)
                .map(Instant::ofEpochMilli)
                .or(() -> LenientJson.text(node).flatMap(FoClient::instant));
    }
}
