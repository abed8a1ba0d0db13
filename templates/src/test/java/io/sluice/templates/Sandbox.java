package io.sluice.templates;

import io.sluice.codec.value.JsonValues;
import io.sluice.engine.node.Connection;
import io.sluice.sandbox.SandboxOptions;
import io.sluice.sandbox.SandboxServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The simulated outside over real sockets, its clock in the test's hand.
final class Sandbox implements AutoCloseable {
    private final SandboxServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    Sandbox(Path folder) throws IOException {
        server = SandboxServer.start(SandboxOptions.inFolder(folder));
        post("clock", "{\"speed\":0}");
    }

    String hostAndPort() {
        return "localhost:" + server.port();
    }

    Optional<Connection> connection(String name) {
        var base = server.url();
        return switch (name) {
            case "aws" ->
                    Optional.of(
                            new Connection(
                                    "aws",
                                    "aws",
                                    Map.of(
                                            "region",
                                            "us-east-1",
                                            "endpoint",
                                            base + "/aws",
                                            "accessKeyId",
                                            "AKIASANDBOX"),
                                    Map.of("secretAccessKey", "sandbox-secret")));
            case "qualys" ->
                    Optional.of(
                            new Connection(
                                    "qualys",
                                    "qualys",
                                    Map.of(
                                            "apiUrl",
                                            base + "/qualys",
                                            "gatewayUrl",
                                            base + "/qualys-gateway",
                                            "username",
                                            "sandbox"),
                                    Map.of("password", "sandbox-password")));
            case "servicenow" ->
                    Optional.of(
                            new Connection(
                                    "servicenow",
                                    "servicenow",
                                    Map.of("url", base + "/servicenow", "username", "sandbox"),
                                    Map.of("password", "sandbox-password")));
            default -> Optional.empty();
        };
    }

    void advance(Duration by) {
        post("clock", "{\"advance\":\"" + by + "\"}");
    }

    /// Launches a virtual machine and answers its id.
    String launch(String wish) {
        return text(post("vms", wish), "instanceId");
    }

    Map<String, @Nullable Object> post(String path, String body) {
        return send(path, HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)));
    }

    /// Names of the operations of a service that were asked for.
    Set<String> asked(String service) {
        return maps(list("calls?limit=100000")).stream()
                .filter(call -> service.equals(call.get("service")))
                .map(call -> text(call, "operation"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Map<String, @Nullable Object> world() {
        return send("world", HttpRequest.newBuilder().GET());
    }

    /// The things of one kind in the world.
    List<Map<String, @Nullable Object>> all(String kind) {
        return maps(world().get(kind));
    }

    Map<String, @Nullable Object> vm(String instanceId) {
        return all("vms").stream()
                .filter(vm -> instanceId.equals(vm.get("instanceId")))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // values are maps with text keys all the way down
    static List<Map<String, @Nullable Object>> maps(@Nullable Object list) {
        return list instanceof List<?> items
                ? items.stream().map(item -> (Map<String, @Nullable Object>) item).toList()
                : List.of();
    }

    static String text(Map<String, @Nullable Object> map, String key) {
        return String.valueOf(map.get(key));
    }

    @SuppressWarnings("unchecked") // the control API answers objects
    private Map<String, @Nullable Object> send(String path, HttpRequest.Builder request) {
        return answered(path, request) instanceof Map<?, ?> map
                ? (Map<String, @Nullable Object>) map
                : Map.of();
    }

    private @Nullable Object list(String path) {
        return answered(path, HttpRequest.newBuilder().GET());
    }

    private @Nullable Object answered(String path, HttpRequest.Builder request) {
        try {
            var answer =
                    http.send(
                            request.uri(URI.create(server.url() + "/sandbox/" + path))
                                    .header("Content-Type", "application/json")
                                    .build(),
                            BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(path + ": " + answer.body());
            }
            return JsonValues.read(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
