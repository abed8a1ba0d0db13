package io.sluice.harness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON over HTTP to one server.
public final class Http {
    public static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String base;
    private volatile Duration patience = Duration.ofSeconds(30);
    private volatile Map<String, String> headers = Map.of();

    public Http(String base) {
        this.base = base;
    }

    void headers(Map<String, String> always) {
        headers = Map.copyOf(always);
    }

    /// How long an answer may take: by default half a minute.
    void patience(Duration patience) {
        this.patience = patience;
    }

    public JsonNode get(String path) throws IOException {
        return expect(send("GET", path, "", Map.of()), 200, 299);
    }

    public JsonNode post(String path, Object body) throws IOException {
        return expect(send("POST", path, JSON.writeValueAsString(body), Map.of()), 200, 299);
    }

    public HttpResponse<String> send(
            String method, String path, String body, Map<String, String> extra) throws IOException {
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(patience)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        extra.forEach(request::header);
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    public static JsonNode expect(HttpResponse<String> answer, int from, int to) {
        if (answer.statusCode() < from || answer.statusCode() > to) {
            throw new IllegalStateException(
                    answer.request().method()
                            + " "
                            + answer.uri()
                            + " answered "
                            + answer.statusCode()
                            + ": "
                            + answer.body());
        }
        return answer.body().isBlank() ? JSON.nullNode() : JSON.readTree(answer.body());
    }
}
