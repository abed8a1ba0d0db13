package io.sluice.nodes.aws;

import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.OptionSource;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/// What can be chosen in an account: regions, and by region security groups, instances and
/// snapshots. One page is asked for; what does not fit is found by a narrower query.
final class AwsOptions {
    static final String REGIONS = "aws.regions";
    static final String GROUPS = "aws.security-groups";
    static final String INSTANCES = "aws.instances";
    static final String SNAPSHOTS = "aws.snapshots";

    private static final String REGION = "region";

    private AwsOptions() {}

    static List<OptionSource> all(Ec2Connector connector) {
        return List.of(
                new Source(
                        REGIONS,
                        List.of(),
                        List.of("ec2:DescribeRegions"),
                        connector,
                        (ec2, _) -> regions(ec2)),
                new Source(
                        GROUPS,
                        List.of(REGION),
                        List.of("ec2:DescribeSecurityGroups"),
                        connector,
                        AwsOptions::groups),
                new Source(
                        INSTANCES,
                        List.of(REGION),
                        List.of("ec2:DescribeInstances"),
                        connector,
                        AwsOptions::instances),
                new Source(
                        SNAPSHOTS,
                        List.of(REGION),
                        List.of("ec2:DescribeSnapshots"),
                        connector,
                        AwsOptions::snapshots));
    }

    /// One question to EC2.
    private interface Reading {
        OptionSource.Found read(Ec2 ec2, OptionSource.Question question) throws NodeFailure;
    }

    private record Source(
            String id,
            List<String> needs,
            List<String> permissions,
            Ec2Connector connector,
            Reading reading)
            implements OptionSource {
        @Override
        public String connectionType() {
            return "aws";
        }

        @Override
        public Found find(Question question, NodeContext context) throws NodeFailure {
            var region = question.arguments().getOrDefault(REGION, "");
            return reading.read(connector.open(question.connection(), region, context), question);
        }
    }

    private static OptionSource.Found regions(Ec2 ec2) throws NodeFailure {
        var answer = ec2.read("DescribeRegions", c -> c.describeRegions());
        var options =
                answer.regions().stream()
                        .map(each -> option(each.regionName(), each.regionName(), ""))
                        .sorted(java.util.Comparator.comparing(OptionSource.Option::value))
                        .toList();
        return new OptionSource.Found(options, true);
    }

    private static OptionSource.Found groups(Ec2 ec2, OptionSource.Question question)
            throws NodeFailure {
        var filters = filters(question, "group-id", "sg-", "group-name");
        var answer =
                ec2.read(
                        "DescribeSecurityGroups",
                        c ->
                                c.describeSecurityGroups(
                                        r -> r.filters(filters).maxResults(page(question))));
        var options =
                answer.securityGroups().stream()
                        .map(each ->
                                option(
                                        each.groupId(),
                                        each.groupName() + " (" + each.groupId() + ")",
                                        AwsText.orEmpty(each.description())))
                        .toList();
        return new OptionSource.Found(options, answer.nextToken() == null);
    }

    private static OptionSource.Found instances(Ec2 ec2, OptionSource.Question question)
            throws NodeFailure {
        var filters = filters(question, "instance-id", "i-", "tag:Name");
        var answer =
                ec2.read(
                        "DescribeInstances",
                        c ->
                                c.describeInstances(
                                        r -> r.filters(filters).maxResults(page(question))));
        var options =
                answer.reservations().stream()
                        .flatMap(each -> each.instances().stream())
                        .map(AwsOptions::instance)
                        .toList();
        return new OptionSource.Found(options, answer.nextToken() == null);
    }

    private static OptionSource.Option instance(Instance each) {
        var name = Tagged.map(each.tags()).getOrDefault("Name", "");
        return option(
                each.instanceId(),
                name.isBlank() ? each.instanceId() : name + " (" + each.instanceId() + ")",
                each.state().nameAsString() + ", " + each.instanceTypeAsString());
    }

    private static OptionSource.Found snapshots(Ec2 ec2, OptionSource.Question question)
            throws NodeFailure {
        var filters = filters(question, "snapshot-id", "snap-", "description");
        var answer =
                ec2.read(
                        "DescribeSnapshots",
                        c ->
                                c.describeSnapshots(r ->
                                        r.ownerIds("self")
                                                .filters(filters)
                                                .maxResults(page(question))));
        var options = answer.snapshots().stream().map(AwsOptions::snapshot).toList();
        return new OptionSource.Found(options, answer.nextToken() == null);
    }

    private static OptionSource.Option snapshot(Snapshot each) {
        return option(
                each.snapshotId(),
                each.snapshotId() + " of " + each.volumeId(),
                AwsText.orEmpty(each.description()));
    }

    private static OptionSource.Option option(String value, String label, String description) {
        return new OptionSource.Option(value, label, description);
    }

    /// By id when an id was begun, else by name.
    private static List<Filter> filters(
            OptionSource.Question question, String id, String prefix, String name) {
        var query = question.query().strip();
        if (query.isEmpty()) {
            return List.of();
        }
        boolean byId = query.toLowerCase(Locale.ROOT).startsWith(prefix);
        return List.of(
                Filter.builder()
                        .name(byId ? id : name)
                        .values(byId ? query + "*" : "*" + query + "*")
                        .build());
    }

    /// AWS takes 5 to 1000.
    private static int page(OptionSource.Question question) {
        return Math.clamp(question.most(), 5, 1000);
    }
}
