package io.sluice.nodes.aws;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.ReadNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Calls a reading operation of the EC2 API by its name.
final class ApiRead implements ReadNode<ApiRead.Config, ApiRead.Output> {
    record Config(
            @Field(title = "Connection", description = AwsText.CONNECTION, widget = "connection")
                    String connection,
            @Field(title = "Region", description = AwsText.REGION, options = AwsOptions.REGIONS)
                    @Nullable String region,
            @Field(
                            title = "Operation",
                            description = "The API's name of it.",
                            pattern = "Describe[A-Za-z]+",
                            example = "\"DescribeVolumes\"")
                    String operation,
            @Field(
                            title = "Parameters",
                            description =
                                    "By the API's names: a list for parameters that repeat, for Filter an object of"
                                            + " lists.",
                            defaultValue = "{}",
                            widget = "json",
                            example = "{\"VolumeId\":[\"vol-0aa11bb2\"]}")
                    Map<String, @Nullable Object> parameters) {}

    record Output(
            @Field(
                            title = "Result",
                            description = "The answer, by the API's names; every value is a text.")
                    Map<String, @Nullable Object> result) {}

    private final Ec2Connector connector;

    ApiRead(Ec2Connector connector) {
        this.connector = connector;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "aws.api-read",
                1,
                "AWS API query",
                AwsText.CATEGORY,
                "api",
                "Calls a reading operation of the EC2 API by its name.",
                """
                For what no other node reads. The operation must be one of: %s. Parameters are checked before anything is
                sent: `{"Filter": {"vpc-id": ["vpc-1"]}, "MaxResults": 100}`. One page is read; `nextToken` in the result
                goes into `NextToken` of the next call.

                The result has the names of the API's XML (`volumeSet`, not `Volumes`); an `…Set` is a list, or null when
                empty, and every single value is a text.
                """
                        .formatted(String.join(", ", Operation.names(false))),
                List.of("generic", "any operation", "ec2", "describe", "cli"),
                "aws",
                AwsText.errors(OperationCall.ERRORS),
                Operation.names(false).stream().map(name -> "ec2:" + name).toList());
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
        var call = OperationCall.check(config.operation(), config.parameters(), false);
        var ec2 = connector.open(config.connection(), config.region(), context);
        var query = new QueryCall(ec2, config.operation(), call.fields());
        return new Output(ec2.read(config.operation(), _ -> query.send()));
    }
}
