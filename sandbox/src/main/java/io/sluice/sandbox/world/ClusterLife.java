package io.sluice.sandbox.world;

import io.sluice.sandbox.world.Fleet.Cluster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes clusters with their namespaces and pods, as a control plane and its schedulers would.
public final class ClusterLife {
    private static final List<String> NAMESPACES =
            List.of("default", "kube-node-lease", "kube-public", "kube-system");
    private static final String HASH = "pod-template-hash";

    private final World world;

    public ClusterLife(World world) {
        this.world = world;
    }

    /// A pod as it is asked for.
    ///
    /// @param owner `Deployment/web`, `StatefulSet/db`, `DaemonSet/agent`, `Job/once`, or empty for
    ///   a bare pod
    public record PodWish(
            String name,
            String namespace,
            Map<String, String> labels,
            List<String> containers,
            String owner,
            String node,
            String ip,
            boolean hostNetwork,
            boolean hostPid) {}

    void furnish() {
        make(Fleet.DEFAULT, "1.7.0", true);
        namespace(Fleet.DEFAULT, "shop");
        namespace(Fleet.DEFAULT, "payments");
        pod(Fleet.DEFAULT, sample("web-6f5d8c7b9-x2x4k", "shop", "web", "Deployment/web"));
        pod(Fleet.DEFAULT, sample("web-6f5d8c7b9-p9q8r", "shop", "web", "Deployment/web"));
        pod(Fleet.DEFAULT, sample("cart-0", "shop", "cart", "StatefulSet/cart"));
        pod(Fleet.DEFAULT, sample("api-5c9f7d6b84-t7v5w", "payments", "api", "Deployment/api"));
        pod(
                Fleet.DEFAULT,
                sample("coredns-7db6d8ff4d-l4m2n", "kube-system", "coredns", "Deployment/coredns"));
    }

    private static PodWish sample(String name, String namespace, String app, String owner) {
        return new PodWish(
                name, namespace, Map.of("app", app), List.of(app), owner, "", "", false, false);
    }

    /// A cluster with the namespaces that each has.
    public void make(String name, String tetragon, boolean cilium) {
        List<String> nodes = List.of("node-1", "node-2");
        world.fleet().clusters().put(name, new Cluster(name, tetragon, cilium, nodes, 1, 0));
        NAMESPACES.forEach(each -> namespace(name, each));
    }

    /// A namespace, unless it is there.
    public void namespace(String cluster, String name) {
        if (world.fleet().find(cluster, "namespaces", "", name).isEmpty()) {
            Map<String, Object> metadata = metadata(name, "");
            metadata.put("labels", new TreeMap<>(Map.of("kubernetes.io/metadata.name", name)));
            Map<String, Object> body = object("Namespace", metadata);
            body.put("spec", Map.of("finalizers", List.of("kubernetes")));
            body.put("status", Map.of("phase", "Active"));
            world.fleet().put(cluster, "namespaces", "", body);
        }
    }

    /// A running pod, in place of one of its name.
    public Map<String, Object> pod(String cluster, PodWish wish) {
        Map<String, Object> metadata = metadata(wish.name(), wish.namespace());
        Map<String, Object> labels = new TreeMap<>(wish.labels());
        Map<String, Object> owner = owner(wish, labels);
        metadata.put("labels", labels);
        if (owner != null) {
            metadata.put("ownerReferences", List.of(owner));
        }
        Map<String, Object> body = object("Pod", metadata);
        body.put("spec", spec(cluster, wish));
        body.put("status", status(wish));
        return world.fleet().put(cluster, "pods", wish.namespace(), body);
    }

    private static @Nullable Map<String, Object> owner(PodWish wish, Map<String, Object> labels) {
        if (wish.owner().isEmpty()) {
            return null;
        }
        String[] kindAndName = wish.owner().split("/", 2);
        String kind = kindAndName[0];
        String name = kindAndName[1];
        if (kind.equals("Deployment")) {
            String rest =
                    wish.name().startsWith(name + "-")
                            ? wish.name().substring(name.length() + 1)
                            : "";
            String hash = rest.contains("-") ? rest.substring(0, rest.indexOf('-')) : "6f5d8c7b9";
            labels.put(HASH, hash);
            return reference("ReplicaSet", name + "-" + hash);
        }
        if (kind.equals("StatefulSet")) {
            labels.put("statefulset.kubernetes.io/pod-name", wish.name());
            labels.put("controller-revision-hash", name + "-5b8c9d7f6");
        }
        return reference(kind, name);
    }

    private static Map<String, Object> reference(String kind, String name) {
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("apiVersion", kind.equals("Job") ? "batch/v1" : "apps/v1");
        reference.put("kind", kind);
        reference.put("name", name);
        reference.put(
                "uid", "00000000-0000-4000-8000-%012x".formatted(name.hashCode() & 0xffffffffL));
        reference.put("controller", true);
        reference.put("blockOwnerDeletion", true);
        return reference;
    }

    private Map<String, Object> spec(String cluster, PodWish wish) {
        Map<String, Object> spec = new LinkedHashMap<>();
        List<String> nodes = world.fleet().clusters().load(cluster).nodes();
        int turn = Math.floorMod(wish.name().hashCode(), nodes.size());
        spec.put("nodeName", wish.node().isEmpty() ? nodes.get(turn) : wish.node());
        spec.put(
                "containers",
                wish.containers().stream()
                        .map(name ->
                                Map.of("name", name, "image", "registry.example/" + name + ":1"))
                        .toList());
        spec.put("serviceAccountName", "default");
        if (wish.hostNetwork()) {
            spec.put("hostNetwork", true);
        }
        if (wish.hostPid()) {
            spec.put("hostPID", true);
        }
        return spec;
    }

    private Map<String, Object> status(PodWish wish) {
        long number = world.ids().next("podIp", 0);
        String ip = "10.244.%d.%d".formatted(number / 250 % 250, number % 250 + 2);
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("phase", "Running");
        status.put("podIP", wish.ip().isEmpty() ? ip : wish.ip());
        status.put(
                "containerStatuses",
                wish.containers().stream().map(this::containerStatus).toList());
        return status;
    }

    private Map<String, Object> containerStatus(String name) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("name", name);
        status.put("ready", true);
        status.put("image", "registry.example/" + name + ":1");
        status.put("containerID", "containerd://" + world.ids().sysId() + world.ids().sysId());
        return status;
    }

    private Map<String, Object> metadata(String name, String namespace) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        metadata.put("uid", world.ids().uuid());
        metadata.put("creationTimestamp", stamp(world));
        return metadata;
    }

    /// Now, as the API writes times: whole seconds.
    public static String stamp(World world) {
        return world.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    }

    private static Map<String, Object> object(String kind, Map<String, Object> metadata) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("apiVersion", "v1");
        body.put("kind", kind);
        body.put("metadata", metadata);
        return body;
    }
}
