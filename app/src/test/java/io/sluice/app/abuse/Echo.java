package io.sluice.app.abuse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// An outside system that gives back the credentials it was shown, in every form it can think of.
final class Echo implements AutoCloseable {
    private final HttpServer server;
    private final List<String> shown = new CopyOnWriteArrayList<>();

    Echo() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var secret =
                    exchange.getRequestHeaders()
                            .getOrDefault("Authorization", List.of(""))
                            .getFirst()
                            .replace("Bearer ", "");
            shown.add(secret);
            var path = exchange.getRequestURI().getPath();
            exchange.getResponseHeaders().set("X-Echo", secret);
            exchange.getResponseHeaders().set("Location", "/next?token=" + secret);
            exchange.getResponseHeaders()
                    .set("Content-Type", path.equals("/text") ? "text/plain" : "application/json");
            var body = (path.equals("/text") ? text(secret) : json(secret));
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            int status = path.equals("/fail") ? 500 : path.equals("/move") ? 302 : 200;
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    static List<String> forms(String secret) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        return List.of(
                secret,
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                Base64.getEncoder()
                        .encodeToString(("u:" + secret).getBytes(StandardCharsets.UTF_8)),
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes),
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                secret.substring(0, secret.length() - 4));
    }

    private static String json(String secret) {
        return "{\"forms\":[\""
                + String.join("\",\"", forms(secret))
                + "\"],\"nested\":{\""
                + secret
                + "\":\"{\\\"token\\\":\\\""
                + secret
                + "\\\"}\"}}";
    }

    private static String text(String secret) {
        return String.join("\n", forms(secret));
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// The credentials it was shown.
    List<String> shown() {
        return shown;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
