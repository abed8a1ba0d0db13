package io.sluice.nodes.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/// A small HTTP server on the loopback interface, answering as a test says.
public final class LoopbackServer implements AutoCloseable {
    /// Answers one request.
    @FunctionalInterface
    public interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();

    private LoopbackServer(HttpServer server) {
        this.server = server;
    }

    public static LoopbackServer answering(Answering answering) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var started = new LoopbackServer(HttpServer.create(address, 0));
        started.server.createContext(
                "/",
                exchange -> {
                    started.requests.incrementAndGet();
                    try (exchange) {
                        exchange.getRequestBody().readAllBytes();
                        answering.answer(exchange);
                    }
                });
        started.server.start();
        return started;
    }

    /// Answers with a status and a body.
    public static Answering with(int status, byte[] body) {
        return exchange -> {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        };
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://localhost:" + port() + "/";
    }

    /// How many requests have come in.
    public int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
