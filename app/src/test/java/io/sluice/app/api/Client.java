package io.sluice.app.api;

import io.sluice.app.cli.client.Tree;
import io.sluice.codec.value.JsonValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Sends requests to a server, with the same headers each time.
public record Client(String url, Map<String, String> headers) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// An answer.
    public record Reply(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public Tree json() {
            return body().isBlank() ? Tree.EMPTY : new Tree(JsonValues.read(body()));
        }

        /// The code of a problem.
        public String code() {
            return json().text("code");
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        @Override
        public String toString() {
            return status() + " " + body();
        }
    }

    public Client with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Client(url, more);
    }

    public Reply get(String path) {
        return send("GET", path, null, BodyPublishers.noBody());
    }

    public Reply delete(String path) {
        return send("DELETE", path, null, BodyPublishers.noBody());
    }

    public Reply post(String path, Object body) {
        return raw("POST", path, "application/json", JsonValues.write(body));
    }

    public Reply put(String path, Object body) {
        return raw("PUT", path, "application/json", JsonValues.write(body));
    }

    public Reply patch(String path, Object body) {
        return raw("PATCH", path, "application/json", JsonValues.write(body));
    }

    public Reply raw(String method, String path, String type, String body) {
        return send(method, path, type, BodyPublishers.ofString(body));
    }

    private Reply send(String method, String path, @Nullable String type, BodyPublisher body) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).method(method, body);
        headers.forEach(request::header);
        if (type != null) {
            request.header("Content-Type", type);
        }
        var id = UUID.randomUUID().toString();
        request.header("X-Request-Id", id);
        try {
            var reply = new Reply(HTTP.send(request.build(), BodyHandlers.ofString()));
            DeniedAttempts.requireAudited(this, method + " " + path, id, reply);
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Opens a stream of lines.
    public java.util.stream.Stream<String> lines(String path)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path));
        headers.forEach(request::header);
        return HTTP.send(request.build(), BodyHandlers.ofLines()).body();
    }
}
