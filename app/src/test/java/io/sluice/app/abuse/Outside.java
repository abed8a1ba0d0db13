package io.sluice.app.abuse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sluice.codec.value.JsonValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A system outside that has a state, which may change, and remembers what it was told to change.
final class Outside implements AutoCloseable {
    private final HttpServer server;
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private volatile String state = "one";

    Outside() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/state", exchange -> answer(exchange, "{\"value\":\"" + state + "\"}"));
        server.createContext(
                "/changes",
                exchange -> {
                    var body = exchange.getRequestBody().readAllBytes();
                    changes.add(new String(body, StandardCharsets.UTF_8));
                    answer(exchange, "{\"id\":\"made-" + changes.size() + "\"}");
                });
        server.start();
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    void becomes(String newState) {
        state = newState;
    }

    List<String> changes() {
        return List.copyOf(changes);
    }

    /// start → approval → (if approved) look at the state → change it → tell what was changed →
    /// end.
    Map<String, @Nullable Object> drawing(String name, int votes) {
        return JsonValues.readObject(
                """
                {"schema": 1, "name": "%1$s",
                 "nodes": [
                   {"id": "begin", "kind": "start", "trigger": "manual"},
                   {"id": "ask", "kind": "approval", "title": "Change it?", "votes": %3$d},
                   {"id": "agreed", "kind": "choice"},
                   {"id": "look", "kind": "task", "type": "http.get", "config": {"url": "http://%2$s/state"}},
                   {"id": "change", "kind": "task", "type": "http.idempotent-request", "config": {
                      "url": "http://%2$s/changes", "body": {"state": "=nodes.look.output.body.value"}, "dryRunBody": {"id": "(planned)"}}},
                   {"id": "tell", "kind": "task", "type": "http.idempotent-request", "config": {
                      "url": "http://%2$s/changes", "body": {"made": "=nodes.change.output.body.id"}}},
                   {"id": "done", "kind": "end"}],
                 "edges": [
                   {"id": "e1", "from": "begin", "to": "ask"},
                   {"id": "e2", "from": "ask", "to": "agreed"},
                   {"id": "yes", "from": "agreed", "to": "look", "when": "nodes.ask.output.decision == 'approved'"},
                   {"id": "no", "from": "agreed", "to": "done", "otherwise": true},
                   {"id": "e3", "from": "look", "to": "change"},
                   {"id": "e4", "from": "change", "to": "tell"},
                   {"id": "e5", "from": "tell", "to": "done"}]}
                """
                        .formatted(name, host(), votes));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
