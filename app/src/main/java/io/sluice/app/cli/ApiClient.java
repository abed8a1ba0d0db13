package io.sluice.app.cli;

import io.sluice.codec.value.JsonValues;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/// Calls the API and turns its refusals into failures of the command.
public final class ApiClient {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ServerAddress server;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    ApiClient(ServerAddress server) {
        this.server = server;
    }

    /// The address people open in a browser.
    public String pageUrl(String path) {
        return server.url() + path;
    }

    public Tree get(String path) {
        return Tree.parse(text("GET", path, "", BodyPublishers.noBody(), Map.of()));
    }

    public Tree get(String path, Map<String, String> query) {
        var text =
                query.entrySet().stream()
                        .filter(entry -> !entry.getValue().isBlank())
                        .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&"));
        return get(text.isEmpty() ? path : path + "?" + text);
    }

    public Tree post(String path, Object body) {
        return post(path, body, Map.of());
    }

    public Tree post(String path, Object body, Map<String, String> headers) {
        return Tree.parse(send("POST", path, JsonValues.write(body), headers));
    }

    public Tree put(String path, Object body) {
        return Tree.parse(send("PUT", path, JsonValues.write(body), Map.of()));
    }

    private String send(String method, String path, String json, Map<String, String> headers) {
        return text(method, path, "application/json", BodyPublishers.ofString(json), headers);
    }

    /// Sends a body as it is.
    public Tree postRaw(String path, String type, String body) {
        return Tree.parse(text("POST", path, type, BodyPublishers.ofString(body), Map.of()));
    }

    /// The text of an answer that is no JSON.
    public String text(String path) {
        return text("GET", path, "", BodyPublishers.noBody(), Map.of());
    }

    private String text(
            String method, String path, String type, BodyPublisher body, Map<String, String> more) {
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + "/api/v1" + path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + server.token())
                        .method(method, body);
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        more.forEach(request::header);
        return answered(exchange(request.build()));
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw CliFailure.usage(
                    "Expected a server at "
                            + server.url()
                            + ", none answered; start it with './sluice start', or set SLUICE_URL.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliFailure.problem("Interrupted.");
        }
    }

    private static String answered(HttpResponse<String> response) {
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        var problem = problem(response.body());
        var detail = problem.text("detail");
        throw CliFailure.problem(
                detail.isEmpty() ? "The server answered " + response.statusCode() + "." : detail,
                problem);
    }

    private static Tree problem(String body) {
        try {
            return Tree.parse(body);
        } catch (IllegalArgumentException e) {
            return Tree.EMPTY;
        }
    }

    /// A text for a place in a path or query.
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
