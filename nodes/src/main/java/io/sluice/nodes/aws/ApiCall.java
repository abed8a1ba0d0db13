package io.sluice.nodes.aws;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Reconciliation;
import io.sluice.engine.value.Values;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Calls a changing operation of the EC2 API by its name, if the connection allows it.
final class ApiCall implements EffectNode<ApiCall.Config, ApiCall.Request, ApiCall.Output> {
    record Config(
            @Field(title = "Connection", description = AwsText.CONNECTION, widget = "connection")
                    String connection,
            @Field(title = "Region", description = AwsText.REGION, options = AwsOptions.REGIONS)
                    @Nullable String region,
            @Field(
                            title = "Operation",
                            description = "The API's name of it.",
                            pattern = "[A-Z][A-Za-z]+",
                            example = "\"RebootInstances\"")
                    String operation,
            @Field(
                            title = "Parameters",
                            description =
                                    "By the API's names: a list for parameters that repeat, for Tag an object of"
                                            + " texts.",
                            defaultValue = "{}",
                            widget = "json",
                            example = "{\"InstanceId\":[\"i-0aa11bb22cc33dd44\"]}")
                    Map<String, @Nullable Object> parameters) {}

    /// @param fields form fields of the Query protocol, checked
    record Request(
            String connection,
            @Nullable String region,
            String operation,
            Map<String, String> fields) {
        Request {
            fields = Map.copyOf(fields);
        }
    }

    record Output(
            @Field(
                            title = "Result",
                            description = "The answer, by the API's names; every value is a text.")
                    Map<String, @Nullable Object> result) {}

    private final Ec2Connector connector;

    ApiCall(Ec2Connector connector) {
        this.connector = connector;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "aws.api-call",
                1,
                "AWS API call",
                AwsText.CATEGORY,
                "api-app",
                "Calls a changing operation of the EC2 API, if the connection allows it.",
                """
                For what no other node does. The operation must be one of: %s. It must also be named in **Allowed
                operations** of the connection, whose owner so decides what workflows may do with it. Parameters are
                checked before anything is sent.

                Nothing is known about such a call beyond its answer: when the answer is lost, the run stops with an
                incident and a person says whether it happened. It cannot be undone. Prefer the node of your purpose
                where there is one.
                """
                        .formatted(String.join(", ", Operation.names(true))),
                List.of("generic", "any operation", "ec2", "reboot", "cli", "action"),
                "aws",
                AwsText.errors(OperationCall.ERRORS),
                Operation.names(true).stream().map(name -> "ec2:" + name).toList());
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
        return EffectClass.BLIND;
    }

    @Override
    public Plan<Request> plan(Config config, NodeContext context) throws NodeFailure {
        var call = OperationCall.check(config.operation(), config.parameters(), true);
        call.allowedBy(connector.open(config.connection(), config.region(), context));
        var request =
                new Request(
                        config.connection(), config.region(), config.operation(), call.fields());
        return Plan.of(
                request,
                new Change(
                        config.operation(),
                        String.join(", ", new TreeMap<>(call.fields()).values()),
                        "",
                        null,
                        Values.normalise(config.parameters()),
                        "Call ec2:" + config.operation()));
    }

    @Override
    public Output execute(Request plan, NodeContext context) throws NodeFailure {
        var ec2 = connector.open(plan.connection(), plan.region(), context);
        var operation = Operation.find(plan.operation()).filter(Operation::write);
        if (operation.isEmpty()) {
            throw AwsText.permanent(
                    "aws.unknown-operation",
                    "Expected an operation that this version knows, found "
                            + plan.operation()
                            + ".");
        }
        new OperationCall(operation.get(), plan.fields()).allowedBy(ec2);
        var query = new QueryCall(ec2, plan.operation(), plan.fields());
        return new Output(ec2.write(plan.operation(), _ -> query.send()));
    }

    @Override
    public Reconciliation<Output> reconcile(Request plan, NodeContext context) {
        return new Reconciliation.Unknown<>(
                "EC2 keeps no trace that tells whether this call of "
                        + plan.operation()
                        + " was carried out; look at the resource.");
    }
}
