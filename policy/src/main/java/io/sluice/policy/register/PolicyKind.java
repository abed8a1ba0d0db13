package io.sluice.policy.register;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// By what a policy acts.
public enum PolicyKind {
    /// A TracingPolicy, cluster-wide or of a namespace.
    TRACING,
    /// A Kubernetes NetworkPolicy. It has no form that only reports.
    NETWORK,
    /// A CiliumNetworkPolicy. It has no form that only reports.
    CILIUM;

    /// As it stands in the API: `tracing`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PolicyKind> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }
}
