package io.sluice.sandbox.kubernetes;

import io.sluice.sandbox.SandboxOptions;
import io.sluice.sandbox.SandboxServer;
import io.sluice.sandbox.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// A sandbox whose clock stands still, and a plain client of its clusters.
final class RunningCluster implements AutoCloseable {
    static final String TRACING = "/apis/cilium.io/v1alpha1/tracingpolicies";
    static final String NAMESPACED =
            "/apis/cilium.io/v1alpha1/namespaces/shop/tracingpoliciesnamespaced";
    static final String NETWORK = "/apis/networking.k8s.io/v1/namespaces/shop/networkpolicies";
    static final String APPLY = "application/apply-patch+yaml";

    private final SandboxServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token;
    private final String cluster;

    private RunningCluster(SandboxServer server, String token, String cluster) {
        this.server = server;
        this.token = token;
        this.cluster = cluster;
    }

    static RunningCluster in(Path folder) {
        try {
            SandboxServer server = SandboxServer.start(SandboxOptions.inFolder(folder));
            RunningCluster running = new RunningCluster(server, "sandbox-token", "prod");
            running.control("POST", "/clock", "{\"speed\":0}");
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same server as another account.
    RunningCluster as(String otherToken) {
        return new RunningCluster(server, otherToken, cluster);
    }

    RunningCluster at(String otherCluster) {
        return new RunningCluster(server, token, otherCluster);
    }

    String url() {
        return server.url() + "/kubernetes/" + cluster;
    }

    /// An answer of the API server.
    record Said(int status, JsonNode body, HttpResponse<String> response) {
        String text(String pointer) {
            return body.at(pointer).asString("");
        }

        String message() {
            return text("/message");
        }
    }

    Said call(String method, String path, String type, String body) {
        try {
            HttpResponse<String> response =
                    send(
                            HttpRequest.newBuilder(URI.create(url() + path))
                                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                                    .header("Authorization", "Bearer " + token)
                                    .header("User-Agent", "kubectl-edit/v1.36")
                                    .header("Content-Type", type));
            boolean watch = path.contains("watch=true");
            boolean json =
                    !watch
                            && response.headers()
                                    .firstValue("Content-Type")
                                    .orElse("")
                                    .contains("json");
            return new Said(
                    response.statusCode(), Json.tree(json ? response.body() : "{}"), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(
                    request.timeout(Duration.ofSeconds(20)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Said get(String path) {
        return call("GET", path, "application/json", "");
    }

    Said apply(String path, String manager, String yaml) {
        String separator = path.contains("?") ? "&" : "?";
        return call("PATCH", path + separator + "fieldManager=" + manager, APPLY, yaml);
    }

    Said post(String path, String yaml) {
        return call("POST", path, "application/yaml", yaml);
    }

    JsonNode control(String method, String path, String body) {
        try {
            HttpResponse<String> response =
                    send(
                            HttpRequest.newBuilder(URI.create(server.url() + "/sandbox" + path))
                                    .method(method, HttpRequest.BodyPublishers.ofString(body)));
            if (response.statusCode() >= 300) {
                throw new AssertionError(path + " " + response.statusCode() + response.body());
            }
            String text = response.body();
            return text.startsWith("{") || text.startsWith("[")
                    ? Json.tree(text.contains("}\n{") ? "{}" : text)
                    : Json.tree("{}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Something happens in a pod of the cluster.
    JsonNode happens(String json) {
        return control("POST", "/kubernetes/" + cluster + "/activity", json);
    }

    String log() throws IOException {
        return send(HttpRequest.newBuilder(
                        URI.create(
                                server.url() + "/sandbox/kubernetes/" + cluster + "/tetragon.log")))
                .body();
    }

    /// A policy of the cluster scope with one hook.
    static String policy(String name, String hook) {
        return """
        apiVersion: cilium.io/v1alpha1
        kind: TracingPolicy
        metadata: {name: %s, labels: {app.kubernetes.io/managed-by: sluice}}
        spec:
          podSelector: {matchLabels: {app: web}}
          kprobes:
        %s
        """
                .formatted(name, hook.indent(4));
    }

    static String connect(String action) {
        return """
        - call: security_socket_connect
          syscall: false
          args: [{index: 1, type: sockaddr}]
          selectors:
          - matchArgs: [{index: 1, operator: SAddr, values: ["169.254.169.254", "::ffff:169.254.169.254"]}]
            matchBinaries: [{operator: In, values: [/usr/bin/curl]}]
            matchActions: [{action: %s}]
        """
                .formatted(action);
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
    }
}
