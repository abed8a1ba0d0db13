package io.sluice.sandbox.kubernetes;

import io.sluice.sandbox.world.Fleet.Cluster;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a path names: objects of a kind, in a namespace or in all, or one of them.
///
/// @param namespace empty for objects of the cluster and for all namespaces
/// @param name empty for all
record Target(Kind kind, String namespace, String name) {
    /// `prod/tracingpoliciesnamespaced.cilium.io/shop/name`, as the ledger names an object.
    static String path(String cluster, Kind kind, String namespace, String name) {
        return cluster
                + "/"
                + kind.qualified()
                + "/"
                + (namespace.isEmpty() ? "" : namespace + "/")
                + name;
    }

    /// The segments below the cluster, decoded.
    static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(part -> !part.isEmpty())
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    static Optional<Target> of(Cluster cluster, List<String> path) {
        boolean core = path.size() > 2 && path.getFirst().equals("api");
        boolean grouped = path.size() > 3 && path.getFirst().equals("apis");
        if (!core && !grouped) {
            return Optional.empty();
        }
        String group = core ? "" : path.get(1);
        String version = core ? path.get(1) : path.get(2);
        List<String> rest = path.subList(core ? 2 : 3, path.size());
        boolean inNamespace = rest.size() > 2 && rest.getFirst().equals("namespaces");
        String namespace = inNamespace ? rest.get(1) : "";
        List<String> what = inNamespace ? rest.subList(2, rest.size()) : rest;
        if (what.isEmpty() || what.size() > 2) {
            return Optional.empty();
        }
        String name = what.size() == 2 ? what.get(1) : "";
        return Kinds.find(cluster, group, version, what.getFirst())
                .filter(kind -> kind.namespaced() ? inNamespace || name.isEmpty() : !inNamespace)
                .map(kind -> new Target(kind, namespace, name));
    }
}
