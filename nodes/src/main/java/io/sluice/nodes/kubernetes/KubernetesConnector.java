package io.sluice.nodes.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.support.EgressGuard;
import io.sluice.nodes.support.Redaction;
import java.time.Duration;

/// Opens clusters by the names of their connections. A client lives for one call of a node; the
/// connections beneath are shared.
final class KubernetesConnector {
    private final EgressGuard guard;
    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final GuardedKubernetesHttp.Shared shared = GuardedKubernetesHttp.Shared.create();

    KubernetesConnector(NodeEnvironment environment) {
        this.guard = new EgressGuard(environment);
    }

    /// @throws NodeFailure if there is no such connection, or it is incomplete
    Cluster open(String name, NodeContext context) throws NodeFailure {
        var connection = context.connection(name, KubernetesConnection.ID);
        var access = Access.of(connection);
        var http = new GuardedKubernetesHttp(guard, shared, context);
        return new Cluster(name, client(name, access, http), http, Redaction.of(connection));
    }

    private KubernetesClient client(String name, Access access, GuardedKubernetesHttp http)
            throws NodeFailure {
        try {
            return new KubernetesClientBuilder()
                    .withConfig(config(access, http.patience()))
                    .withHttpClientFactory(http)
                    .withKubernetesSerialization(serialization)
                    .build();
        } catch (KubernetesClientException | IllegalArgumentException e) {
            throw NodeFailure.permanent(
                    "connection.invalid",
                    NodeFailure.Fault.USER,
                    "Expected the certificates of connection '"
                            + name
                            + "' to be PEM text that can be read, found something else; correct them under Connections.");
        }
    }

    /// Nothing of the host's own environment is taken into account.
    private static Config config(Access access, Duration patience) {
        var config =
                new ConfigBuilder(Config.empty())
                        .withAutoConfigure(false)
                        .withMasterUrl(access.server().toString())
                        .withTrustCerts(false)
                        .withRequestRetryBackoffLimit(0)
                        .withRequestTimeout((int) Math.max(1, patience.toMillis()))
                        .withUserAgent("sluice");
        if (!access.token().isEmpty()) {
            config.withOauthToken(access.token());
        }
        if (!access.caData().isEmpty()) {
            config.withCaCertData(access.caData());
        }
        if (!access.clientCertificate().isEmpty()) {
            config.withClientCertData(access.clientCertificate())
                    .withClientKeyData(access.clientKey());
        }
        if (!access.tlsName().isEmpty()) {
            config.withTlsServerName(access.tlsName());
        }
        return config.build();
    }
}
