package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.nodes.support.Json;
import io.sluice.nodes.support.TestContext;
import io.sluice.policy.lifecycle.By;
import io.sluice.policy.lifecycle.Right;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.register.FindingBatches;
import io.sluice.policy.register.PolicyRegister;
import io.sluice.sandbox.SandboxOptions;
import io.sluice.sandbox.SandboxServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Clusters of the sandbox over real sockets, with a register in memory.
final class ClusterWorld implements AutoCloseable {
    private final SandboxServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final TestContext context = new TestContext();
    final KeptPolicies register = new KeptPolicies();
    Optional<By> approver = Optional.empty();
    FindingBatches batches = (project, batch, from, limit) -> List.of();

    private ClusterWorld(SandboxServer server) {
        this.server = server;
    }

    static ClusterWorld start(Path folder) throws IOException {
        var world = new ClusterWorld(SandboxServer.start(SandboxOptions.inFolder(folder)));
        world.ask("POST", "/sandbox/clock", "{\"speed\":0}");
        world.connect("prod", "sandbox-token");
        return world;
    }

    /// A connection to the cluster of the same name.
    ClusterWorld connect(String name, String token) {
        context.with(connection(name, token));
        return this;
    }

    Connection connection(String name, String token) {
        return new Connection(
                name,
                "kubernetes",
                Map.of("mode", "token", "server", server.url() + "/kubernetes/" + name),
                Map.of("token", token));
    }

    ClusterWorld cluster(String name, String tetragon) {
        ask(
                "POST",
                "/sandbox/kubernetes/clusters",
                "{\"name\":\"%s\",\"tetragon\":\"%s\",\"namespaces\":[\"shop\"]}"
                        .formatted(name, tetragon));
        return connect(name, "sandbox-token");
    }

    void fault(String kind, String operation, @Nullable Integer times, boolean writesOnly) {
        ask(
                "POST",
                "/sandbox/faults",
                "{\"service\":\"kubernetes\",\"operation\":\"%s\",\"kind\":\"%s\",\"times\":%s,\"writesOnly\":%s}"
                        .formatted(operation, kind, times, writesOnly));
    }

    void faults(String json) {
        ask("POST", "/sandbox/faults", json);
    }

    void noFaults() {
        ask("DELETE", "/sandbox/faults", "");
    }

    TestContext context() {
        return context;
    }

    String url() {
        return server.url();
    }

    NodeEnvironment environment() {
        RunFacts facts =
                new RunFacts() {
                    @Override
                    public String project(String run) {
                        return KeptPolicies.PROJECT;
                    }

                    @Override
                    public By actor(String run) {
                        return new By("user", "otto", Set.of(Right.OPERATE));
                    }

                    @Override
                    public Optional<By> approver(String run) {
                        return approver;
                    }
                };
        return new NodeEnvironment(
                InstantSource.system(),
                Set.of("localhost:" + server.port()),
                Map.of(
                        PolicyRegister.class,
                        register,
                        RunFacts.class,
                        facts,
                        FindingBatches.class,
                        batches));
    }

    Rollout rollout() {
        return new Rollout(new KubernetesConnector(environment()), new Policies(environment()));
    }

    /// How often something was changed outside, by what it was about.
    Map<String, Integer> effects() {
        var counts = new java.util.TreeMap<String, Integer>();
        ask("GET", "/sandbox/effects", "")
                .values()
                .forEach(e ->
                        counts.merge(
                                e.path("subject").asString(),
                                e.path("applied").asInt(),
                                Integer::sum));
        return counts;
    }

    /// The writes and dry runs that clusters were asked for so far, such as `PATCH /prod/apis/…`.
    List<String> writes() {
        return ask("GET", "/sandbox/calls?limit=5000", "").values().stream()
                .filter(call -> call.path("service").asString().equals("kubernetes"))
                .filter(call -> call.path("write").asBoolean())
                .map(call -> call.path("operation").asString())
                .toList();
    }

    List<JsonNode> loaded(String cluster) {
        return StreamSupport.stream(
                        ask("GET", "/sandbox/kubernetes/" + cluster, "")
                                .path("policies")
                                .spliterator(),
                        false)
                .toList();
    }

    /// Somebody else changes the policy.
    void edit(String cluster, String mergePatch) {
        call(
                "PATCH",
                "/kubernetes/" + cluster + OBJECT,
                mergePatch,
                "application/merge-patch+json",
                "sandbox-admin");
    }

    /// Somebody else makes an object of the policy's name.
    void make(String cluster, String spec) {
        call(
                "POST",
                "/kubernetes/" + cluster + OBJECT.replace("/imds-web", ""),
                "{\"apiVersion\":\"cilium.io/v1alpha1\",\"kind\":\"TracingPolicyNamespaced\",\"metadata\":{\"name\":\"imds-web\",\"namespace\":\"shop\"},\"spec\":%s}"
                        .formatted(spec),
                "application/json",
                "sandbox-admin");
    }

    JsonNode object(String cluster) {
        return call(
                "GET", "/kubernetes/" + cluster + OBJECT, "", "application/json", "sandbox-admin");
    }

    static final String OBJECT =
            "/apis/cilium.io/v1alpha1/namespaces/shop/tracingpoliciesnamespaced/imds-web";

    JsonNode ask(String method, String path, String body) {
        return call(method, path, body, "application/json", "");
    }

    JsonNode call(String method, String path, String body, String type, String token) {
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("Content-Type", type)
                        .header("Authorization", "Bearer " + token)
                        .header("User-Agent", "kubectl-edit/v1")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 400 && answer.statusCode() != 404) {
                throw new AssertionError(method + " " + path + ": " + answer.body());
            }
            return Json.parse(answer.body()).orElseGet(() -> Json.tree(Map.of()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static Manifest manifest(String action) {
        return manifest(action, "security_socket_connect");
    }

    static Manifest manifest(String action, String call) {
        return new Manifest(
                "cilium.io/v1alpha1",
                "TracingPolicyNamespaced",
                "imds-web",
                "shop",
                Map.of("mitre.attack/technique", "T1552.005"),
                Map.of(),
                Map.of(
                        "podSelector",
                        Map.of("matchLabels", Map.of("app", "web")),
                        "kprobes",
                        List.of(
                                Map.of(
                                        "call",
                                        call,
                                        "syscall",
                                        false,
                                        "args",
                                        List.of(Map.of("index", 1, "type", "sockaddr")),
                                        "selectors",
                                        List.of(
                                                Map.of(
                                                        "matchArgs",
                                                        List.of(
                                                                Map.of(
                                                                        "index",
                                                                        1,
                                                                        "operator",
                                                                        "SAddr",
                                                                        "values",
                                                                        List.of(
                                                                                "169.254.169.254"))),
                                                        "matchActions",
                                                        List.of(Map.of("action", action))))))));
    }

    /// The same under another name.
    static Manifest named(String name, Manifest manifest) {
        return new Manifest(
                manifest.apiVersion(),
                manifest.kind(),
                name,
                manifest.namespace(),
                manifest.labels(),
                manifest.annotations(),
                manifest.spec());
    }

    /// A policy of the whole cluster with this selector of pods.
    static Manifest selecting(Map<String, Object> selector) {
        return new Manifest(
                "cilium.io/v1alpha1",
                "TracingPolicy",
                "some",
                "",
                Map.of(),
                Map.of(),
                Map.of("podSelector", selector));
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
    }
}
