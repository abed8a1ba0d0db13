package io.sluice.nodes.aws;

import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Progress;
import io.sluice.engine.node.Purpose;
import io.sluice.engine.node.Reconciliation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stops an instance and waits until it is stopped.
final class Stop implements EffectNode<Stop.Config, PowerState.Request, PowerState.Output> {
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
                            title = "Force",
                            description = "Stop without letting the system shut down in order.",
                            defaultValue = "false")
                    boolean force) {}

    private final Ec2Connector connector;

    Stop(Ec2Connector connector) {
        this.connector = connector;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                        "aws.ec2.stop",
                        1,
                        "Stop instance",
                        AwsText.CATEGORY,
                        "player-stop",
                        "Stops an instance and waits until it is stopped.",
                        """
                        Another way to isolate an instance: nothing runs on it any more, its disks stay. A public IPv4 address that is
                        no Elastic IP is given back; what the instance kept in memory, which an investigation may want, is lost.

                        An instance that is stopped already is left as it is. **On retry** its state tells whether the call got
                        through. *Start instance* brings it back.
                        """,
                        List.of("isolate", "suspend", "shut down", "halt", "power off"),
                        "aws",
                        AwsText.errors(PowerState.ERRORS),
                        PowerState.STOPPED.permissions())
                .serving(Purpose.CONTAIN);
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<PowerState.Request> planType() {
        return PowerState.Request.class;
    }

    @Override
    public Class<PowerState.Output> outputType() {
        return PowerState.Output.class;
    }

    @Override
    public EffectClass effectClass() {
        return EffectClass.CONVERGENT;
    }

    @Override
    public Plan<PowerState.Request> plan(Config config, NodeContext context) throws NodeFailure {
        var ec2 = connector.open(config.connection(), config.region(), context);
        return PowerState.STOPPED.plan(
                ec2, config.connection(), config.region(), config.instanceId(), config.force());
    }

    @Override
    public PowerState.Output execute(PowerState.Request plan, NodeContext context)
            throws NodeFailure {
        return PowerState.STOPPED.execute(open(plan, context), plan);
    }

    @Override
    public List<String> resources(PowerState.Request plan) {
        return AwsText.lockOf(plan.instanceId());
    }

    @Override
    public Reconciliation<PowerState.Output> reconcile(PowerState.Request plan, NodeContext context)
            throws NodeFailure {
        return PowerState.STOPPED.reconcile(open(plan, context), plan);
    }

    @Override
    public Progress<PowerState.Output> follow(
            PowerState.Request plan, PowerState.Output started, NodeContext context)
            throws NodeFailure {
        return PowerState.STOPPED.follow(open(plan, context), plan);
    }

    @Override
    public Optional<PowerState.Output> preview(PowerState.Request plan) {
        return Optional.of(PowerState.STOPPED.preview(plan));
    }

    private Ec2 open(PowerState.Request plan, NodeContext context) throws NodeFailure {
        return connector.open(plan.connection(), plan.region(), context);
    }
}
