package io.sluice.nodes.qualys;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.qualys.client.PatchJobs;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What a patch job is configured by and yields, and how its configuration becomes the job that
/// Patch Management takes.
final class PatchJobForm {
    /// Results are read in one page of this size.
    private static final int MOST_ASSETS = 100;

    private PatchJobForm() {}

    /// The job to run.
    public record Config(
            @Field(title = "Connection", widget = "connection") String connection,
            @Field(
                            title = "Name",
                            description = "Begins the job's name; the step's own key is appended.",
                            defaultValue = "\"Patch job\"")
                    String name,
            @Field(
                            title = "Asset ids",
                            description =
                                    "The 'assetId' of Find host, one for each machine to "
                                            + "patch; at most 100.")
                    List<Long> assetIds,
            @Field(
                            title = "Platform",
                            oneOf = {"Linux", "Windows"},
                            defaultValue = "\"Linux\"")
                    String platform,
            @Field(
                            title = "Patches",
                            description = "Qualys query that selects the patches to install.",
                            defaultValue = "\"patchStatus:Missing\"")
                    String query,
            @Field(
                            title = "Query selects by",
                            description =
                                    "patch: the query is about patches; vulnerability: about QIDs.",
                            oneOf = {"patch", "vulnerability"},
                            defaultValue = "\"patch\"")
                    String queryType,
            @Field(
                            title = "Time-out in hours",
                            description = "How long Qualys keeps trying to reach a machine.",
                            minimum = 1,
                            maximum = 168,
                            defaultValue = "6")
                    long timeoutHours) {
        public Config {
            assetIds = List.copyOf(assetIds);
        }
    }

    /// The job and, once it has ended, what it did.
    public record Output(
            @Field(title = "Job id") String jobId,
            @Field(title = "Name", description = "Of the job; unique.") String name,
            @Field(title = "State", description = "Enabled, then Finished.") String state,
            @Field(title = "Started at", description = "UTC.") String startedAt,
            @Field(title = "Patches selected") long patchCount,
            @Field(title = "Successful", description = "Patches installed, over all assets.")
                    long successful,
            @Field(title = "Failed", description = "Patches that failed, over all assets.")
                    long failed,
            @Field(
                            title = "Pending reboot",
                            description =
                                    "Whether an asset must restart before its patches are in "
                                            + "force.")
                    boolean pendingReboot,
            @Field(title = "Assets", description = "The result of each asset.")
                    List<AssetOutcome> assets) {
        public Output {
            assets = List.copyOf(assets);
        }
    }

    /// What a job did to one asset; counts are of patches.
    public record AssetOutcome(
            @Field(title = "Agent id") String agentUuid,
            @Field(title = "Name") String name,
            @Field(title = "Status", description = "In Qualys' words.") String status,
            @Field(title = "Successful") long successful,
            @Field(title = "Failed") long failed,
            @Field(title = "Installed already") long installed,
            @Field(title = "Superseded") long superseded,
            @Field(title = "Not applicable") long notApplicable,
            @Field(title = "Pending reboot") boolean pendingReboot,
            @Field(title = "Ended at", description = "UTC.") @Nullable String endedAt) {}

    /// @throws NodeFailure `qualys.patch.bad-request`
    static void check(Config config) throws NodeFailure {
        var count = config.assetIds.size();
        if (count < 1 || count > MOST_ASSETS) {
            throw bad("1 to %d asset ids, found %d; split the work".formatted(MOST_ASSETS, count));
        }
        if (config.query.isBlank()) {
            throw bad(
                    "a query that selects patches, found none; write patchStatus:Missing for all");
        }
    }

    private static NodeFailure bad(String expected) {
        return NodeFailure.permanent(
                "qualys.patch.bad-request", Fault.USER, "Expected " + expected + ".");
    }

    /// The job's fields but for name and status.
    static Map<String, @Nullable Object> fields(Config config, List<String> agents) {
        var form = new LinkedHashMap<String, @Nullable Object>();
        form.put("platform", config.platform);
        form.put("type", "Install");
        form.put("scheduleType", "On-demand");
        form.put("assetIds", agents);
        form.put("filterType", "Any");
        form.put("exclusionFilterType", "Any");
        form.put("isDynamicPatchesQQL", true);
        form.put("dynamicQQLType", config.queryType.equals("vulnerability") ? 2L : 1L);
        form.put("dynamicPatchesQQL", config.query);
        form.put("timeout", config.timeoutHours);
        form.put("timeoutUnit", "HOURS");
        form.put("timezoneType", "SPECIFIC_TZ");
        form.put("timezone", "UTC");
        return form;
    }

    /// A job that went well, for one that does not fails the step. How many patches there are only
    /// the job will tell: until then they count as none.
    ///
    /// @param form what [#fields(Config, List)] gave
    static Output planned(String name, Map<String, @Nullable Object> form) {
        var assets =
                form.get("assetIds") instanceof List<?> agents
                        ? agents.stream().map(agent -> planned(String.valueOf(agent))).toList()
                        : List.<AssetOutcome>of();
        return new Output(Planned.TEXT, name, "Finished", Planned.TEXT, 0, 0, 0, false, assets);
    }

    private static AssetOutcome planned(String agent) {
        return new AssetOutcome(
                agent, Planned.TEXT, Planned.TEXT, 0, 0, 0, 0, 0, false, Planned.TEXT);
    }

    static Output started(PatchJobs.Job job, Instant now) {
        return new Output(
                job.id(), job.name(), "Enabled", now.toString(), 0, 0, 0, false, List.of());
    }

    static Output finished(Output started, PatchJobs.Results results) {
        return new Output(
                started.jobId,
                started.name,
                "Finished",
                started.startedAt,
                results.patchCount(),
                sum(results, PatchJobs.AssetResult::successful),
                sum(results, PatchJobs.AssetResult::failed),
                results.assets().stream().anyMatch(PatchJobs.AssetResult::pendingReboot),
                results.assets().stream().map(PatchJobForm::outcome).toList());
    }

    private static long sum(
            PatchJobs.Results results, ToLongFunction<PatchJobs.AssetResult> count) {
        return results.assets().stream().mapToLong(count).sum();
    }

    private static AssetOutcome outcome(PatchJobs.AssetResult asset) {
        return new AssetOutcome(
                asset.uuid(),
                asset.name(),
                asset.status(),
                asset.successful(),
                asset.failed(),
                asset.installed(),
                asset.superseded(),
                asset.notApplicable(),
                asset.pendingReboot(),
                asset.endedAt().map(Instant::toString).orElse(null));
    }
}
