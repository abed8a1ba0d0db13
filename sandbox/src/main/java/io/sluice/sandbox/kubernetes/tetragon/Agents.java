package io.sluice.sandbox.kubernetes.tetragon;

import io.sluice.sandbox.world.Fleet.Cluster;
import io.sluice.sandbox.world.Fleet.Loaded;
import io.sluice.sandbox.world.Tree;
import io.sluice.sandbox.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The agents of a cluster, one a node and all alike: they follow the policies that the API server
/// has accepted, and load them or not. What was refused is tried again only when its spec changes.
public final class Agents {
    static final String TRACING = "tracingpolicies.cilium.io";
    static final String NAMESPACED = "tracingpoliciesnamespaced.cilium.io";

    /// How many policies with a filter of pods a node holds.
    private static final int MAX_FILTERED = 128;

    private final World world;
    private final Cluster cluster;

    public Agents(World world, Cluster cluster) {
        this.world = world;
        this.cluster = cluster;
    }

    /// A policy was made or changed.
    public void changed(String resource, String namespace, Map<String, Object> policy) {
        if (!isTracing(resource)) {
            return;
        }
        String name = Tree.text(policy, "metadata", "name");
        long generation = Long.parseLong(Tree.text(policy, "metadata", "generation"));
        Optional<Loaded> before = world.fleet().loaded(cluster.name(), resource, namespace, name);
        if (before.isPresent() && before.get().generation() == generation) {
            return;
        }
        String error = error(resource, namespace, name, policy);
        world.fleet()
                .load(new Loaded(cluster.name(), resource, namespace, name, generation, error));
    }

    private String error(
            String resource, String namespace, String name, Map<String, Object> policy) {
        Optional<String> refusal = PolicyLoader.refusal(policy);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        long others =
                world.fleet().loaded(cluster.name()).stream()
                        .filter(l -> l.error().isEmpty())
                        .filter(l ->
                                !(l.resource().equals(resource)
                                        && l.namespace().equals(namespace)
                                        && l.name().equals(name)))
                        .filter(l -> isFiltered(l.resource(), policy(l)))
                        .count();
        return isFiltered(resource, policy) && others >= MAX_FILTERED
                ? "failed to load policy: could not add policy filter: maximum of %d policies reached"
                        .formatted(MAX_FILTERED)
                : "";
    }

    private static boolean isFiltered(String resource, Map<String, Object> policy) {
        return resource.equals(NAMESPACED) || Tree.at(policy, "spec", "podSelector") != null;
    }

    static boolean isTracing(String resource) {
        return resource.equals(TRACING) || resource.equals(NAMESPACED);
    }

    /// A policy was deleted.
    public void unloaded(String resource, String namespace, String name) {
        if (isTracing(resource)) {
            world.fleet().unload(cluster.name(), resource, namespace, name);
        }
    }

    /// What the agents made of each policy.
    public List<Loaded> policies() {
        return world.fleet().loaded(cluster.name());
    }

    Map<String, Object> policy(Loaded loaded) {
        return world.fleet()
                .find(cluster.name(), loaded.resource(), loaded.namespace(), loaded.name())
                .orElse(Map.of());
    }
}
