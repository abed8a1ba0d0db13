package io.sluice.bench;

import io.sluice.harness.Http;
import io.sluice.harness.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signed webhooks over HTTP to the real server: each is verified, deduplicated, stored and starts
/// a run before it is answered. 64 callers; the server, its database and the callers share the
/// machine.
record WebhookAccept(Bench.Settings settings, String databaseName, Results results) {
    private static final int EVENTS = 20_000;

    void run() throws Exception {
        int events = EVENTS / settings.scale();
        var rate = new Sample();
        var p99 = new Sample();
        var home = Path.of(System.getProperty("sluice.home", "."));
        var folder = Files.createTempDirectory("sluice-webhook");
        try (var server = new Server(home, folder, databaseName, "")) {
            var id = server.publish(Http.JSON.readTree(DOCUMENT));
            server.api().post("/api/v1/workflows/" + id + "/enable", Map.of());
            var secret =
                    server.api()
                            .post("/api/v1/workflows/" + id + "/triggers/hook/secret", Map.of())
                            .path("secret")
                            .asString();
            var hook =
                    URI.create(
                            server.api()
                                    .get("/api/v1/workflows/" + id + "/triggers")
                                    .get(0)
                                    .path("url")
                                    .asString());
            for (int round = 1 - settings.warm(); round <= settings.rounds(); round++) {
                var sender = new Sender(hook, secret, "r" + round, new AtomicLongArray(events));
                long begin = System.nanoTime();
                Callers.call(events, sender::send);
                double seconds = (System.nanoTime() - begin) / 1e9;
                if (round > 0) {
                    rate.add(events / seconds);
                    p99.add(sender.percentile(0.99) / 1e6);
                }
            }
        }
        results.add("webhook.accepted_per_s", databaseName, rate);
        results.add("webhook.p99_ms", databaseName, p99);
    }

    private static final String DOCUMENT =
            """
            {"schema": 1, "name": "Accept", "description": "", "variables": [],
             "nodes": [
               {"id": "hook", "kind": "start", "name": "Hook", "trigger": "webhook",
                "config": {"signature": "raw-hex", "dedupeBy": "/eventId"}},
               {"id": "done", "kind": "end", "name": "Done"}],
             "edges": [{"id": "e", "from": "hook", "to": "done"}]}
            """;

    /// Signs and sends events, and notes how long each took.
    private record Sender(
            HttpClient client, URI hook, SecretKeySpec key, String name, AtomicLongArray nanos) {
        Sender(URI hook, String secret, String name, AtomicLongArray nanos) {
            this(
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                    hook,
                    new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"),
                    name,
                    nanos);
        }

        void send(int i) {
            var body = "{\"eventId\":\"%s-%d\",\"severity\":4}".formatted(name, i);
            long begin = System.nanoTime();
            try {
                var answer =
                        client.send(
                                HttpRequest.newBuilder(hook)
                                        .header("Content-Type", "application/json")
                                        .header("X-Qualys-Signature", signature(body))
                                        .POST(BodyPublishers.ofString(body))
                                        .build(),
                                BodyHandlers.ofString());
                if (answer.statusCode() != 202) {
                    throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
                }
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            nanos.set(i, System.nanoTime() - begin);
        }

        private String signature(String body) throws GeneralSecurityException {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        }

        double percentile(double share) {
            return IntStream.range(0, nanos.length())
                    .mapToLong(nanos::get)
                    .sorted()
                    .skip((long) (nanos.length() * share))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
