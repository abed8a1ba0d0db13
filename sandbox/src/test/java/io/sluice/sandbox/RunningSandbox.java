package io.sluice.sandbox;

import io.sluice.sandbox.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A sandbox in this process whose clock stands still until a test moves it, and plain clients for
/// it.
final class RunningSandbox implements AutoCloseable {
    static final String BASIC =
            "Basic "
                    + Base64.getEncoder()
                            .encodeToString(
                                    "sandbox:sandbox-password".getBytes(StandardCharsets.UTF_8));

    private final SandboxServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningSandbox(SandboxServer server) {
        this.server = server;
    }

    static RunningSandbox in(Path folder) {
        try {
            RunningSandbox sandbox =
                    new RunningSandbox(SandboxServer.start(SandboxOptions.inFolder(folder)));
            sandbox.post("/clock", "{\"speed\":0}");
            return sandbox;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return server.url();
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

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path));
    }

    HttpResponse<String> call(String method, String path, Map<String, String> headers, String body)
            throws IOException {
        HttpRequest.Builder request =
                to(path).method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    /// A call of the control API that must succeed.
    JsonNode control(String method, String path, String body) {
        try {
            HttpResponse<String> response = call(method, "/sandbox" + path, Map.of(), body);
            if (response.statusCode() >= 300) {
                throw new AssertionError(path + " " + response.statusCode() + response.body());
            }
            return Json.tree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode get(String path) {
        return control("GET", path, "");
    }

    JsonNode post(String path, String body) {
        return control("POST", path, body);
    }

    void advance(String duration) {
        post("/clock", "{\"advance\":\"%s\"}".formatted(duration));
    }

    /// A call of an FO endpoint below `/qualys/api/2.0/fo/`.
    HttpResponse<String> fo(String method, String endpoint, String form) throws IOException {
        Map<String, String> headers =
                Map.of(
                        "Authorization", BASIC,
                        "X-Requested-With", "test",
                        "Content-Type", "application/x-www-form-urlencoded");
        boolean get = method.equals("GET");
        return call(
                method,
                "/qualys/api/2.0/fo/" + endpoint + (get ? "?" + form : ""),
                headers,
                get ? "" : form);
    }

    /// A QPS call in JSON.
    HttpResponse<String> qps(String path, String json) throws IOException {
        return call(
                json.isEmpty() ? "GET" : "POST",
                "/qualys/qps/rest/2.0/" + path,
                Map.of(
                        "Authorization", BASIC,
                        "Content-Type", "application/json",
                        "Accept", "application/json"),
                json);
    }

    HttpResponse<String> serviceNow(String method, String path, String json) throws IOException {
        return call(
                method,
                "/servicenow" + path,
                Map.of(
                        "Authorization", BASIC,
                        "Content-Type", "application/json",
                        "Accept", "application/json"),
                json);
    }

    /// A tag of this name, made when it is not there.
    long tag(String name) throws IOException {
        String body =
                qps(
                                "create/am/tag",
                                "{\"ServiceRequest\":{\"data\":{\"Tag\":{\"name\":\"%s\"}}}}"
                                        .formatted(name))
                        .body();
        return Json.tree(body).at("/ServiceResponse/data/0/Tag/id").asLong();
    }

    void addTag(long assetId, long tagId) throws IOException {
        qps(
                "update/am/hostasset/" + assetId,
                "{\"ServiceRequest\":{\"data\":{\"HostAsset\":{\"tags\":{\"add\":{\"TagSimple\":[{\"id\":%d}]}}}}}}"
                        .formatted(tagId));
    }

    /// The text of the first element of this name.
    static String element(String xml, String name) {
        int start = xml.indexOf("<" + name + ">");
        if (start < 0) {
            return "";
        }
        int from = start + name.length() + 2;
        return xml.substring(from, xml.indexOf("</" + name + ">", from));
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
    }
}
