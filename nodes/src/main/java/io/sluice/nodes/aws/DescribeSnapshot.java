package io.sluice.nodes.aws;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.ReadNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads everything about a snapshot.
final class DescribeSnapshot implements ReadNode<DescribeSnapshot.Config, SnapshotView> {
    record Config(
            @Field(title = "Connection", description = AwsText.CONNECTION, widget = "connection")
                    String connection,
            @Field(title = "Region", description = AwsText.REGION, options = AwsOptions.REGIONS)
                    @Nullable String region,
            @Field(
                            title = "Snapshot id",
                            description = AwsText.SNAPSHOT,
                            pattern = AwsText.SNAPSHOT_PATTERN,
                            options = AwsOptions.SNAPSHOTS,
                            needs = "region")
                    String snapshotId) {}

    private final Ec2Connector connector;

    DescribeSnapshot(Ec2Connector connector) {
        this.connector = connector;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "aws.ec2.describe-snapshot",
                1,
                "Describe snapshot",
                AwsText.CATEGORY,
                "camera-search",
                "Reads state, encryption, key, size and tags of a snapshot.",
                """
                Reads a snapshot as it is now: whether it is encrypted and with which key, how far it has come, its tags. A
                snapshot that is not encrypted stays so even when the account encrypts new ones by default: *Encrypt
                snapshot* makes an encrypted copy.

                A new id may be unknown for some seconds; the step is then tried again.
                """,
                List.of("ebs", "backup", "encryption", "kms", "volume"),
                "aws",
                AwsText.errors(
                        Map.of(
                                Snapshots.NOT_FOUND,
                                "There is no such snapshot in the region, or not yet.")),
                List.of("ec2:DescribeSnapshots"));
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<SnapshotView> outputType() {
        return SnapshotView.class;
    }

    @Override
    public SnapshotView read(Config config, NodeContext context) throws NodeFailure {
        var ec2 = connector.open(config.connection(), config.region(), context);
        return SnapshotView.of(new Snapshots(ec2).load(config.snapshotId()), ec2.region());
    }
}
