package io.sluice.sandbox.control;

import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.kubernetes.schema.Release;
import io.sluice.sandbox.kubernetes.tetragon.Activity;
import io.sluice.sandbox.kubernetes.tetragon.Agents;
import io.sluice.sandbox.kubernetes.tetragon.Kernel;
import io.sluice.sandbox.world.ClusterLife;
import io.sluice.sandbox.world.ClusterLife.PodWish;
import io.sluice.sandbox.world.Fleet.Cluster;
import io.sluice.sandbox.world.Fleet.Loaded;
import io.sluice.sandbox.world.Fleet.Rule;
import io.sluice.sandbox.world.Fleet.Token;
import io.sluice.sandbox.world.Tree;
import io.sluice.sandbox.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/kubernetes`: clusters, their pods and accounts, what their agents have loaded, and what
/// happens in their pods.
record ClusterRoutes(World world) {
    private static final String NAME = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
    private static final String OWNER = "(Deployment|StatefulSet|DaemonSet|ReplicaSet|Job)/" + NAME;

    void register(Routes routes) {
        routes.on("GET", "/kubernetes", (call, parts) -> world.read(this::list))
                .on("POST", "/kubernetes/clusters", (call, parts) -> make(call))
                .on(
                        "GET",
                        "/kubernetes/{cluster}",
                        (call, parts) -> world.read(() -> show(parts.getFirst())))
                .on(
                        "POST",
                        "/kubernetes/{cluster}/pods",
                        (call, parts) -> pod(parts.getFirst(), call))
                .on(
                        "PUT",
                        "/kubernetes/{cluster}/tokens",
                        (call, parts) -> token(parts.getFirst(), call))
                .on(
                        "POST",
                        "/kubernetes/{cluster}/activity",
                        (call, parts) -> happen(parts.getFirst(), call))
                .on(
                        "POST",
                        "/kubernetes/{cluster}/forget",
                        (call, parts) -> forget(parts.getFirst()))
                .on(
                        "GET",
                        "/kubernetes/{cluster}/tetragon.log",
                        (call, parts) -> world.read(() -> log(parts.getFirst())));
    }

    private Cluster cluster(String name) {
        return world.fleet()
                .clusters()
                .find(name)
                .orElseThrow(() -> Problem.missing("cluster", name));
    }

    private Answer list() {
        return Answer.json(
                200, world.fleet().clusters().all().stream().map(ClusterRoutes::view).toList());
    }

    private static Map<String, Object> view(Cluster cluster) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", cluster.name());
        view.put("path", "/kubernetes/" + cluster.name());
        view.put("tetragon", cluster.tetragon());
        view.put("cilium", cluster.cilium());
        view.put("nodes", cluster.nodes());
        return view;
    }

    /// A cluster as it is written; what is absent has a default, or stays as it is.
    record Wish(
            @Nullable String name,
            @Nullable String tetragon,
            @Nullable Boolean cilium,
            @Nullable List<String> namespaces,
            @Nullable List<Pod> pods) {}

    /// A pod as it is written.
    record Pod(
            @Nullable String name,
            @Nullable String namespace,
            @Nullable Map<String, String> labels,
            @Nullable List<String> containers,
            @Nullable String owner,
            @Nullable String node,
            @Nullable String ip,
            @Nullable Boolean hostNetwork,
            @Nullable Boolean hostPid) {
        PodWish checked() {
            String pod = name == null ? "" : name;
            if (!pod.matches(NAME)) {
                throw Problem.bad("Expected a pod's name such as web-0, found '%s'".formatted(pod));
            }
            String space = namespace == null ? "default" : namespace;
            if (!space.matches(NAME)) {
                throw Problem.bad("Expected a namespace such as shop, found '%s'".formatted(space));
            }
            String by = owner == null ? "" : owner;
            if (!by.isEmpty() && !by.matches(OWNER)) {
                throw Problem.bad(
                        "Expected an owner such as Deployment/web, found '%s'".formatted(by));
            }
            return new PodWish(
                    pod,
                    space,
                    labels == null ? Map.of("app", pod) : labels,
                    containers == null || containers.isEmpty() ? List.of("main") : containers,
                    by,
                    node == null ? "" : node,
                    ip == null ? "" : ip,
                    Boolean.TRUE.equals(hostNetwork),
                    Boolean.TRUE.equals(hostPid));
        }
    }

    private Answer make(Call call) {
        Wish wish = Json.parse(call.body(), Wish.class);
        String name = wish.name() == null ? "" : wish.name();
        if (!name.matches(NAME) || name.equals("clusters")) {
            throw Problem.bad("Expected a name such as prod-2, found '%s'".formatted(name));
        }
        String tetragon = version(wish.tetragon());
        List<PodWish> pods =
                wish.pods() == null ? List.of() : wish.pods().stream().map(Pod::checked).toList();
        return world.write(() -> {
            ClusterLife life = new ClusterLife(world);
            boolean cilium = !Boolean.FALSE.equals(wish.cilium());
            boolean fresh = world.fleet().clusters().find(name).isEmpty();
            if (fresh) {
                life.make(name, tetragon, cilium);
            } else {
                world.fleet().clusters().put(name, cluster(name).fitted(tetragon, cilium));
            }
            List<String> namespaces = wish.namespaces() == null ? List.of() : wish.namespaces();
            namespaces.forEach(each -> life.namespace(name, each));
            for (PodWish pod : pods) {
                life.namespace(name, pod.namespace());
                life.pod(name, pod);
            }
            return Answer.json(fresh ? 201 : 200, view(cluster(name)));
        });
    }

    private static String version(@Nullable String text) {
        String version = text == null ? "1.7.0" : text;
        try {
            return version.equals("none") || Release.of(version).major() > 0 ? version : "none";
        } catch (IllegalArgumentException e) {
            throw Problem.bad(
                    "Expected tetragon to be a version such as 1.7.0, or none, found '%s'"
                            .formatted(version));
        }
    }

    private Answer pod(String cluster, Call call) {
        PodWish pod = Json.parse(call.body(), Pod.class).checked();
        return world.write(() -> {
            cluster(cluster);
            ClusterLife life = new ClusterLife(world);
            life.namespace(cluster, pod.namespace());
            return Answer.json(201, life.pod(cluster, pod));
        });
    }

    /// An account as it is written.
    record Account(@Nullable String token, @Nullable String user, @Nullable List<Rule> rules) {}

    private Answer token(String cluster, Call call) {
        Account account = Json.parse(call.body(), Account.class);
        String token = account.token() == null ? "" : account.token();
        if (!token.matches("[A-Za-z0-9._-]{1,200}")) {
            throw Problem.bad(
                    "Expected a token of letters, digits, '.', '_' and '-', found '%s'"
                            .formatted(token));
        }
        Token known =
                new Token(
                        token,
                        account.user() == null
                                ? "system:serviceaccount:default:" + token
                                : account.user(),
                        account.rules() == null ? List.of() : account.rules());
        return world.write(() -> {
            cluster(cluster);
            world.fleet().tokens().put(cluster + "/" + token, known);
            return Answer.json(200, known);
        });
    }

    private Answer forget(String name) {
        return world.write(() -> {
            cluster(name);
            world.fleet().forget(name);
            return Answer.empty(204);
        });
    }

    private Answer show(String name) {
        Cluster cluster = cluster(name);
        Map<String, Object> view = view(cluster);
        view.put(
                "pods",
                world.fleet().list(name, "pods", "").stream().map(s -> podView(s.body())).toList());
        view.put(
                "policies",
                new Agents(world, cluster).policies().stream().map(this::policyView).toList());
        List<Object> network = new ArrayList<>();
        for (String resource :
                List.of("networkpolicies.networking.k8s.io", "ciliumnetworkpolicies.cilium.io")) {
            world.fleet().list(name, resource, "").forEach(stored -> network.add(stored.body()));
        }
        view.put("networkPolicies", network);
        return Answer.json(200, view);
    }

    private static Map<String, Object> podView(Map<String, Object> pod) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", Tree.text(pod, "metadata", "name"));
        view.put("namespace", Tree.text(pod, "metadata", "namespace"));
        view.put("labels", Tree.mapAt(pod, "metadata", "labels"));
        view.put("node", Tree.text(pod, "spec", "nodeName"));
        view.put("ip", Tree.text(pod, "status", "podIP"));
        return view;
    }

    private Map<String, Object> policyView(Loaded loaded) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", loaded.name());
        view.put("namespace", loaded.namespace());
        view.put("generation", loaded.generation());
        view.put("state", loaded.error().isEmpty() ? "enabled" : "load_error");
        view.put("error", loaded.error());
        view.put(
                "object",
                world.fleet()
                        .find(
                                loaded.cluster(),
                                loaded.resource(),
                                loaded.namespace(),
                                loaded.name())
                        .orElse(Map.of()));
        return view;
    }

    private Answer happen(String name, Call call) {
        Activity.Wish wish = Json.parse(call.body(), Activity.Wish.class);
        return world.write(() -> {
            Cluster cluster = cluster(name);
            Kernel.Result result = new Kernel(world, cluster).happens(activity(name, wish));
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
            view.put("policy", result.policy());
            view.put("events", result.events());
            return Answer.json(200, view);
        });
    }

    private Activity activity(String cluster, Activity.Wish wish) {
        String pod = wish.pod() == null ? "" : wish.pod();
        String namespace = wish.namespace() == null ? "default" : wish.namespace();
        Map<String, Object> body =
                pod.isEmpty()
                        ? Map.of()
                        : world.fleet()
                                .find(cluster, "pods", namespace, pod)
                                .orElseThrow(() -> Problem.missing("pod", namespace + "/" + pod));
        try {
            return wish.on(body);
        } catch (IllegalArgumentException e) {
            throw Problem.bad(String.valueOf(e.getMessage()));
        }
    }

    private Answer log(String name) {
        cluster(name);
        List<String> lines = world.fleet().exported(name);
        return new Answer(
                200,
                "application/x-ndjson",
                Map.of(),
                lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
    }
}
