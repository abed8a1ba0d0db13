package io.sluice.nodes.kubernetes;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.sluice.engine.node.NodeFailure;
import java.util.Arrays;

/// The kinds of objects that this product writes; no other is ever touched.
enum ObjectKind {
    TRACING_POLICY("cilium.io", "v1alpha1", "TracingPolicy", "tracingpolicies", false),
    TRACING_POLICY_NAMESPACED(
            "cilium.io", "v1alpha1", "TracingPolicyNamespaced", "tracingpoliciesnamespaced", true),
    NETWORK_POLICY("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", true),
    CILIUM_NETWORK_POLICY("cilium.io", "v2", "CiliumNetworkPolicy", "ciliumnetworkpolicies", true);

    private final String group;
    private final String version;
    private final String kind;
    private final String plural;
    private final boolean namespaced;

    ObjectKind(String group, String version, String kind, String plural, boolean namespaced) {
        this.group = group;
        this.version = version;
        this.kind = kind;
        this.plural = plural;
        this.namespaced = namespaced;
    }

    /// @throws NodeFailure for a kind that is none of ours
    static ObjectKind of(String apiVersion, String kind) throws NodeFailure {
        return Arrays.stream(values())
                .filter(each -> each.kind.equals(kind) && each.apiVersion().equals(apiVersion))
                .findFirst()
                .orElseThrow(() ->
                        NodeFailure.permanent(
                                "kubernetes.kind-refused",
                                NodeFailure.Fault.USER,
                                "Expected a TracingPolicy, TracingPolicyNamespaced, NetworkPolicy or"
                                        + " CiliumNetworkPolicy, found "
                                        + apiVersion
                                        + " "
                                        + kind
                                        + "; nothing else is written to clusters."));
    }

    String apiVersion() {
        return group + "/" + version;
    }

    String group() {
        return group;
    }

    String kind() {
        return kind;
    }

    String plural() {
        return plural;
    }

    boolean namespaced() {
        return namespaced;
    }

    boolean isTracing() {
        return plural.startsWith("tracing");
    }

    ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }
}
