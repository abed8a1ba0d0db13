package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.NodeFailure;
import io.sluice.policy.register.PolicyKey;
import io.sluice.policy.register.PolicyRecord;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The policies that the register knows, by key. A few are asked for one by one; for more, all of
/// their cluster are read once.
final class KnownPolicies {
    private static final int FEW = 20;

    private final Policies policies;
    private final String project;
    private final Map<PolicyKey, Optional<PolicyRecord>> asked = new HashMap<>();
    private final Map<String, Map<PolicyKey, PolicyRecord>> byCluster = new HashMap<>();

    KnownPolicies(Policies policies, String project) {
        this.policies = policies;
        this.project = project;
    }

    /// The policy of this key, unless it has ended.
    Optional<PolicyRecord> find(PolicyKey key) throws NodeFailure {
        return look(key).filter(p -> !p.status().ended());
    }

    private Optional<PolicyRecord> look(PolicyKey key) throws NodeFailure {
        var all = byCluster.get(key.cluster());
        if (all != null) {
            return Optional.ofNullable(all.get(key));
        }
        var known = asked.get(key);
        if (known == null && asked.size() >= FEW) {
            return Optional.ofNullable(read(key.cluster()).get(key));
        }
        if (known == null) {
            known = policies.register().find(project, key);
            asked.put(key, known);
        }
        return known;
    }

    private Map<PolicyKey, PolicyRecord> read(String cluster) throws NodeFailure {
        var all = new LinkedHashMap<PolicyKey, PolicyRecord>();
        for (var each : policies.register().ofCluster(project, cluster)) {
            all.put(each.key(), each);
        }
        byCluster.put(cluster, all);
        return all;
    }
}
