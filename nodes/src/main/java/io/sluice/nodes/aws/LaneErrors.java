package io.sluice.nodes.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Errors and permissions that moves into and out of a lane share.
final class LaneErrors {
    static final Map<String, String> ALL =
            Map.of(
                    "aws.conflict",
                    "Somebody else changed the groups of an interface meanwhile; a person must look.",
                    "aws.group-altered",
                    "The lane's security group has rules that are not ours.",
                    "aws.original-groups-unknown",
                    "An interface is in a lane and nothing tells its original groups.",
                    "aws.unverified",
                    "The change does not show yet; tried again.",
                    "aws.instance-gone",
                    "The instance is terminated or about to be.",
                    "aws.no-interfaces",
                    "The instance has no network interface.",
                    "aws.invalid-instance-id.not-found",
                    "There is no such instance in the region, or not yet.",
                    "aws.invalid-group.not-found",
                    "A group is new and not visible yet, or was deleted.");

    /// What is kept on an instance and on groups are tags of our own alone.
    private static final String OWN_TAGS = "ec2:CreateTags [sluice:*]";

    static final List<String> PERMISSIONS =
            List.of(
                    "ec2:DescribeInstances",
                    "ec2:DescribeNetworkInterfaces",
                    "ec2:DescribeSecurityGroups",
                    "ec2:CreateSecurityGroup",
                    "ec2:RevokeSecurityGroupEgress",
                    "ec2:AuthorizeSecurityGroupEgress",
                    "ec2:ModifyNetworkInterfaceAttribute",
                    OWN_TAGS);

    static final List<String> RELEASE_PERMISSIONS =
            List.of(
                    "ec2:DescribeInstances",
                    "ec2:DescribeNetworkInterfaces",
                    "ec2:ModifyNetworkInterfaceAttribute",
                    "ec2:DeleteTags [sluice:*]");

    private LaneErrors() {}

    static Map<String, String> with(String code, String meaning) {
        var all = new LinkedHashMap<>(ALL);
        all.put(code, meaning);
        return all;
    }
}
