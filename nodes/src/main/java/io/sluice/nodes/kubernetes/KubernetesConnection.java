package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.ConnectionType;
import io.sluice.engine.node.ConnectionType.Setting;
import java.util.List;

/// How to reach a cluster.
final class KubernetesConnection {
    static final String ID = "kubernetes";

    static final ConnectionType TYPE =
            new ConnectionType(
                    ID,
                    "Kubernetes cluster",
                    """
                    One connection is one cluster. *Mode* says how it is reached:

                    - `token`: the server's address, its certificate authority and the token of a service account;
                    - `kubeconfig`: a kubeconfig with everything **inside** it (`kubectl config view --flatten --minify`). Files
                      and commands that a kubeconfig names are refused: they would be read and run on the host of this product;
                    - `in-cluster`: the service account of the pod that this product runs in.

                    The account needs `get, list, watch, create, patch, delete` on `tracingpolicies`, `tracingpoliciesnamespaced`
                    and `ciliumnetworkpolicies` (group `cilium.io`) and `networkpolicies` (`networking.k8s.io`), `get, list` on
                    `pods` and `namespaces`, and `get` on `customresourcedefinitions` to know the version of the agents. Without
                    `delete`, a policy that is to go is changed so that it matches nothing, and this is said.

                    An API server with a private address has to be among the allowed private hosts.
                    """,
                    List.of(
                            setting(
                                    "mode",
                                    "Mode",
                                    "token, kubeconfig or in-cluster.",
                                    true,
                                    "token"),
                            setting(
                                    "server",
                                    "Server",
                                    "For mode token: the API server's address.",
                                    false,
                                    "https://10.0.0.1:6443"),
                            setting(
                                    "caCert",
                                    "Certificate authority",
                                    "For mode token: PEM text; empty for one that the host trusts.",
                                    false,
                                    "-----BEGIN CERTIFICATE-----…"),
                            setting(
                                    "context",
                                    "Context",
                                    "For mode kubeconfig: empty for its current one.",
                                    false,
                                    "prod"),
                            secret("token", "Token", "For mode token."),
                            secret("kubeconfig", "Kubeconfig", "For mode kubeconfig: YAML text.")));

    private KubernetesConnection() {}

    private static Setting setting(
            String key, String title, String description, boolean required, String example) {
        return new Setting(key, title, description, required, false, example);
    }

    private static Setting secret(String key, String title, String description) {
        return new Setting(key, title, description, false, true, "");
    }
}
