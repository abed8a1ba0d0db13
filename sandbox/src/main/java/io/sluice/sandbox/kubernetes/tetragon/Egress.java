package io.sluice.sandbox.kubernetes.tetragon;

import io.sluice.sandbox.kubernetes.LabelSelector;
import io.sluice.sandbox.kubernetes.schema.Cidr;
import io.sluice.sandbox.world.Fleet;
import io.sluice.sandbox.world.Fleet.Stored;
import io.sluice.sandbox.world.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the network lets a pod reach: the union of what the policies that select it allow, less
/// what Cilium's denials take away. Pods of the host's network are beyond it.
record Egress(Fleet fleet, String cluster) {
    /// The policy that cuts a connection.
    Optional<String> cuts(Activity activity) {
        if (activity.onHost() || activity.sharesWithHost("Net")) {
            return Optional.empty();
        }
        Optional<String> denied = denied(activity);
        if (denied.isPresent()) {
            return denied;
        }
        List<Map<String, Object>> policies =
                policies("networkpolicies.networking.k8s.io", "podSelector", activity).stream()
                        .filter(policy ->
                                Tree.texts(policy, "spec", "policyTypes").contains("Egress"))
                        .toList();
        boolean allowed =
                policies.stream()
                        .flatMap(policy -> Tree.listAt(policy, "spec", "egress").stream())
                        .anyMatch(rule -> peers(rule, activity) && ports(rule, activity));
        return policies.isEmpty() || allowed
                ? Optional.empty()
                : Optional.of(Tree.text(policies.getFirst(), "metadata", "name"));
    }

    private List<Map<String, Object>> policies(
            String resource, String selector, Activity activity) {
        return fleet.list(cluster, resource, activity.namespace()).stream()
                .map(Stored::body)
                .filter(body ->
                        LabelSelector.selects(
                                Tree.mapAt(body, "spec", selector), activity.labels()))
                .toList();
    }

    private Optional<String> denied(Activity activity) {
        for (Map<String, Object> policy :
                policies("ciliumnetworkpolicies.cilium.io", "endpointSelector", activity)) {
            for (Object rule : Tree.listAt(policy, "spec", "egressDeny")) {
                boolean addressed =
                        Tree.texts(rule, "toCIDR").stream().anyMatch(cidr -> holds(cidr, activity))
                                || Tree.listAt(rule, "toCIDRSet").stream()
                                        .anyMatch(set -> block(set, activity))
                                || Tree.texts(rule, "toEntities").contains("world")
                                || (Tree.at(rule, "toCIDR") == null
                                        && Tree.at(rule, "toCIDRSet") == null);
                if (addressed && ciliumPorts(rule, activity)) {
                    return Optional.of(Tree.text(policy, "metadata", "name"));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean ciliumPorts(Object rule, Activity activity) {
        List<Object> all =
                Tree.listAt(rule, "toPorts").stream()
                        .flatMap(p -> Tree.listAt(p, "ports").stream())
                        .toList();
        return all.isEmpty() || all.stream().anyMatch(port -> port(port, activity));
    }

    private static boolean ports(Object rule, Activity activity) {
        List<Object> all = Tree.listAt(rule, "ports");
        return all.isEmpty() || all.stream().anyMatch(port -> port(port, activity));
    }

    private static boolean port(Object port, Activity activity) {
        String protocol = Tree.text(port, "protocol");
        String first = Tree.text(port, "port");
        String last = Tree.text(port, "endPort");
        boolean spoken =
                protocol.isEmpty()
                        || protocol.equals("ANY")
                        || protocol.equals(activity.protocol());
        return spoken
                && (first.isEmpty()
                        || Hooks.range(last.isEmpty() ? first : first + ":" + last)
                                .filter(range -> range.holds(activity.port()))
                                .isPresent());
    }

    private boolean peers(Object rule, Activity activity) {
        List<Object> all = Tree.listAt(rule, "to");
        return all.isEmpty() || all.stream().anyMatch(peer -> peer(Tree.map(peer), activity));
    }

    private boolean peer(Map<String, Object> peer, Activity activity) {
        if (peer.containsKey("ipBlock")) {
            return block(peer.get("ipBlock"), activity);
        }
        return fleet.list(cluster, "pods", "").stream()
                .map(Stored::body)
                .filter(pod -> Tree.text(pod, "status", "podIP").equals(activity.address()))
                .anyMatch(pod -> selected(peer, pod, activity));
    }

    private boolean selected(Map<String, Object> peer, Map<String, Object> pod, Activity activity) {
        String namespace = Tree.text(pod, "metadata", "namespace");
        boolean there =
                peer.containsKey("namespaceSelector")
                        ? fleet.find(cluster, "namespaces", "", namespace)
                                .filter(found ->
                                        LabelSelector.selects(
                                                Tree.mapAt(peer, "namespaceSelector"),
                                                Tree.mapAt(found, "metadata", "labels")))
                                .isPresent()
                        : namespace.equals(activity.namespace());
        return there
                && LabelSelector.selects(
                        Tree.mapAt(peer, "podSelector"), Tree.mapAt(pod, "metadata", "labels"));
    }

    private static boolean block(Object block, Activity activity) {
        return holds(Tree.text(block, "cidr"), activity)
                && Tree.texts(block, "except").stream()
                        .noneMatch(except -> holds(except, activity));
    }

    /// What leaves a dual-stack socket for a mapped address is a packet of the fourth version.
    private static boolean holds(String cidr, Activity activity) {
        Optional<Cidr> block = Cidr.orAddress(cidr);
        Optional<Cidr> one =
                Cidr.orAddress(activity.address().replaceFirst("(?i)^::ffff:(?=\\d+\\.)", ""));
        return block.isPresent() && one.isPresent() && block.get().holds(one.get());
    }
}
