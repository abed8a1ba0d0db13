package io.sluice.nodes.qualys;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.nodes.support.Json;
import io.sluice.nodes.support.TestContext;
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
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// The sandbox over real sockets, its clock frozen and in the test's hand.
public final class SandboxWorld implements AutoCloseable {
    private final SandboxServer server;
    private final HttpClient control = HttpClient.newHttpClient();

    private SandboxWorld(SandboxServer server) {
        this.server = server;
    }

    public static SandboxWorld start(Path folder) throws IOException {
        var world = new SandboxWorld(SandboxServer.start(SandboxOptions.inFolder(folder)));
        world.ask("POST", "clock", "{\"speed\":0}");
        return world;
    }

    public void advance(String duration) {
        ask("POST", "clock", "{\"advance\":\"%s\"}".formatted(duration));
    }

    public String launch(String wish) {
        return ask("POST", "vms", wish).path("instanceId").asString();
    }

    /// Injects a fault; see the sandbox's control API.
    public void fault(String service, String operation, String kind, int times) {
        fault(
                "{\"service\":\"%s\",\"operation\":\"%s\",\"kind\":\"%s\",\"times\":%d}"
                        .formatted(service, operation, kind, times));
    }

    public void fault(String json) {
        ask("POST", "faults", json);
    }

    public JsonNode world() {
        return ask("GET", "world", "");
    }

    public List<JsonNode> list(String what) {
        return StreamSupport.stream(world().path(what).spliterator(), false).toList();
    }

    /// Calls whose operation contains a text.
    public List<JsonNode> calls(String operation) {
        return StreamSupport.stream(ask("GET", "calls?limit=100000", "").spliterator(), false)
                .filter(call -> call.path("operation").asString().contains(operation))
                .toList();
    }

    public JsonNode ask(String method, String path, String body) {
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + "/sandbox/" + path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            var answer = control.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 400) {
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

    public NodeEnvironment environment() {
        return new NodeEnvironment(InstantSource.system(), Set.of("localhost:" + server.port()));
    }

    public TestContext context() {
        return new TestContext().with(qualys("sandbox-password")).with(serviceNow(Map.of()));
    }

    public Connection qualys(String password) {
        return new Connection(
                "q",
                "qualys",
                Map.of(
                        "apiUrl",
                        server.url() + "/qualys",
                        "gatewayUrl",
                        server.url() + "/qualys-gateway",
                        "username",
                        "sandbox",
                        "pollInterval",
                        "PT1S"),
                Map.of("password", password));
    }

    /// @param more settings beside or instead of the usual ones
    public Connection serviceNow(Map<String, String> more) {
        var settings = new java.util.HashMap<String, String>();
        settings.put("url", server.url() + "/servicenow");
        settings.put("username", "sandbox");
        settings.put("pollInterval", "PT30S");
        settings.putAll(more);
        return new Connection(
                "sn",
                "servicenow",
                settings,
                Map.of("password", "sandbox-password", "clientSecret", "sandbox-client-secret"));
    }

    @Override
    public void close() {
        control.close();
        server.close();
    }
}
