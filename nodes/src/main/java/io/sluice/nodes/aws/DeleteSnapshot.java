package io.sluice.nodes.aws;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Purpose;
import io.sluice.engine.node.Reconciliation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Deletes a snapshot for good.
final class DeleteSnapshot
        implements EffectNode<
                DeleteSnapshot.Config, DeleteSnapshot.Request, DeleteSnapshot.Output> {
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

    /// @param existed whether there was such a snapshot when this was planned
    record Request(
            String connection, @Nullable String region, String snapshotId, boolean existed) {}

    record Output(
            @Field(title = "Snapshot id") String snapshotId,
            @Field(title = "Deleted", description = "False if there was none.") boolean deleted) {}

    private final Ec2Connector connector;

    DeleteSnapshot(Ec2Connector connector) {
        this.connector = connector;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                        "aws.ec2.delete-snapshot",
                        1,
                        "Delete snapshot",
                        AwsText.CATEGORY,
                        "camera-off",
                        "Deletes a snapshot for good.",
                        """
                        This cannot be undone: put an approval before it. A snapshot that does not exist any more counts as deleted,
                        so that a repeat does no harm. One that an image (AMI) is built on is refused by AWS with
                        `aws.invalid-snapshot.in-use`: deregister the image first, or register it anew on the encrypted copy.

                        Later snapshots of the same volume stay whole; AWS keeps the blocks that they need.
                        """,
                        List.of("ebs", "remove", "clean up", "backup"),
                        "aws",
                        AwsText.errors(
                                Map.of(
                                        "aws.invalid-snapshot.in-use",
                                        "An image is built on the snapshot; deregister the image first.")),
                        List.of("ec2:DescribeSnapshots", "ec2:DeleteSnapshot"))
                .serving(Purpose.CONTAIN);
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<Request> planType() {
        return Request.class;
    }

    @Override
    public Class<Output> outputType() {
        return Output.class;
    }

    @Override
    public EffectClass effectClass() {
        return EffectClass.CONVERGENT;
    }

    @Override
    public Plan<Request> plan(Config config, NodeContext context) throws NodeFailure {
        var ec2 = connector.open(config.connection(), config.region(), context);
        var id = config.snapshotId();
        var found = new Snapshots(ec2).find(id);
        var request = new Request(config.connection(), config.region(), id, found.isPresent());
        return found.isEmpty()
                ? Plan.of(request)
                : Plan.of(
                        request,
                        new Change(
                                "DeleteSnapshot",
                                id,
                                "",
                                found.get().volumeSize() + " GiB of " + found.get().startTime(),
                                null,
                                "Delete snapshot " + id + " for good"));
    }

    @Override
    public Output execute(Request plan, NodeContext context) throws NodeFailure {
        var ec2 = connector.open(plan.connection(), plan.region(), context);
        if (plan.existed()) {
            try {
                ec2.write(
                        "DeleteSnapshot",
                        c -> c.deleteSnapshot(r -> r.snapshotId(plan.snapshotId())));
            } catch (NodeFailure failure) {
                if (!failure.code().equals(Snapshots.NOT_FOUND)) {
                    throw failure;
                }
            }
        }
        return new Output(plan.snapshotId(), plan.existed());
    }

    @Override
    public List<String> resources(Request plan) {
        return AwsText.lockOf(plan.snapshotId());
    }

    @Override
    public Reconciliation<Output> reconcile(Request plan, NodeContext context) throws NodeFailure {
        var ec2 = connector.open(plan.connection(), plan.region(), context);
        return new Snapshots(ec2).find(plan.snapshotId()).isEmpty()
                ? new Reconciliation.Applied<>(new Output(plan.snapshotId(), plan.existed()))
                : new Reconciliation.NotApplied<>();
    }

    @Override
    public Optional<Output> preview(Request plan) {
        return Optional.of(new Output(plan.snapshotId(), plan.existed()));
    }
}
