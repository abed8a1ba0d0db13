package io.sluice.nodes.aws;

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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Cuts an instance off: every interface carries only a group without rules.
final class Quarantine implements EffectNode<Quarantine.Config, LanePlan, LaneOutput> {
    record Config(
            @Field(title = "Connection", description = AwsText.CONNECTION, widget = "connection")
                    String connection,
            @Field(title = "Region", description = AwsText.REGION, options = AwsOptions.REGIONS)
                    @Nullable String region,
            @Field(
                            title = "Instance id",
                            description = AwsText.INSTANCE,
                            pattern = AwsText.INSTANCE_PATTERN,
                            options = AwsOptions.INSTANCES,
                            needs = "region")
                    String instanceId) {}

    private final Ec2Connector connector;

    Quarantine(Ec2Connector connector) {
        this.connector = connector;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                        "aws.ec2.quarantine",
                        1,
                        "Quarantine instance",
                        AwsText.CATEGORY,
                        "shield-lock",
                        "Replaces the security groups of every network interface by one without any rule.",
                        """
                        Security groups only ever allow, so that *adding* an empty one changes nothing: this step **replaces** the
                        groups of every interface of the instance by `sluice-quarantine` (one in each VPC, made when missing, its
                        rules verified). The original groups are kept in the plan and in tags on the instance before anything
                        changes; a second run is a no-op and never takes the quarantine for the original. Interfaces that an AWS
                        service manages are left out.

                        **On retry** it goes on where it stopped. If somebody else changes an interface meanwhile it stops with
                        `aws.conflict`. **Undo** restores the original groups exactly, as *Release from quarantine* does.

                        **Limits**: established tracked connections may go on until they end; instance metadata, VPC DNS and time
                        are not filtered by groups; Auto Scaling may replace the instance.
                        """,
                        List.of(
                                "isolate",
                                "contain",
                                "deny all",
                                "security group",
                                "block",
                                "cut off"),
                        "aws",
                        AwsText.errors(LaneErrors.ALL),
                        LaneErrors.PERMISSIONS)
                .serving(Purpose.CONTAIN);
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<LanePlan> planType() {
        return LanePlan.class;
    }

    @Override
    public Class<LaneOutput> outputType() {
        return LaneOutput.class;
    }

    @Override
    public EffectClass effectClass() {
        return EffectClass.CONVERGENT;
    }

    @Override
    public Plan<LanePlan> plan(Config config, NodeContext context) throws NodeFailure {
        var ec2 = connector.open(config.connection(), config.region(), context);
        return new LaneMove(ec2, Lane.quarantine())
                .plan(config.connection(), config.region(), config.instanceId());
    }

    @Override
    public LaneOutput execute(LanePlan plan, NodeContext context) throws NodeFailure {
        return move(plan, context).execute(plan);
    }

    @Override
    public List<String> resources(LanePlan plan) {
        return AwsText.lockOf(plan.instanceId());
    }

    @Override
    public Reconciliation<LaneOutput> reconcile(LanePlan plan, NodeContext context)
            throws NodeFailure {
        return move(plan, context).reconcile(plan);
    }

    private LaneMove move(LanePlan plan, NodeContext context) throws NodeFailure {
        return new LaneMove(
                connector.open(plan.connection(), plan.region(), context), Lane.quarantine());
    }

    @Override
    public Optional<LaneOutput> preview(LanePlan plan) {
        return Optional.of(LanePreview.of(plan, Lane.quarantine()));
    }

    @Override
    public Optional<Undo<LanePlan, LaneOutput>> undo() {
        return Optional.of(new Restore(connector));
    }

    /// Undoes by the groups in the plan, and by those on the instance where they say more.
    private record Restore(Ec2Connector connector) implements Undo<LanePlan, LaneOutput> {
        @Override
        public Plan<LanePlan> plan(LanePlan applied, LaneOutput output, NodeContext context)
                throws NodeFailure {
            var ec2 = connector.open(applied.connection(), applied.region(), context);
            return new Restoration(ec2)
                    .plan(
                            applied.connection(),
                            applied.region(),
                            applied.instanceId(),
                            applied.originals());
        }

        @Override
        public void execute(LanePlan undoPlan, NodeContext context) throws NodeFailure {
            var ec2 = connector.open(undoPlan.connection(), undoPlan.region(), context);
            new Restoration(ec2).execute(undoPlan);
        }
    }
}
