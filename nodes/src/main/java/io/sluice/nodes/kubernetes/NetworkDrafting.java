package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.NodeFailure;
import io.sluice.policy.indicator.Guard;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.network.Blocks;
import io.sluice.policy.network.CiliumNetworkPolicies;
import io.sluice.policy.network.NetworkPolicies;
import io.sluice.policy.network.NetworkPolicies.Existing;
import io.sluice.policy.register.Draft;
import io.sluice.policy.register.PolicyKey;
import io.sluice.policy.register.PolicyKind;
import io.sluice.policy.register.PolicyRecord;
import io.sluice.policy.tracing.Generated;
import io.sluice.policy.tracing.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes the one network policy of a workload: everything it was seen to speak to is blocked
/// together, since two such policies would allow again what each takes away.
record NetworkDrafting(
        List<String> clusters, PolicyKind kind, Guard guard, Optional<Duration> lifetime) {
    /// The category of these policies: they answer all categories of a workload.
    static final String CATEGORY = "destinations";

    PolicyKey key(Scope scope) {
        return new PolicyKey(
                clusters.getFirst(), scope.namespace(), scope.workload(), CATEGORY, kind);
    }

    /// @param known the policy of the same workload, whose blocks stay
    Draft draft(
            Drafting.Group group,
            Optional<PolicyRecord> known,
            KubernetesConnector connector,
            io.sluice.engine.node.NodeContext context) {
        var scope = Scope.of(group.first().workload());
        var notes = new ArrayList<String>();
        var blocks =
                blocks(group, notes)
                        .and(
                                known.flatMap(PolicyRecord::enforce)
                                        .map(this::blocks)
                                        .orElse(Blocks.NONE));
        var made = generated(scope, blocks, connector, context);
        return switch (made) {
            case Generated.Policy(var manifest, var more) -> {
                notes.addAll(more);
                yield draft(scope, group, Optional.of(manifest), "", notes);
            }
            case Generated.AuditOnly(_, var why, _) ->
                    draft(scope, group, Optional.empty(), why, notes);
            case Generated.Impossible(var why) -> draft(scope, group, Optional.empty(), why, notes);
        };
    }

    private Draft draft(
            Scope scope,
            Drafting.Group group,
            Optional<Manifest> enforce,
            String whyNot,
            List<String> notes) {
        return new Draft(
                key(scope),
                clusters,
                group.technique(),
                Optional.empty(),
                enforce,
                whyNot,
                notes.stream().distinct().limit(50).toList(),
                group.size(),
                group.earliest(),
                lifetime);
    }

    private Generated generated(
            Scope scope,
            Blocks blocks,
            KubernetesConnector connector,
            io.sluice.engine.node.NodeContext context) {
        if (kind == PolicyKind.CILIUM) {
            return CiliumNetworkPolicies.generate(scope, blocks, guard);
        }
        if (!scope.enforceable()) {
            return NetworkPolicies.generate(scope, blocks, List.of(), guard);
        }
        try {
            var existing = new ArrayList<Existing>();
            for (var name : clusters) {
                connector.open(name, context).networkPolicies(scope.namespace()).stream()
                        .filter(NetworkDrafting::isEgress)
                        .map(policy -> existing(scope, new Live(policy)))
                        .forEach(existing::add);
            }
            return NetworkPolicies.generate(scope, blocks, existing, guard);
        } catch (NodeFailure e) {
            return new Generated.Impossible(
                    "The cluster's network policies could not be read, and one more could widen what they allow: "
                            + e.getMessage());
        }
    }

    private static boolean isEgress(Map<String, @Nullable Object> policy) {
        var spec = new Live(policy).spec();
        return spec.get("policyTypes") instanceof List<?> types
                ? types.contains("Egress")
                : spec.containsKey("egress");
    }

    /// A selector by expressions may meet any pod.
    private static Existing existing(Scope scope, Live live) {
        var labels = new TreeMap<String, String>();
        if (live.spec().get("podSelector") instanceof Map<?, ?> selector
                && selector.get("matchLabels") instanceof Map<?, ?> match) {
            match.forEach((key, value) -> labels.put(String.valueOf(key), String.valueOf(value)));
        }
        return new Existing(scope.namespace() + "/" + live.name(), labels, live.ours());
    }

    private Blocks blocks(Drafting.Group group, List<String> notes) {
        var addresses = new TreeSet<String>();
        for (var finding : group.findings()) {
            for (var address : finding.destination().addresses()) {
                var refusal = guard.refusal(address);
                if (refusal.isEmpty()) {
                    addresses.add(address);
                } else {
                    notes.add(address + " is not blocked: " + refusal.get() + ".");
                }
            }
        }
        return new Blocks(List.copyOf(addresses), List.of());
    }

    /// What a policy blocks already.
    private Blocks blocks(Manifest manifest) {
        var ranges = new ArrayList<String>();
        collect(manifest.spec().get("egress"), "except", ranges);
        collect(manifest.spec().get("egressDeny"), "cidr", ranges);
        return new Blocks(ranges, List.of());
    }

    private static void collect(@Nullable Object value, String key, List<String> found) {
        switch (value) {
            case List<?> list -> list.forEach(each -> collect(each, key, found));
            case Map<?, ?> map ->
                    map.forEach((name, inner) -> {
                        if (!key.equals(name)) {
                            collect(inner, key, found);
                        } else if (inner instanceof List<?> list) {
                            list.forEach(each -> found.add(String.valueOf(each)));
                        } else {
                            found.add(String.valueOf(inner));
                        }
                    });
            case null, default -> {}
        }
    }
}
