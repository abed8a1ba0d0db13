package io.sluice.nodes.aws;

import static io.sluice.nodes.aws.Parameter.Kind.FILTERS;
import static io.sluice.nodes.aws.Parameter.Kind.FLAG;
import static io.sluice.nodes.aws.Parameter.Kind.NUMBER;
import static io.sluice.nodes.aws.Parameter.Kind.TAGS;
import static io.sluice.nodes.aws.Parameter.Kind.TEXT;
import static io.sluice.nodes.aws.Parameter.Kind.TEXTS;
import static io.sluice.nodes.aws.Parameter.optional;
import static io.sluice.nodes.aws.Parameter.required;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An operation of the EC2 API that the generic nodes know: the outer allow-list. What is not here
/// cannot be called. Creating and terminating instances, opening security groups and sharing
/// snapshots are left out on purpose.
///
/// @param parameters what it takes, by the API's names (API version 2016-11-15)
record Operation(String name, boolean write, List<Parameter> parameters) {
    private static final Parameter FILTER = optional("Filter", FILTERS);
    private static final Parameter PAGE = optional("MaxResults", NUMBER);
    private static final Parameter TOKEN = optional("NextToken", TEXT);

    private static final Map<String, Operation> ALL =
            table(
                    describe("DescribeInstances", optional("InstanceId", TEXTS)),
                    describe(
                            "DescribeInstanceStatus",
                            optional("InstanceId", TEXTS),
                            optional("IncludeAllInstances", FLAG)),
                    describe("DescribeNetworkInterfaces", optional("NetworkInterfaceId", TEXTS)),
                    describe(
                            "DescribeSecurityGroups",
                            optional("GroupId", TEXTS),
                            optional("GroupName", TEXTS)),
                    describe("DescribeSecurityGroupRules", optional("SecurityGroupRuleId", TEXTS)),
                    describe(
                            "DescribeSnapshots",
                            optional("SnapshotId", TEXTS),
                            optional("Owner", TEXTS)),
                    describe("DescribeVolumes", optional("VolumeId", TEXTS)),
                    describe(
                            "DescribeImages", optional("ImageId", TEXTS), optional("Owner", TEXTS)),
                    describe("DescribeVpcs", optional("VpcId", TEXTS)),
                    describe("DescribeSubnets", optional("SubnetId", TEXTS)),
                    describe("DescribeTags"),
                    new Operation(
                            "DescribeAddresses",
                            false,
                            List.of(FILTER, optional("AllocationId", TEXTS))),
                    new Operation(
                            "DescribeSnapshotAttribute",
                            false,
                            List.of(required("SnapshotId", TEXT), required("Attribute", TEXT))),
                    change("RebootInstances", required("InstanceId", TEXTS)),
                    change(
                            "StopInstances",
                            required("InstanceId", TEXTS),
                            optional("Force", FLAG),
                            optional("Hibernate", FLAG)),
                    change("StartInstances", required("InstanceId", TEXTS)),
                    change("MonitorInstances", required("InstanceId", TEXTS)),
                    change("UnmonitorInstances", required("InstanceId", TEXTS)),
                    change(
                            "CreateSnapshot",
                            required("VolumeId", TEXT),
                            optional("Description", TEXT)),
                    change("DeleteSnapshot", required("SnapshotId", TEXT)),
                    change("CreateTags", required("ResourceId", TEXTS), required("Tag", TAGS)),
                    change("DeleteTags", required("ResourceId", TEXTS), required("Tag", TAGS)),
                    change(
                            "RevokeSecurityGroupIngress",
                            required("GroupId", TEXT),
                            required("SecurityGroupRuleId", TEXTS)),
                    change(
                            "RevokeSecurityGroupEgress",
                            required("GroupId", TEXT),
                            required("SecurityGroupRuleId", TEXTS)),
                    change("DeleteSecurityGroup", required("GroupId", TEXT)),
                    change("DisassociateAddress", required("AssociationId", TEXT)),
                    change("DisassociateIamInstanceProfile", required("AssociationId", TEXT)),
                    change(
                            "DetachVolume",
                            required("VolumeId", TEXT),
                            optional("InstanceId", TEXT),
                            optional("Force", FLAG)),
                    change(
                            "ResetSnapshotAttribute",
                            required("SnapshotId", TEXT),
                            required("Attribute", TEXT)));

    Operation {
        parameters = List.copyOf(parameters);
    }

    static Optional<Operation> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static List<String> names(boolean write) {
        return ALL.values().stream()
                .filter(operation -> operation.write() == write)
                .map(Operation::name)
                .toList();
    }

    Optional<Parameter> parameter(String name) {
        return parameters.stream().filter(each -> each.name().equals(name)).findAny();
    }

    private static Operation describe(String name, Parameter... own) {
        var all = new java.util.ArrayList<>(List.of(own));
        all.addAll(List.of(FILTER, PAGE, TOKEN));
        return new Operation(name, false, all);
    }

    private static Operation change(String name, Parameter... parameters) {
        return new Operation(name, true, List.of(parameters));
    }

    private static Map<String, Operation> table(Operation... operations) {
        var table = new TreeMap<String, Operation>();
        for (var operation : operations) {
            table.put(operation.name(), operation);
        }
        return table;
    }
}
