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
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gives an instance its original security groups back.
final class Release implements EffectNode<Release.Config, LanePlan, LaneOutput> {
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
                    String instanceId,
            @Field(
                            title = "Original groups",
                            description =
                                    "`= nodes.quarantine.output.interfaces` of the step that put it into the lane: used"
                                            + " where the tags on the instance were lost, and in a dry run, where"
                                            + " there are none.",
                            defaultValue = "[]",
                            widget = "json")
                    List<LaneOutput.Moved> originals) {
        Config {
            originals = List.copyOf(originals);
        }
    }

    private final Ec2Connector connector;

    Release(Ec2Connector connector) {
        this.connector = connector;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                        "aws.ec2.release",
                        1,
                        "Release from quarantine",
                        AwsText.CATEGORY,
                        "shield-check",
                        "Gives every network interface exactly the security groups back that it had before.",
                        """
                        Restores the groups that were kept when the instance was quarantined or put into the patch lane, verifies
                        them, and then takes the marks off the instance. The lane's group itself is kept for the next time. An
                        instance that is in no lane is left as it is.

                        **Conflict**: if an interface has groups that are neither a lane of ours nor its original ones, somebody
                        else has changed it: nothing is overwritten and the step fails with `aws.conflict`. **On retry** it goes
                        on where it stopped.
                        """,
                        List.of("unquarantine", "restore", "rejoin", "lift", "security group"),
                        "aws",
                        AwsText.errors(LaneErrors.ALL),
                        LaneErrors.RELEASE_PERMISSIONS)
                .serving(Purpose.RESTORE);
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
        var remembered = new HashMap<String, List<String>>();
        config.originals()
                .forEach(each -> remembered.put(each.interfaceId(), each.originalGroups()));
        return new Restoration(ec2)
                .plan(
                        config.connection(),
                        config.region(),
                        config.instanceId(),
                        new OriginalGroups(remembered),
                        AssumedGroups.of(config.originals(), context));
    }

    @Override
    public LaneOutput execute(LanePlan plan, NodeContext context) throws NodeFailure {
        return restoration(plan, context).execute(plan);
    }

    @Override
    public List<String> resources(LanePlan plan) {
        return AwsText.lockOf(plan.instanceId());
    }

    @Override
    public Reconciliation<LaneOutput> reconcile(LanePlan plan, NodeContext context)
            throws NodeFailure {
        return restoration(plan, context).reconcile(plan);
    }

    private Restoration restoration(LanePlan plan, NodeContext context) throws NodeFailure {
        return new Restoration(connector.open(plan.connection(), plan.region(), context));
    }

    @Override
    public Optional<LaneOutput> preview(LanePlan plan) {
        return Optional.of(Restoration.restored(plan));
    }
}
