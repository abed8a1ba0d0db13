package io.sluice.nodes.aws;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/// EC2 of one region, for the length of one call of a node.
record Ec2(
        Connection connection,
        String region,
        Ec2Connector.Access access,
        GuardedAwsHttp http,
        NodeContext context) {
    /// Asks something.
    ///
    /// @param action the API's name of it, which is the permission's name too
    <T> T read(String action, Function<Ec2Client, T> call) throws NodeFailure {
        return call(action, false, call);
    }

    /// Changes something, once.
    <T> T write(String action, Function<Ec2Client, T> call) throws NodeFailure {
        return call(action, true, call);
    }

    private <T> T call(String action, boolean write, Function<Ec2Client, T> call)
            throws NodeFailure {
        try {
            return http.within(context, write, () -> call.apply(access.client()));
        } catch (SdkException e) {
            throw new AwsErrors(action, write, context.now()).of(e);
        }
    }
}
