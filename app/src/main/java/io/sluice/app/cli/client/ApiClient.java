package io.sluice.app.cli.client;

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
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Calls the API. Every method throws [CliFailure] when nobody answers or the server says no.
public final class ApiClient {
    private static final String API = "/api/v1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// For what asks systems outside before it answers.
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(5);

    private final ServerAddress server;
    private final String project;
    private volatile Token token;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    /// For the project that is the server's first choice.
    public ApiClient(ServerAddress server) {
        this(server, "");
    }

    /// @param project what is spoken of; empty for the server's choice
    public ApiClient(ServerAddress server, String project) {
        this.server = server;
        this.project = project;
        this.token = server.token();
    }

    /// The address people open in a browser.
    public String pageUrl(String path) {
        return server.url() + path;
    }

    public Tree get(String path) {
        return Tree.parse(text(path));
    }

    /// Asks with those parameters that are not blank.
    public Tree get(String path, Map<String, String> query) {
        var text =
                query.entrySet().stream()
                        .filter(entry -> !entry.getValue().isBlank())
                        .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&"));
        return get(text.isEmpty() ? path : path + "?" + text);
    }

    /// The text of an answer that need not be JSON.
    public String text(String path) {
        return send(request(API + path).GET().timeout(PATIENCE));
    }

    /// The health of the server, whether it is well or not.
    public Tree health() {
        var response = exchange(request("/actuator/health").GET().timeout(PATIENCE).build());
        return body(response.body());
    }

    public Tree post(String path, @Nullable Object body) {
        return post(path, body, Map.of());
    }

    public Tree post(String path, @Nullable Object body, Map<String, String> headers) {
        var request = json("POST", path, body);
        headers.forEach(request::header);
        return Tree.parse(send(request));
    }

    /// Sends what takes its time: the server asks systems outside before it answers.
    public Tree postPatiently(String path, @Nullable Object body) {
        return Tree.parse(send(json("POST", path, body).timeout(LONG_PATIENCE)));
    }

    /// Asks at an address that is not below that of the API: `/status`.
    public Tree getAt(String address) {
        return Tree.parse(send(request(address).GET().timeout(PATIENCE)));
    }

    /// Sends to an address that is not below that of the API: `/api/block`.
    public Tree postAt(String address, @Nullable Object body) {
        return Tree.parse(
                send(
                        request(address)
                                .timeout(PATIENCE)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(JsonValues.write(body)))));
    }

    public Tree put(String path, @Nullable Object body) {
        return Tree.parse(send(json("PUT", path, body)));
    }

    public Tree delete(String path) {
        return Tree.parse(send(request(API + path).DELETE().timeout(PATIENCE)));
    }

    /// Sends a text as it is.
    ///
    /// @param type its media type
    public Tree postText(String path, String type, String text) {
        var request = request(API + path).timeout(PATIENCE).header("Content-Type", type);
        return Tree.parse(send(request.POST(BodyPublishers.ofString(text))));
    }

    /// The lines of a stream of server-sent events, for as long as both sides live.
    ///
    /// @param after the id of the last event that is known; empty for all
    public Stream<String> events(String path, String after) throws InterruptedException {
        var request = request(API + path).GET().header("Accept", "text/event-stream");
        if (!after.isEmpty()) {
            request.header("Last-Event-ID", after);
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofLines());
            if (response.statusCode() == 200) {
                return response.body();
            }
            response.body().close();
            throw CliFailure.problem("No stream: status " + response.statusCode() + ".");
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private HttpRequest.Builder json(String method, String path, @Nullable Object body) {
        BodyPublisher text = BodyPublishers.ofString(JsonValues.write(body));
        return request(API + path)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, text);
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(server.url() + path));
        if (!project.isEmpty()) {
            request.setHeader("X-Sluice-Project", project);
        }
        var value = token.value();
        return value.isEmpty() ? request : request.setHeader("Authorization", "Bearer " + value);
    }

    private String send(HttpRequest.Builder request) {
        var response = exchange(request.build());
        if (response.statusCode() == 401 && renewToken()) {
            request.setHeader("Authorization", "Bearer " + token.value());
            response = exchange(request.build());
        }
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        throw refusal(response.statusCode(), body(response.body()));
    }

    /// Looks for the token again; answers whether it is another one now.
    private boolean renewToken() {
        var before = token;
        token = server.token();
        return !token.value().isEmpty() && !token.equals(before);
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliFailure.problem("Interrupted.");
        }
    }

    private CliFailure unreachable(IOException cause) {
        if (cause instanceof HttpTimeoutException
                && !(cause instanceof java.net.http.HttpConnectTimeoutException)) {
            return CliFailure.unreachable(
                    "Expected an answer of "
                            + server.url()
                            + " in time, none came; look at its log.");
        }
        return CliFailure.unreachable(
                "Expected a server at "
                        + server.url()
                        + ", none answered. Start it with './sluice start', or say where it is with"
                        + " SLUICE_PORT or SLUICE_URL.");
    }

    private CliFailure refusal(int status, Tree problem) {
        if (status == 401) {
            return CliFailure.usage(
                    "The server at "
                            + server.url()
                            + " did not accept "
                            + token.source()
                            + ". Set SLUICE_DATA to that server's data folder, or SLUICE_TOKEN to"
                            + " one of its tokens.",
                    problem);
        }
        var detail = problem.text("detail");
        return CliFailure.refused(
                detail.isEmpty() ? "The server answered with status " + status + "." : detail,
                problem);
    }

    private static Tree body(String text) {
        try {
            return Tree.parse(text);
        } catch (IllegalArgumentException e) {
            return Tree.EMPTY;
        }
    }

    /// A text for a place in a path or query.
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
