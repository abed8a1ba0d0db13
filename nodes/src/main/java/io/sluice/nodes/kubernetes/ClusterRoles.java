package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.PermissionDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Writes the roles that allow what node types need and nothing else. Their permissions have the
/// form `resource.group/name: verb, verb`; the name is left out where any is meant.
final class ClusterRoles {
    /// What belongs to no namespace, and can therefore be allowed for the whole cluster only.
    private static final Set<String> CLUSTER_WIDE =
            Set.of("tracingpolicies", "customresourcedefinitions", "namespaces");

    private ClusterRoles() {}

    private record Thing(String group, String resource, String name) {
        static Thing of(String text) {
            var named = text.split("/", 2);
            var parts = named[0].split("\\.", 2);
            return new Thing(
                    parts.length == 2 ? parts[1] : "", parts[0], named.length == 2 ? named[1] : "");
        }

        boolean clusterWide() {
            return CLUSTER_WIDE.contains(resource);
        }

        String text() {
            return resource
                    + (group.isEmpty() ? "" : "." + group)
                    + (name.isEmpty() ? "" : "/" + name);
        }
    }

    static List<PermissionDocument> documents(Map<String, List<String>> needed) {
        var verbs = verbs(needed.values());
        var documents = new ArrayList<PermissionDocument>();
        var wide = of(verbs, true);
        var within = of(verbs, false);
        if (!wide.isEmpty()) {
            documents.add(
                    new PermissionDocument(
                            "Role for the cluster",
                            "yaml",
                            role("sluice", wide) + binding("ClusterRoleBinding", "sluice"),
                            "For what belongs to no namespace. Put in the service account's"
                                    + " namespace."));
        }
        if (!within.isEmpty()) {
            documents.add(
                    new PermissionDocument(
                            "Role for namespaces",
                            "yaml",
                            role("sluice-in-namespaces", within)
                                    + binding("ClusterRoleBinding", "sluice-in-namespaces"),
                            "Bound for every namespace. To allow single ones only, bind it there by"
                                    + " a RoleBinding each in the place of the"
                                    + " ClusterRoleBinding."));
        }
        return documents;
    }

    /// Verbs by thing, all node types together.
    private static Map<String, Set<String>> verbs(Collection<List<String>> needed) {
        var all = new TreeMap<String, Set<String>>();
        for (var permissions : needed) {
            for (var permission : permissions) {
                var parts = permission.split(": ", 2);
                for (var thing : parts[0].split(", ")) {
                    all.computeIfAbsent(Thing.of(thing).text(), _ -> new TreeSet<>())
                            .addAll(Arrays.asList(parts[1].split(", ")));
                }
            }
        }
        return all;
    }

    private static Map<Thing, Set<String>> of(Map<String, Set<String>> verbs, boolean wide) {
        return verbs.entrySet().stream()
                .filter(entry -> Thing.of(entry.getKey()).clusterWide() == wide)
                .collect(
                        Collectors.toMap(
                                entry -> Thing.of(entry.getKey()),
                                Map.Entry::getValue,
                                (one, _) -> one,
                                java.util.LinkedHashMap::new));
    }

    private static String role(String name, Map<Thing, Set<String>> rules) {
        var text =
                new StringBuilder(
                        """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRole
                        metadata:
                          name: %s
                        rules:
                        """
                                .formatted(name));
        rules.forEach((thing, verbs) -> {
            text.append("  - apiGroups: [\"").append(thing.group()).append("\"]\n");
            text.append("    resources: [\"").append(thing.resource()).append("\"]\n");
            if (!thing.name().isEmpty()) {
                text.append("    resourceNames: [\"").append(thing.name()).append("\"]\n");
            }
            text.append("    verbs: [\"").append(String.join("\", \"", verbs)).append("\"]\n");
        });
        return text.toString();
    }

    private static String binding(String kind, String role) {
        return """
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: %s
        metadata:
          name: %s
        roleRef:
          apiGroup: rbac.authorization.k8s.io
          kind: ClusterRole
          name: %s
        subjects:
          - kind: ServiceAccount
            name: sluice
            namespace: NAMESPACE-OF-THE-SERVICE-ACCOUNT
        """
                .formatted(kind, role, role);
    }
}
