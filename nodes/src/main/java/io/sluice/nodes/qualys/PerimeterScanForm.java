package io.sluice.nodes.qualys;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a perimeter scan is configured by and yields, and how its configuration becomes the fields
/// of Qualys' cloud perimeter job.
final class PerimeterScanForm {
    private PerimeterScanForm() {}

    /// The scan to launch.
    public record Config(
            @Field(title = "Connection", widget = "connection") String connection,
            @Field(
                            title = "Title",
                            description =
                                    "Begins the scan's title; the step's own key is appended.",
                            defaultValue = "\"Perimeter scan\"")
                    String title,
            @Field(
                            title = "Module",
                            description = "vm: vulnerabilities, pc: policy compliance.",
                            oneOf = {"vm", "pc"},
                            defaultValue = "\"vm\"")
                    String module,
            @Field(
                            title = "Option profile",
                            description = "Title of the option profile to scan with.",
                            defaultValue = "\"Initial Options\"")
                    String optionProfile,
            @Field(
                            title = "Cloud",
                            oneOf = {"aws", "azure", "gcp"},
                            defaultValue = "\"aws\"")
                    String cloud,
            @Field(
                            title = "Connector",
                            description =
                                    "Name of the Qualys cloud connector that knows the machines.",
                            options = QualysOptions.CONNECTORS,
                            needs = "cloud")
                    String connectorName,
            @Field(
                            title = "Platform type",
                            description = "AWS only: which machines of the account.",
                            oneOf = {"classic", "vpc_peered", "selected_vpc"})
                    @Nullable String platformType,
            @Field(
                            title = "Region",
                            description = "With platform type classic or vpc_peered.",
                            example = "\"us-east-1\"")
                    @Nullable String region,
            @Field(title = "VPC id", description = "With platform type selected_vpc.")
                    @Nullable String vpcId,
            @Field(
                            title = "Tags to include",
                            description =
                                    "Names of Qualys tags; machines carrying them are scanned.",
                            example = "[\"external\"]",
                            options = QualysOptions.TAGS)
                    @Nullable List<String> includeTags,
            @Field(
                            title = "Include",
                            description = "Machines that carry any or all of these tags.",
                            oneOf = {"any", "all"},
                            defaultValue = "\"any\"")
                    String includeSelector,
            @Field(
                            title = "Tags to exclude",
                            description = "Names of Qualys tags.",
                            options = QualysOptions.TAGS)
                    @Nullable List<String> excludeTags,
            @Field(
                            title = "Exclude",
                            oneOf = {"any", "all"},
                            defaultValue = "\"any\"")
                    String excludeSelector,
            @Field(
                            title = "Load balancers",
                            description = "AWS only: DNS names of load balancers to scan as well.")
                    @Nullable List<String> loadBalancers,
            @Field(
                            title = "Priority",
                            description = "0 none, 1 highest to 9 lowest.",
                            minimum = 0,
                            maximum = 9,
                            defaultValue = "0")
                    long priority,
            @Field(
                            title = "Launch limit",
                            description = "How long the job may take until its scan is launched.",
                            widget = "duration",
                            defaultValue = "\"PT1H\"")
                    String launchLimit) {
        public Config {
            includeTags = includeTags == null ? null : List.copyOf(includeTags);
            excludeTags = excludeTags == null ? null : List.copyOf(excludeTags);
            loadBalancers = loadBalancers == null ? null : List.copyOf(loadBalancers);
        }
    }

    /// The scan; what is known only of a launched scan is empty before.
    public record Output(
            @Field(title = "Job id", description = "Of the job, which Qualys lists as a schedule.")
                    long jobId,
            @Field(title = "Title", description = "Of job and scan; unique.") String title,
            @Field(title = "State", description = "Submitted, then Finished.") String state,
            @Field(title = "Submitted at", description = "By Qualys' clock, UTC.")
                    String submittedAt,
            @Field(
                            title = "Reference",
                            description = "Of the scan.",
                            example = "\"scan/1767607500.12345\"")
                    @Nullable String reference,
            @Field(title = "Launched at", description = "By Qualys' clock, UTC.")
                    @Nullable String launchedAt,
            @Field(title = "Duration", description = "Of the scan, hh:mm:ss.")
                    @Nullable String duration,
            @Field(title = "Target", description = "What was scanned.") @Nullable String target) {}

    static Duration launchLimit(Config config) throws NodeFailure {
        try {
            var limit = Duration.parse(config.launchLimit);
            if (limit.isPositive()) {
                return limit;
            }
        } catch (DateTimeParseException malformed) {
            // Said below, as for a limit that is not positive.
        }
        throw bad(
                "a launch limit such as PT1H",
                "'" + config.launchLimit + "'",
                "write an ISO-8601 duration longer than nothing");
    }

    /// The job's fields but for action and title.
    static Map<String, String> fields(Config config) throws NodeFailure {
        var form = new LinkedHashMap<String, String>();
        form.put("module", config.module);
        form.put("active", "1");
        form.put("option_title", config.optionProfile);
        form.put("priority", Long.toString(config.priority));
        form.put("cloud_provider", config.cloud);
        form.put("cloud_service", service(config.cloud));
        form.put("connector_name", config.connectorName);
        platform(config, form);
        targets(config, form);
        form.put("schedule", "now");
        return form;
    }

    private static String service(String cloud) {
        return switch (cloud) {
            case "azure" -> "vm";
            case "gcp" -> "compute_engine";
            default -> "ec2";
        };
    }

    private static void platform(Config config, Map<String, String> form) throws NodeFailure {
        if (config.platformType == null) {
            return;
        }
        if (!config.cloud.equals("aws")) {
            throw bad("a platform type for aws only", config.cloud, "leave it out");
        }
        form.put("platform_type", config.platformType);
        if (config.platformType.equals("selected_vpc")) {
            form.put("vpc_id", required(config.vpcId, "a VPC id with platform type selected_vpc"));
        } else {
            form.put(
                    "region_code",
                    required(config.region, "a region with platform type " + config.platformType));
        }
    }

    private static String required(@Nullable String value, String what) throws NodeFailure {
        if (value == null || value.isBlank()) {
            throw bad(what, "none", "fill it in");
        }
        return value;
    }

    private static void targets(Config config, Map<String, String> form) throws NodeFailure {
        var include = list(config.includeTags, "tags to include");
        var exclude = list(config.excludeTags, "tags to exclude");
        var balancers = list(config.loadBalancers, "load balancers");
        if (include.isEmpty() && balancers.isEmpty()) {
            throw bad("tags to include or load balancers", "neither", "say what to scan");
        }
        if (!include.isEmpty() || !exclude.isEmpty()) {
            form.put("tag_set_by", "name");
        }
        if (!include.isEmpty()) {
            form.put("tag_include_selector", config.includeSelector);
            form.put("tag_set_include", include);
        }
        if (!exclude.isEmpty()) {
            form.put("tag_exclude_selector", config.excludeSelector);
            form.put("tag_set_exclude", exclude);
        }
        if (!balancers.isEmpty()) {
            form.put("elb_dns", balancers);
        }
    }

    private static String list(@Nullable List<String> items, String what) throws NodeFailure {
        if (items == null) {
            return "";
        }
        for (var item : items) {
            if (item.isBlank() || item.contains(",")) {
                throw bad(
                        what + " without commas and empty names",
                        "'" + item + "'",
                        "give each as an item of its own; a name with a comma cannot be sent "
                                + "to Qualys");
            }
        }
        return String.join(",", items);
    }

    private static NodeFailure bad(String expected, String found, String advice) {
        return NodeFailure.permanent(
                "qualys.scan.bad-target",
                Fault.USER,
                "Expected %s, found %s; %s.".formatted(expected, found, advice));
    }
}
