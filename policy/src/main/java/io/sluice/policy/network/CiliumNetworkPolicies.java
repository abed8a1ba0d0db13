package io.sluice.policy.network;

import io.sluice.policy.indicator.Guard;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.tracing.Generated;
import io.sluice.policy.tracing.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// CiliumNetworkPolicies (`cilium.io/v2`), which can deny: what is denied stays denied whatever
/// other policies allow, and `enableDefaultDeny: false` (Cilium 1.16 and newer) leaves everything
/// else as it is.
public final class CiliumNetworkPolicies {
    private CiliumNetworkPolicies() {}

    public static Generated generate(Scope scope, Blocks blocks, Guard guard) {
        var refusal = NetworkPolicies.refusal(scope, blocks, guard);
        if (!refusal.isEmpty()) {
            return new Generated.Impossible(refusal);
        }
        var denials = new ArrayList<Map<String, @Nullable Object>>();
        if (!blocks.ranges().isEmpty()) {
            denials.add(
                    Map.of(
                            "toCIDRSet",
                            blocks.ranges().stream().map(one -> Map.of("cidr", one)).toList()));
        }
        if (!blocks.ports().isEmpty()) {
            var ports = blocks.ports().stream().map(CiliumNetworkPolicies::port).toList();
            denials.add(Map.of("toPorts", List.of(Map.of("ports", ports))));
        }
        var spec = new LinkedHashMap<String, @Nullable Object>();
        spec.put("endpointSelector", Map.of("matchLabels", scope.labels()));
        spec.put("enableDefaultDeny", new TreeMap<>(Map.of("egress", false, "ingress", false)));
        spec.put("egressDeny", denials);
        return new Generated.Policy(
                new Manifest(
                        "cilium.io/v2",
                        "CiliumNetworkPolicy",
                        NetworkPolicies.name(scope),
                        scope.namespace(),
                        Map.of("app.kubernetes.io/managed-by", "sluice"),
                        Map.of("sluice.io/workload", scope.workload()),
                        spec),
                List.of(
                        "It has no audit form: from the moment it is applied it denies. It needs Cilium 1.16 or newer."));
    }

    private static Map<String, @Nullable Object> port(int port) {
        var entry = new LinkedHashMap<String, @Nullable Object>();
        entry.put("port", String.valueOf(port));
        entry.put("protocol", "TCP");
        return entry;
    }
}
