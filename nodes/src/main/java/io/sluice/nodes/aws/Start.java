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

/// Starts a stopped instance and waits until it runs.
final class Start implements EffectNode<Start.Config, PowerState.Request, PowerState.Output> {
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

    Start(Ec2Connector connector) {
        this.connector = connector;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                        "aws.ec2.start",
                        1,
                        "Start instance",
                        AwsText.CATEGORY,
                        "player-play",
                        "Starts a stopped instance and waits until it runs.",
                        """
                        Starts an instance and waits until AWS says that it is running; what runs on it may need longer. It gets a new
                        public IPv4 address unless it has an Elastic IP: describe it afterwards. A cloud event "running" is sent for
                        it, which starts no second run of a workflow for the same instance.

                        An instance that runs already is left as it is. **On retry** its state tells whether the call got through.
                        """,
                        List.of("resume", "boot", "power on", "wake"),
                        "aws",
                        AwsText.errors(PowerState.ERRORS),
                        PowerState.RUNNING.permissions())
                .serving(Purpose.RESTORE);
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
        return PowerState.RUNNING.plan(
                ec2, config.connection(), config.region(), config.instanceId(), false);
    }

    @Override
    public PowerState.Output execute(PowerState.Request plan, NodeContext context)
            throws NodeFailure {
        return PowerState.RUNNING.execute(open(plan, context), plan);
    }

    @Override
    public List<String> resources(PowerState.Request plan) {
        return AwsText.lockOf(plan.instanceId());
    }

    @Override
    public Reconciliation<PowerState.Output> reconcile(PowerState.Request plan, NodeContext context)
            throws NodeFailure {
        return PowerState.RUNNING.reconcile(open(plan, context), plan);
    }

    @Override
    public Progress<PowerState.Output> follow(
            PowerState.Request plan, PowerState.Output started, NodeContext context)
            throws NodeFailure {
        return PowerState.RUNNING.follow(open(plan, context), plan);
    }

    @Override
    public Optional<PowerState.Output> preview(PowerState.Request plan) {
        return Optional.of(PowerState.RUNNING.preview(plan));
    }

    private Ec2 open(PowerState.Request plan, NodeContext context) throws NodeFailure {
        return connector.open(plan.connection(), plan.region(), context);
    }
}
