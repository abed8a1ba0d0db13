package io.sluice.nodes.aws;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.ReadNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;

/// Lists the account's own snapshots.
final class ListSnapshots implements ReadNode<ListSnapshots.Config, ListSnapshots.Output> {
    record Config(
            @Field(title = "Connection", description = AwsText.CONNECTION, widget = "connection")
                    String connection,
            @Field(title = "Region", description = AwsText.REGION, options = AwsOptions.REGIONS)
                    @Nullable String region,
            @Field(
                            title = "Encryption",
                            description = "Which snapshots to list.",
                            oneOf = {"any", "encrypted", "unencrypted"},
                            defaultValue = "\"unencrypted\"")
                    String encryption,
            @Field(
                            title = "State",
                            description = "Which states to list.",
                            oneOf = {"any", "completed", "pending", "error"},
                            defaultValue = "\"completed\"")
                    String state,
            @Field(
                            title = "Tags",
                            description =
                                    "Only snapshots with all of these tags; `*` in a value matches anything.",
                            defaultValue = "{}",
                            widget = "key-value")
                    Map<String, String> tags,
            @Field(
                            title = "Without tag",
                            description =
                                    "Leave out snapshots that have this tag, such as sluice:encrypted-copy.",
                            defaultValue = "\"\"")
                    String withoutTag,
            @Field(
                            title = "At most",
                            description = "The list ends after so many.",
                            minimum = 1,
                            maximum = 5000,
                            defaultValue = "1000")
                    int limit) {
        Config {
            tags = Map.copyOf(tags);
        }
    }

    record Output(
            @Field(title = "Snapshots") List<SnapshotView> snapshots,
            @Field(title = "Count") long count,
            @Field(title = "Truncated", description = "True if there are more than were asked for.")
                    boolean truncated) {
        Output {
            snapshots = List.copyOf(snapshots);
        }
    }

    private final Ec2Connector connector;

    ListSnapshots(Ec2Connector connector) {
        this.connector = connector;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "aws.ec2.list-snapshots",
                1,
                "List snapshots",
                AwsText.CATEGORY,
                "list-search",
                "Lists the account's own snapshots, by encryption, state and tags.",
                """
                For a sweep: lists the snapshots of the connection's account in one region. Only own snapshots are looked at,
                never public ones. Put a *for each* behind it to treat them one by one.

                With **Without tag** `sluice:encrypted-copy` a daily sweep leaves out the originals that already have an
                encrypted copy.
                """,
                List.of("ebs", "sweep", "unencrypted", "backup", "inventory"),
                "aws",
                AwsText.errors(Map.of()),
                List.of("ec2:DescribeSnapshots"));
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<Output> outputType() {
        return Output.class;
    }

    @Override
    public Output read(Config config, NodeContext context) throws NodeFailure {
        var ec2 = connector.open(config.connection(), config.region(), context);
        var found =
                new Snapshots(ec2)
                        .list(filters(config), Integer.MAX_VALUE).stream()
                                .map(snapshot -> SnapshotView.of(snapshot, ec2.region()))
                                .filter(view ->
                                        config.withoutTag().isEmpty()
                                                || !view.tags().containsKey(config.withoutTag()))
                                .limit(config.limit() + 1L)
                                .toList();
        var truncated = found.size() > config.limit();
        var shown = truncated ? found.subList(0, config.limit()) : found;
        return new Output(shown, shown.size(), truncated);
    }

    private static List<Filter> filters(Config config) {
        var filters = new ArrayList<Filter>();
        if (!config.encryption().equals("any")) {
            filters.add(
                    filter("encrypted", String.valueOf(config.encryption().equals("encrypted"))));
        }
        if (!config.state().equals("any")) {
            filters.add(filter("status", config.state()));
        }
        config.tags().forEach((key, value) -> filters.add(filter("tag:" + key, value)));
        return filters;
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
