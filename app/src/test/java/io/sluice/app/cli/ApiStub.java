package io.sluice.app.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A server that answers as it is told, over a socket, and remembers what it was asked.
final class ApiStub implements AutoCloseable {
    static final String TOKEN = "slc_of_the_test";

    private final HttpServer server;
    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    record Reply(int status, String type, String body) {}

    record Request(
            String method,
            String path,
            String query,
            String body,
            Map<String, List<String>> headers) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    ApiStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// Answers with these, one after the other; the last again and again.
    ///
    /// @param call method and path below `/api/v1`: `GET /runs`
    ApiStub on(String call, String... json) {
        for (var body : json) {
            add(call, new Reply(200, "application/json", body));
        }
        return this;
    }

    ApiStub on(String call, int status, String type, String body) {
        return add(call, new Reply(status, type, body));
    }

    /// Forgets what was told before.
    ApiStub replace(String call, String json) {
        replies.remove(call);
        return on(call, json);
    }

    ApiStub refuse(String call, int status, String code, String detail) {
        var problem =
                """
                {"type":"urn:sluice:problem:x","title":"No","status":%d,"detail":"%s","code":"%s","fault":"user"}\
                """
                        .formatted(status, detail, code);
        return add(call, new Reply(status, "application/problem+json", problem));
    }

    /// Refuses once, then answers as told before.
    ApiStub refuseFirst(String call, int status, String code, String detail) {
        var later = replies.remove(call);
        refuse(call, status, code, detail);
        if (later != null) {
            later.forEach(reply -> add(call, reply));
        }
        return this;
    }

    private ApiStub add(String call, Reply reply) {
        replies.computeIfAbsent(call, _ -> new ArrayDeque<>()).add(reply);
        return this;
    }

    /// What was asked, in order.
    List<Request> requests(String call) {
        return requests.stream()
                .filter(one -> (one.method() + " " + one.path()).equals(call))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().replaceFirst("^/api/v1", "");
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(
                    new Request(
                            exchange.getRequestMethod(),
                            path,
                            Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), ""),
                            body,
                            exchange.getRequestHeaders()));
            var reply = reply(exchange, exchange.getRequestMethod() + " " + path);
            var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Reply reply(HttpExchange exchange, String call) {
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (call.contains("/actuator/") || call.equals("GET /session")) {
            return next(call);
        }
        return ("Bearer " + TOKEN).equals(authorization)
                ? next(call)
                : problem(401, "NOT_SIGNED_IN", "Expected a live token");
    }

    private Reply next(String call) {
        var queue = replies.get(call);
        if (queue == null) {
            return problem(404, "NOT_FOUND", "Expected something known, found " + call);
        }
        synchronized (queue) {
            return Objects.requireNonNull(queue.size() > 1 ? queue.poll() : queue.peek());
        }
    }

    private static Reply problem(int status, String code, String detail) {
        var body =
                "{\"status\":%d,\"code\":\"%s\",\"detail\":\"%s\"}".formatted(status, code, detail);
        return new Reply(status, "application/problem+json", body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
