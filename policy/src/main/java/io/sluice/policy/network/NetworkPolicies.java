package io.sluice.policy.network;

import io.sluice.policy.finding.Ip;
import io.sluice.policy.indicator.Guard;
import io.sluice.policy.manifest.Fingerprint;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.tracing.Generated;
import io.sluice.policy.tracing.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// NetworkPolicies (`networking.k8s.io/v1`) that take something away. The kind knows only what is
/// allowed, and what any policy allows is allowed: so "not X" is written as "everything but X", and
/// there is one such policy for a set of pods, made anew from all its blocks. Two of them would
/// allow again what each takes away.
public final class NetworkPolicies {
    private static final int LAST_PORT = 65535;

    /// An object must fit into the cluster's store, and every node works through all of it.
    private static final int MOST_RANGES = 1000;

    private static final int MOST_PORTS = 100;
    private static final List<String> WARNINGS =
            List.of(
                    "A NetworkPolicy has no audit form: from the moment it is applied it cuts.",
                    "ICMP is closed too, pods on the host's network are not covered, and a cluster without a network plug-in that enforces policies ignores it.",
                    "With Cilium, ranges never match nodes or the API server: look whether these pods speak to it.");

    private NetworkPolicies() {}

    /// An egress policy that is in the cluster already.
    ///
    /// @param name as namespace/name
    /// @param podSelector its labels; empty means every pod of the namespace
    /// @param ours whether we made it
    public record Existing(String name, Map<String, String> podSelector, boolean ours) {}

    /// The policy for these pods, from all their blocks together.
    ///
    /// @param existing egress policies of the namespace
    public static Generated generate(
            Scope scope, Blocks blocks, List<Existing> existing, Guard guard) {
        var refusal = refusal(scope, blocks, guard);
        if (!refusal.isEmpty()) {
            return new Generated.Impossible(refusal);
        }
        var name = name(scope);
        for (var other : existing) {
            boolean same = other.ours() && other.name().equals(scope.namespace() + "/" + name);
            if (!same && mayMeet(other.podSelector(), scope.labels())) {
                return new Generated.Impossible(
                        "Policy '"
                                + other.name()
                                + "' restricts the same pods already, and what any policy allows is allowed: 'everything but' beside it would widen what it allows. Take the addresses out there, or use a CiliumNetworkPolicy, which can deny.");
            }
        }
        var spec = new LinkedHashMap<String, @Nullable Object>();
        spec.put("podSelector", Map.of("matchLabels", scope.labels()));
        spec.put("policyTypes", List.of("Egress"));
        spec.put("egress", List.of(rule(blocks)));
        return new Generated.Policy(manifest(scope, name, blocks, spec), WARNINGS);
    }

    static String refusal(Scope scope, Blocks blocks, Guard guard) {
        if (blocks.isEmpty()) {
            return "There is nothing to block.";
        }
        if (blocks.ranges().size() > MOST_RANGES || blocks.ports().size() > MOST_PORTS) {
            return "Expected at most "
                    + MOST_RANGES
                    + " ranges and "
                    + MOST_PORTS
                    + " ports for the pods of one selector, found "
                    + blocks.ranges().size()
                    + " and "
                    + blocks.ports().size()
                    + "; block wider ranges, or let some blocks end.";
        }
        if (!scope.enforceable()) {
            return "A NetworkPolicy cuts at once; it needs a namespace that is not the cluster's own, and stable labels.";
        }
        for (var range : blocks.ranges()) {
            var why = guard.refusal(range);
            if (why.isPresent()) {
                return "Expected an address that may be blocked, found "
                        + range
                        + ": "
                        + why.get()
                        + ".";
            }
        }
        for (var port : blocks.ports()) {
            if (port < 1 || port > LAST_PORT) {
                return "Expected a port from 1 to 65535, found " + port + ".";
            }
            if (port == 53 || port == 443 || port == 6443) {
                return "Port "
                        + port
                        + " is what names are resolved by or the API server is spoken to at; block addresses instead.";
            }
        }
        return "";
    }

    /// Everything but the blocks, in one rule: destinations and ports of a rule must both fit.
    private static Map<String, @Nullable Object> rule(Blocks blocks) {
        var rule = new LinkedHashMap<String, @Nullable Object>();
        if (!blocks.ranges().isEmpty()) {
            rule.put(
                    "to",
                    List.of(
                            allBut("0.0.0.0/0", blocks, true),
                            allBut("::/0", blocks, false),
                            Map.of("namespaceSelector", Map.of())));
        }
        if (!blocks.ports().isEmpty()) {
            var ports = new ArrayList<Map<String, @Nullable Object>>();
            complement(blocks.ports()).forEach(range -> ports.add(port("TCP", range[0], range[1])));
            ports.add(port("UDP", 1, LAST_PORT));
            ports.add(port("SCTP", 1, LAST_PORT));
            rule.put("ports", ports);
        }
        return rule;
    }

    private static Map<String, @Nullable Object> allBut(String all, Blocks blocks, boolean ipv4) {
        var block = new LinkedHashMap<String, @Nullable Object>();
        block.put("cidr", all);
        var except =
                blocks.ranges().stream()
                        .filter(one -> Ip.parse(one).orElseThrow().isIPv4() == ipv4)
                        .toList();
        if (!except.isEmpty()) {
            block.put("except", except);
        }
        return Map.of("ipBlock", block);
    }

    private static Map<String, @Nullable Object> port(String protocol, int from, int to) {
        var port = new LinkedHashMap<String, @Nullable Object>();
        port.put("protocol", protocol);
        port.put("port", from);
        if (to > from) {
            port.put("endPort", to);
        }
        return port;
    }

    /// The ranges between these ports.
    static List<int[]> complement(List<Integer> ports) {
        var ranges = new ArrayList<int[]>();
        int from = 1;
        for (int port : ports) {
            if (port > from) {
                ranges.add(new int[] {from, port - 1});
            }
            from = port + 1;
        }
        if (from <= LAST_PORT) {
            ranges.add(new int[] {from, LAST_PORT});
        }
        return ranges;
    }

    /// Whether one pod can have the labels of both: they do not contradict each other.
    static boolean mayMeet(Map<String, String> one, Map<String, String> other) {
        return one.entrySet().stream()
                .allMatch(entry ->
                        entry.getValue()
                                .equals(other.getOrDefault(entry.getKey(), entry.getValue())));
    }

    static String name(Scope scope) {
        return "sluice-egress-" + Fingerprint.brief(new TreeMap<>(scope.labels()).toString());
    }

    private static Manifest manifest(
            Scope scope, String name, Blocks blocks, Map<String, @Nullable Object> spec) {
        return new Manifest(
                "networking.k8s.io/v1",
                "NetworkPolicy",
                name,
                scope.namespace(),
                Map.of("app.kubernetes.io/managed-by", "sluice"),
                Map.of(
                        "sluice.io/blocks",
                        String.valueOf(blocks.ranges().size() + blocks.ports().size()),
                        "sluice.io/workload",
                        scope.workload()),
                spec);
    }
}
