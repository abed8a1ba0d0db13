package io.sluice.nodes.aws;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Progress;
import io.sluice.engine.node.Purpose;
import io.sluice.engine.node.Reconciliation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/// Makes an encrypted copy of a snapshot; the original stays.
final class EncryptSnapshot
        implements EffectNode<EncryptSnapshot.Config, EncryptedCopy.Request, EncryptedCopy.Output> {
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
                    String snapshotId,
            @Field(
                            title = "KMS key",
                            description =
                                    "Id, alias or ARN of the key to encrypt with; empty for the account's default key.",
                            example = "\"alias/backup\"")
                    @Nullable String kmsKeyId) {}

    private final Ec2Connector connector;

    EncryptSnapshot(Ec2Connector connector) {
        this.connector = connector;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                        "aws.ec2.encrypt-snapshot",
                        1,
                        "Encrypt snapshot",
                        AwsText.CATEGORY,
                        "lock-square",
                        "Makes an encrypted copy of a snapshot and waits for it; the original stays.",
                        """
                        A snapshot cannot be encrypted in place. This step copies it in its region with encryption on and the chosen
                        key, with the original's tags from the start, and waits until the copy is completed. Then the original is
                        tagged `sluice:encrypted-copy` = id of the copy. It is **not** deleted: put *Delete snapshot* behind, after
                        an approval if you like.

                        The copy has a new id: what refers to the old one (an image, a launch template, a backup plan) goes on using
                        it. A snapshot that is encrypted already is left as it is, and is its own result. One behind an image cannot
                        be deleted before that image is.

                        **On retry** the copy is found by its tag `sluice:effect`, so that no second one is made. A copy that ends in
                        an error fails the step with AWS's reason.
                        """,
                        List.of(
                                "kms",
                                "encryption",
                                "ebs",
                                "backup",
                                "copy snapshot",
                                "compliance"),
                        "aws",
                        AwsText.errors(
                                Map.of(
                                        "aws.snapshot-copy-failed",
                                        "The copy ended in an error.",
                                        "aws.snapshot-not-completed",
                                        "The original is not completed yet.",
                                        "aws.snapshot-failed",
                                        "The original itself ended in an error.",
                                        "aws.concurrent-snapshot-limit-exceeded",
                                        "Too many copies at a time.",
                                        "aws.resource-limit-exceeded",
                                        "Too many copies at a time.",
                                        "aws.tag-limit-exceeded",
                                        "The original has no room for tags.",
                                        Snapshots.NOT_FOUND,
                                        "There is no such snapshot in the region.")),
                        List.of(
                                "ec2:DescribeSnapshots",
                                "ec2:CopySnapshot",
                                "ec2:CreateTags",
                                "kms:CreateGrant",
                                "kms:DescribeKey",
                                "kms:GenerateDataKeyWithoutPlaintext"))
                .serving(Purpose.CONTAIN);
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<EncryptedCopy.Request> planType() {
        return EncryptedCopy.Request.class;
    }

    @Override
    public Class<EncryptedCopy.Output> outputType() {
        return EncryptedCopy.Output.class;
    }

    @Override
    public Object made(EncryptedCopy.Output output) {
        return output.snapshotId();
    }

    @Override
    public EffectClass effectClass() {
        return EffectClass.PROBE;
    }

    @Override
    public Plan<EncryptedCopy.Request> plan(Config config, NodeContext context) throws NodeFailure {
        var ec2 = connector.open(config.connection(), config.region(), context);
        var source = new Snapshots(ec2).load(config.snapshotId());
        var encrypted = Boolean.TRUE.equals(source.encrypted());
        var request =
                new EncryptedCopy.Request(
                        config.connection(),
                        config.region(),
                        config.snapshotId(),
                        AwsText.orNull(config.kmsKeyId()),
                        Tagged.own(source.tags()),
                        encrypted ? AwsText.orEmpty(source.kmsKeyId()) : null);
        if (encrypted) {
            return Plan.of(request);
        }
        completed(source);
        return Plan.of(request, change(request));
    }

    private static void completed(Snapshot source) throws NodeFailure {
        switch (source.stateAsString()) {
            case "completed" -> {}
            case "error" ->
                    throw AwsText.permanent(
                            "aws.snapshot-failed",
                            "Expected a whole snapshot, found "
                                    + source.snapshotId()
                                    + " in error: "
                                    + AwsText.orEmpty(source.stateMessage()));
            default ->
                    throw NodeFailure.retryable(
                            "aws.snapshot-not-completed",
                            Fault.PROVIDER,
                            "Expected "
                                    + source.snapshotId()
                                    + " to be completed, found it "
                                    + source.stateAsString()
                                    + " ("
                                    + AwsText.orEmpty(source.progress())
                                    + ").");
        }
    }

    private static Change change(EncryptedCopy.Request request) {
        var key = request.kmsKeyId() == null ? "the account's default key" : request.kmsKeyId();
        return new Change(
                "CopySnapshot",
                request.snapshotId(),
                "encrypted",
                false,
                true,
                "Copy " + request.snapshotId() + " encrypted with " + key);
    }

    @Override
    public EncryptedCopy.Output execute(EncryptedCopy.Request plan, NodeContext context)
            throws NodeFailure {
        return new EncryptedCopy(open(plan, context)).begin(plan);
    }

    @Override
    public Reconciliation<EncryptedCopy.Output> reconcile(
            EncryptedCopy.Request plan, NodeContext context) throws NodeFailure {
        return new EncryptedCopy(open(plan, context)).reconcile(plan);
    }

    @Override
    public Progress<EncryptedCopy.Output> follow(
            EncryptedCopy.Request plan, EncryptedCopy.Output started, NodeContext context)
            throws NodeFailure {
        return new EncryptedCopy(open(plan, context)).follow(plan, started);
    }

    @Override
    public Optional<EncryptedCopy.Output> preview(EncryptedCopy.Request plan) {
        return Optional.of(EncryptedCopy.preview(plan));
    }

    private Ec2 open(EncryptedCopy.Request plan, NodeContext context) throws NodeFailure {
        return connector.open(plan.connection(), plan.region(), context);
    }
}
