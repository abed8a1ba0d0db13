package io.sluice.sandbox.kubernetes;

import io.sluice.sandbox.world.Fleet.Cluster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the API server tells of itself: versions, groups and resources.
final class Discovery {
    private static final String VERSION = "v1.36.0";
    private static final String REVIEWS = "authorization.k8s.io";

    private Discovery() {}

    static Optional<Object> answer(Cluster cluster, List<String> path) {
        String whole = "/" + String.join("/", path);
        return switch (whole) {
            case "/version" -> Optional.of(version());
            case "/healthz", "/livez", "/readyz" -> Optional.of("ok");
            case "/" ->
                    Optional.of(Map.of("paths", List.of("/api", "/api/v1", "/apis", "/version")));
            case "/api" ->
                    Optional.of(
                            of(
                                    "kind", "APIVersions",
                                    "versions", List.of("v1"),
                                    "serverAddressByClientCIDRs", List.of()));
            case "/apis" -> Optional.of(groups(cluster));
            default -> below(cluster, path);
        };
    }

    private static Optional<Object> below(Cluster cluster, List<String> path) {
        boolean group = path.size() == 2 && path.getFirst().equals("apis");
        if (group) {
            return Optional.ofNullable(byGroup(cluster).get(path.get(1)))
                    .map(versions -> withKind("APIGroup", group(path.get(1), versions)));
        }
        boolean core = path.size() == 2 && path.getFirst().equals("api");
        boolean version = path.size() == 3 && path.getFirst().equals("apis");
        if (!core && !version) {
            return Optional.empty();
        }
        return resources(cluster, core ? "" : path.get(1), core ? path.get(1) : path.get(2));
    }

    private static Map<String, Object> version() {
        return of(
                "major", "1",
                "minor", "36",
                "gitVersion", VERSION,
                "gitCommit", "sandbox",
                "gitTreeState", "clean",
                "buildDate", "2026-01-01T00:00:00Z",
                "goVersion", "go1.25.0",
                "compiler", "gc",
                "platform", "linux/amd64");
    }

    private static Map<String, List<String>> byGroup(Cluster cluster) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (Kind kind : Kinds.of(cluster)) {
            if (!kind.group().isEmpty()) {
                List<String> versions =
                        groups.computeIfAbsent(kind.group(), _ -> new ArrayList<>());
                if (!versions.contains(kind.version())) {
                    versions.add(kind.version());
                }
            }
        }
        groups.put(REVIEWS, List.of("v1"));
        return groups;
    }

    private static Map<String, Object> groups(Cluster cluster) {
        List<Object> groups = new ArrayList<>();
        byGroup(cluster).forEach((name, versions) -> groups.add(group(name, versions)));
        return of("kind", "APIGroupList", "apiVersion", "v1", "groups", groups);
    }

    private static Map<String, Object> group(String name, List<String> versions) {
        List<Map<String, Object>> all =
                versions.stream()
                        .map(v -> of("groupVersion", name + "/" + v, "version", v))
                        .toList();
        return of("name", name, "versions", all, "preferredVersion", all.getFirst());
    }

    private static Map<String, Object> withKind(String kind, Map<String, Object> body) {
        Map<String, Object> all = of("kind", kind, "apiVersion", "v1");
        all.putAll(body);
        return all;
    }

    private static Optional<Object> resources(Cluster cluster, String group, String version) {
        List<Map<String, Object>> resources = new ArrayList<>();
        for (Kind kind : Kinds.of(cluster)) {
            if (kind.group().equals(group) && kind.version().equals(version)) {
                resources.add(kind.resource());
            }
        }
        if (group.equals(REVIEWS) && version.equals("v1")) {
            resources.add(
                    of(
                            "name", "selfsubjectaccessreviews",
                            "singularName", "selfsubjectaccessreview",
                            "namespaced", false,
                            "kind", "SelfSubjectAccessReview",
                            "verbs", List.of("create")));
        }
        return resources.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        of(
                                "kind",
                                "APIResourceList",
                                "apiVersion",
                                "v1",
                                "groupVersion",
                                group.isEmpty() ? version : group + "/" + version,
                                "resources",
                                resources));
    }

    private static Map<String, Object> of(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
