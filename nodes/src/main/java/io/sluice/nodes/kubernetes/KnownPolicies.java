package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.NodeFailure;
import io.sluice.policy.register.PolicyKey;
import io.sluice.policy.register.PolicyRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The policies that the register knows, by key; each cluster is asked for once.
final class KnownPolicies {
    private final Policies policies;
    private final String project;
    private final Map<String, Map<PolicyKey, PolicyRecord>> byCluster = new LinkedHashMap<>();

    KnownPolicies(Policies policies, String project) {
        this.policies = policies;
        this.project = project;
    }

    /// The policy of this key, unless it has ended.
    Optional<PolicyRecord> find(PolicyKey key) throws NodeFailure {
        var all = byCluster.get(key.cluster());
        if (all == null) {
            all = new LinkedHashMap<>();
            for (var each : policies.register().ofCluster(project, key.cluster())) {
                all.put(each.key(), each);
            }
            byCluster.put(key.cluster(), all);
        }
        return Optional.ofNullable(all.get(key)).filter(p -> !p.status().ended());
    }
}
