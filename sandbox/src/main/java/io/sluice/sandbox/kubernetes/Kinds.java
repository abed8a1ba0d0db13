package io.sluice.sandbox.kubernetes;

import io.sluice.sandbox.kubernetes.schema.Release;
import io.sluice.sandbox.kubernetes.schema.Structure;
import io.sluice.sandbox.world.Fleet.Cluster;
import io.sluice.sandbox.world.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What a cluster serves: the built-in kinds, and those whose resource definitions are installed.
final class Kinds {
    static final String DEFINITIONS = "apiextensions.k8s.io";

    private static final Map<String, Object> METADATA = Yaml.resource("metadata.yaml");
    private static final Map<String, Object> TRACING = Yaml.resource("tracing-policy.yaml");
    private static final Map<String, Object> NETWORK = Yaml.resource("network-policy.yaml");
    private static final Map<String, List<Kind>> BY_PRODUCTS = new ConcurrentHashMap<>();

    private Kinds() {}

    static List<Kind> of(Cluster cluster) {
        return BY_PRODUCTS.computeIfAbsent(
                cluster.tetragon() + "/" + cluster.cilium(), _ -> served(cluster));
    }

    static Optional<Kind> find(Cluster cluster, String group, String version, String plural) {
        return of(cluster).stream()
                .filter(k ->
                        k.group().equals(group)
                                && k.version().equals(version)
                                && k.plural().equals(plural))
                .findFirst();
    }

    private static List<Kind> served(Cluster cluster) {
        List<Kind> kinds = new ArrayList<>();
        kinds.add(open("namespaces", "namespace", "Namespace", false, "ns"));
        kinds.add(open("nodes", "node", "Node", false, "no"));
        kinds.add(open("pods", "pod", "Pod", true, "po"));
        kinds.add(open("configmaps", "configmap", "ConfigMap", true, "cm"));
        kinds.add(open("serviceaccounts", "serviceaccount", "ServiceAccount", true, "sa"));
        kinds.add(
                new Kind(
                        "networking.k8s.io",
                        "v1",
                        "networkpolicies",
                        "networkpolicy",
                        "NetworkPolicy",
                        true,
                        List.of("netpol"),
                        Kind.ALL,
                        true,
                        schema(Tree.mapAt(NETWORK, "spec"), false)));
        kinds.add(
                new Kind(
                        DEFINITIONS,
                        "v1",
                        "customresourcedefinitions",
                        "customresourcedefinition",
                        "CustomResourceDefinition",
                        false,
                        List.of("crd", "crds"),
                        Kind.READ,
                        false,
                        Map.of()));
        if (cluster.hasTetragon()) {
            Map<String, Object> spec =
                    Structure.asOf(Tree.mapAt(TRACING, "spec"), Release.of(cluster.tetragon()));
            kinds.add(custom("v1alpha1", "tracingpolicies", "TracingPolicy", false, "tgtp", spec));
            kinds.add(
                    custom(
                            "v1alpha1",
                            "tracingpoliciesnamespaced",
                            "TracingPolicyNamespaced",
                            true,
                            "tgtpn",
                            spec));
        }
        if (cluster.cilium()) {
            Map<String, Object> rule = Tree.mapAt(NETWORK, "cilium");
            kinds.add(
                    custom(
                            "v2",
                            "ciliumnetworkpolicies",
                            "CiliumNetworkPolicy",
                            true,
                            "cnp",
                            rule));
            kinds.add(
                    custom(
                            "v2",
                            "ciliumclusterwidenetworkpolicies",
                            "CiliumClusterwideNetworkPolicy",
                            false,
                            "ccnp",
                            rule));
        }
        return List.copyOf(kinds);
    }

    private static Kind open(
            String plural, String singular, String kind, boolean namespaced, String shortName) {
        return new Kind(
                "",
                "v1",
                plural,
                singular,
                kind,
                namespaced,
                List.of(shortName),
                Kind.ALL,
                false,
                Map.of());
    }

    private static Kind custom(
            String version,
            String plural,
            String kind,
            boolean namespaced,
            String shortName,
            Map<String, Object> spec) {
        return new Kind(
                "cilium.io",
                version,
                plural,
                kind.toLowerCase(java.util.Locale.ROOT),
                kind,
                namespaced,
                List.of(shortName),
                Kind.ALL,
                true,
                schema(spec, true));
    }

    private static Map<String, Object> schema(Map<String, Object> spec, boolean required) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("apiVersion", Map.of("type", "string"));
        properties.put("kind", Map.of("type", "string"));
        properties.put("metadata", METADATA);
        properties.put("spec", spec);
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        if (required) {
            schema.put("required", List.of("metadata", "spec"));
        }
        schema.put("properties", properties);
        return schema;
    }

    /// The resource definitions of a cluster, as its operators have installed them.
    static List<Map<String, Object>> definitions(Cluster cluster) {
        return of(cluster).stream()
                .filter(Kind::isCustom)
                .map(kind -> definition(cluster, kind))
                .toList();
    }

    private static Map<String, Object> definition(Cluster cluster, Kind kind) {
        boolean tracing = kind.plural().startsWith("tracing");
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", kind.qualified());
        metadata.put(
                "uid",
                "00000000-0000-4000-9000-%012x".formatted(kind.plural().hashCode() & 0xffffffffL));
        metadata.put("resourceVersion", "1");
        metadata.put("generation", 1);
        metadata.put("creationTimestamp", "2026-01-01T00:00:00Z");
        metadata.put(
                "labels",
                Map.of(
                        tracing
                                ? "cilium.io.k8s.crd.schema.version"
                                : "io.cilium.k8s.crd.schema.version",
                        tracing ? cluster.tetragon() : "1.31.9"));
        Map<String, Object> schema = new LinkedHashMap<>(kind.schema());
        Map<String, Object> properties = new LinkedHashMap<>(Tree.mapAt(schema, "properties"));
        properties.put("metadata", Map.of("type", "object"));
        schema.put("properties", properties);
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("name", kind.version());
        version.put("served", true);
        version.put("storage", true);
        version.put("schema", Map.of("openAPIV3Schema", schema));
        Map<String, Object> names = new LinkedHashMap<>();
        names.put("plural", kind.plural());
        names.put("singular", kind.singular());
        names.put("kind", kind.kind());
        names.put("listKind", kind.listKind());
        names.put("shortNames", kind.shortNames());
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("group", kind.group());
        spec.put("names", names);
        spec.put("scope", kind.namespaced() ? "Namespaced" : "Cluster");
        spec.put("versions", List.of(version));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("apiVersion", DEFINITIONS + "/v1");
        body.put("kind", "CustomResourceDefinition");
        body.put("metadata", metadata);
        body.put("spec", spec);
        body.put("status", status(names, kind));
        return body;
    }

    private static Map<String, Object> status(Map<String, Object> names, Kind kind) {
        Map<String, Object> established = new LinkedHashMap<>();
        established.put("type", "Established");
        established.put("status", "True");
        established.put("reason", "InitialNamesAccepted");
        established.put("message", "the initial names have been accepted");
        established.put("lastTransitionTime", "2026-01-01T00:00:00Z");
        return Map.of(
                "acceptedNames", names,
                "conditions", List.of(established),
                "storedVersions", List.of(kind.version()));
    }
}
