package io.sluice.nodes.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.support.EgressGuard;
import io.sluice.nodes.support.Redaction;

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
        var client =
                new KubernetesClientBuilder()
                        .withConfig(config(access))
                        .withHttpClientFactory(http)
                        .withKubernetesSerialization(serialization)
                        .build();
        return new Cluster(name, client, http, Redaction.of(connection));
    }

    /// Nothing of the host's own environment is taken into account.
    private static Config config(Access access) {
        var config =
                new ConfigBuilder(Config.empty())
                        .withAutoConfigure(false)
                        .withMasterUrl(access.server().toString())
                        .withTrustCerts(false)
                        .withRequestRetryBackoffLimit(0)
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
