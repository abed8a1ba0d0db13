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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Deletes an instance for good, by default only after an approval.
final class Terminate
        implements EffectNode<Terminate.Config, PowerState.Request, PowerState.Output> {
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
                            title = "Approval",
                            description = "The decision of an approval step; must be `approved`.",
                            example = "\"= nodes.approval.output.decision\"")
                    @Nullable String approval,
            @Field(
                            title = "Without approval",
                            description = "Terminate although nobody approved it.",
                            defaultValue = "false")
                    boolean withoutApproval) {}

    private static final Map<String, String> TERMINATE_ERRORS =
            Map.of(
                    "aws.approval-missing", "Nobody approved it.",
                    "aws.operation-not-permitted", "Termination protection forbids it.",
                    "aws.invalid-instance-id.not-found",
                            "There is no such instance in the region.");

    private final Ec2Connector connector;

    Terminate(Ec2Connector connector) {
        this.connector = connector;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                        "aws.ec2.terminate",
                        1,
                        "Terminate instance",
                        AwsText.CATEGORY,
                        "trash",
                        "Deletes an instance for good, by default only after an approval.",
                        """
                        This cannot be undone: the instance and every disk that is marked to go with it are deleted. The step therefore
                        wants the decision of an approval: put an *Approval* before it and set **Approval** to
                        `= nodes.<approval>.output.decision`. Only `approved` lets it through, unless **Without approval** is ticked,
                        which everybody who reads the workflow can see.

                        An instance that is terminated already is left as it is. **On retry** its state tells whether the call got
                        through. Termination protection is respected.
                        """,
                        List.of("delete", "destroy", "kill", "remove", "isolate"),
                        "aws",
                        AwsText.errors(TERMINATE_ERRORS),
                        PowerState.TERMINATED.permissions())
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
        if (!config.withoutApproval() && !"approved".equals(config.approval())) {
            throw AwsText.permanent(
                    "aws.approval-missing",
                    "Expected an approval before "
                            + config.instanceId()
                            + " is terminated, found "
                            + (config.approval() == null ? "none" : config.approval())
                            + "; set Approval to the decision of an approval step, or tick Without"
                            + " approval.");
        }
        var ec2 = connector.open(config.connection(), config.region(), context);
        return PowerState.TERMINATED.plan(
                ec2, config.connection(), config.region(), config.instanceId(), false);
    }

    @Override
    public PowerState.Output execute(PowerState.Request plan, NodeContext context)
            throws NodeFailure {
        return PowerState.TERMINATED.execute(open(plan, context), plan);
    }

    @Override
    public List<String> resources(PowerState.Request plan) {
        return AwsText.lockOf(plan.instanceId());
    }

    @Override
    public Reconciliation<PowerState.Output> reconcile(PowerState.Request plan, NodeContext context)
            throws NodeFailure {
        return PowerState.TERMINATED.reconcile(open(plan, context), plan);
    }

    @Override
    public Progress<PowerState.Output> follow(
            PowerState.Request plan, PowerState.Output started, NodeContext context)
            throws NodeFailure {
        return PowerState.TERMINATED.follow(open(plan, context), plan);
    }

    @Override
    public Optional<PowerState.Output> preview(PowerState.Request plan) {
        return Optional.of(PowerState.TERMINATED.preview(plan));
    }

    private Ec2 open(PowerState.Request plan, NodeContext context) throws NodeFailure {
        return connector.open(plan.connection(), plan.region(), context);
    }
}
