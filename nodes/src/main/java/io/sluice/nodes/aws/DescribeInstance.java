package io.sluice.nodes.aws;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.ReadNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads everything about an instance.
final class DescribeInstance implements ReadNode<DescribeInstance.Config, InstanceView> {
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

    DescribeInstance(Ec2Connector connector) {
        this.connector = connector;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "aws.ec2.describe-instance",
                1,
                "Describe instance",
                AwsText.CATEGORY,
                "server-2",
                "Reads state, addresses, security groups, tags and interfaces of an instance.",
                """
                Cloud events tell an instance's id and little more; this step reads the rest, as it is now. `publicIp` is
                null when there is no public IPv4 address: guard a condition with `!= null`. Tags of the instance are there
                as `tags`, its interfaces as `interfaces`, the primary one first.

                A new id may be unknown for some seconds; the step is then tried again.
                """,
                List.of("vm", "ec2", "metadata", "public ip", "inventory", "asset", "tags"),
                "aws",
                AwsText.errors(
                        Map.of(
                                "aws.invalid-instance-id.not-found",
                                "There is no such instance in the region, or not yet.",
                                "aws.invalid-instance-id.malformed",
                                "The id is no instance's id.")),
                List.of("ec2:DescribeInstances"));
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<InstanceView> outputType() {
        return InstanceView.class;
    }

    @Override
    public InstanceView read(Config config, NodeContext context) throws NodeFailure {
        var ec2 = connector.open(config.connection(), config.region(), context);
        return InstanceView.of(new Instances(ec2).load(config.instanceId()), ec2.region());
    }
}
