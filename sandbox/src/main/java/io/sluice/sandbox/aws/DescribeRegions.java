package io.sluice.sandbox.aws;

import io.sluice.sandbox.gate.Outcome;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// DescribeRegions: the regions that this account has switched on; with `AllRegions` the others
/// too.
record DescribeRegions() {
    private record Region(String name, String optIn) {
        boolean isOn() {
            return !optIn.equals("not-opted-in");
        }
    }

    private static final List<Region> REGIONS =
            List.of(
                    new Region("us-east-1", "opt-in-not-required"),
                    new Region("us-east-2", "opt-in-not-required"),
                    new Region("us-west-1", "opt-in-not-required"),
                    new Region("us-west-2", "opt-in-not-required"),
                    new Region("ca-central-1", "opt-in-not-required"),
                    new Region("eu-central-1", "opt-in-not-required"),
                    new Region("eu-west-1", "opt-in-not-required"),
                    new Region("eu-west-2", "opt-in-not-required"),
                    new Region("eu-west-3", "opt-in-not-required"),
                    new Region("eu-north-1", "opt-in-not-required"),
                    new Region("ap-northeast-1", "opt-in-not-required"),
                    new Region("ap-south-1", "opt-in-not-required"),
                    new Region("ap-southeast-1", "opt-in-not-required"),
                    new Region("ap-southeast-2", "opt-in-not-required"),
                    new Region("sa-east-1", "opt-in-not-required"),
                    new Region("af-south-1", "not-opted-in"),
                    new Region("me-south-1", "not-opted-in"));

    void register(Map<String, AwsAction> actions) {
        actions.put("DescribeRegions", AwsAction.read(this::describe));
    }

    private Outcome describe(AwsRequest request) {
        request.stopIfDryRun();
        List<String> names = request.list("RegionName");
        for (String name : names) {
            if (REGIONS.stream().noneMatch(region -> region.name().equals(name))) {
                throw AwsError.bad(
                        "InvalidParameterValue", "Invalid region provided. Region name: " + name);
            }
        }
        boolean all = request.flag("AllRegions");
        Predicate<Region> filter =
                new Filters<Region>(region -> Map.of())
                        .on("region-name", Region::name)
                        .on("opt-in-status", Region::optIn)
                        .matching(request.filters());
        List<Region> found =
                REGIONS.stream()
                        .filter(region -> all || region.isOn())
                        .filter(region -> names.isEmpty() || names.contains(region.name()))
                        .filter(filter)
                        .toList();
        return Outcome.of(
                AwsAnswers.ec2(
                        request.action(),
                        xml ->
                                xml.each(
                                        "regionInfo",
                                        "item",
                                        found,
                                        (item, region) ->
                                                item.leaf("regionName", region.name())
                                                        .leaf(
                                                                "regionEndpoint",
                                                                "ec2."
                                                                        + region.name()
                                                                        + ".amazonaws.com")
                                                        .leaf("optInStatus", region.optIn()))));
    }
}
