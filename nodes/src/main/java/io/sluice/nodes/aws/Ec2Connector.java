package io.sluice.nodes.aws;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.support.EgressGuard;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/// Makes EC2 clients from connections and keeps them while the connection's content stays the same.
/// The SDK's own retries are off: a lost write must surface, and the engine repeats reads.
final class Ec2Connector {
    private static final int MOST_CLIENTS = 100;

    private final GuardedAwsHttp http;
    private final Map<Identity, Access> accesses =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Identity, Access> eldest) {
                            return size() > MOST_CLIENTS;
                        }
                    });

    Ec2Connector(NodeEnvironment environment) {
        this(new EgressGuard(environment));
    }

    Ec2Connector(EgressGuard guard) {
        this.http = new GuardedAwsHttp(guard);
    }

    /// What a client depends on.
    private record Identity(
            String region,
            Optional<URI> endpoint,
            Optional<String> accessKeyId,
            Optional<String> secretAccessKey,
            Optional<String> sessionToken,
            Optional<String> roleArn,
            Optional<String> externalId) {
        @Override
        public String toString() {
            return "Identity[" + region + "]";
        }
    }

    /// A client with the credentials it signs with.
    record Access(Ec2Client client, AwsCredentialsProvider credentials, Optional<URI> endpoint) {}

    /// @param region where to work; empty for the connection's region
    /// @throws NodeFailure if there is no such connection or it is incomplete
    Ec2 open(String name, @Nullable String region, NodeContext context) throws NodeFailure {
        var connection = context.connection(name, "aws");
        var chosen =
                region == null || region.isBlank() ? connection.requireSetting("region") : region;
        if (!chosen.matches("[a-z0-9-]{4,40}")) {
            throw NodeFailure.permanent(
                    "aws.invalid-region",
                    NodeFailure.Fault.USER,
                    "Expected a region such as us-east-1, found '" + chosen + "'; correct it.");
        }
        var identity = identity(connection, chosen);
        return new Ec2(
                connection, chosen, accesses.computeIfAbsent(identity, this::make), http, context);
    }

    private static Identity identity(Connection connection, String region) throws NodeFailure {
        var keyId = connection.setting("accessKeyId");
        if (keyId.isPresent()) {
            connection.requireSecret("secretAccessKey");
        }
        return new Identity(
                region,
                endpoint(connection),
                keyId,
                connection.secret("secretAccessKey"),
                connection.secret("sessionToken"),
                connection.setting("roleArn"),
                connection.setting("externalId"));
    }

    private static Optional<URI> endpoint(Connection connection) throws NodeFailure {
        var text = connection.setting("endpoint");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var uri = URI.create(text.get());
            if (uri.getHost() != null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            // refused below, like every other text that is no address
        }
        throw NodeFailure.permanent(
                "connection.invalid",
                NodeFailure.Fault.USER,
                "Expected the endpoint of connection '"
                        + connection.name()
                        + "' to be an address such as https://ec2.us-east-1.amazonaws.com, found '"
                        + text.get()
                        + "'; correct it or leave it empty.");
    }

    private Access make(Identity identity) {
        var credentials =
                identity.roleArn()
                        .map(role -> assumed(role, identity))
                        .orElseGet(() -> own(identity));
        var client =
                configured(Ec2Client.builder().httpClient(http), identity, credentials).build();
        return new Access(client, credentials, identity.endpoint());
    }

    private AwsCredentialsProvider assumed(String role, Identity identity) {
        var sts = configured(StsClient.builder().httpClient(http), identity, own(identity)).build();
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> {
                    request.roleArn(role).roleSessionName("sluice").durationSeconds(3600);
                    identity.externalId().ifPresent(request::externalId);
                })
                .build();
    }

    private static AwsCredentialsProvider own(Identity identity) {
        if (identity.accessKeyId().isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        var id = identity.accessKeyId().get();
        var secret = identity.secretAccessKey().orElse("");
        return StaticCredentialsProvider.create(
                identity.sessionToken().isPresent()
                        ? AwsSessionCredentials.create(id, secret, identity.sessionToken().get())
                        : AwsBasicCredentials.create(id, secret));
    }

    private static <B extends AwsClientBuilder<B, C>, C> B configured(
            B builder, Identity identity, AwsCredentialsProvider credentials) {
        identity.endpoint().ifPresent(builder::endpointOverride);
        return builder.region(Region.of(identity.region()))
                .credentialsProvider(credentials)
                .overrideConfiguration(
                        options -> options.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }
}
