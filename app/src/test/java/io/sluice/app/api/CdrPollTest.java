package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sluice.codec.value.JsonValues;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Findings that are asked for, of a gateway that fails once in the middle.
class CdrPollTest {
    private static final int ALL = 250;

    private final List<Map<String, String>> asked = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger failures = new AtomicInteger(1);

    private HttpServer gateway() throws IOException {
        var gateway =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/auth", exchange -> answer(exchange, 201, "a.token.text"));
        gateway.createContext("/cdr-api/rest/v1/findings", this::findings);
        gateway.start();
        return gateway;
    }

    private void findings(HttpExchange exchange) throws IOException {
        var query = new java.util.HashMap<String, String>();
        for (var pair : exchange.getRequestURI().getRawQuery().split("&")) {
            var parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        asked.add(query);
        int skip = Integer.parseInt(query.get("offSet"));
        if (skip == 100 && failures.getAndDecrement() > 0) {
            answer(exchange, 500, "{\"message\":\"out of order\"}");
            return;
        }
        var rows =
                IntStream.range(skip, Math.min(skip + 100, ALL))
                        .mapToObj(i ->
                                Map.of(
                                        "uuid",
                                        "poll-" + i,
                                        "threatCategory",
                                        "Crypto_Mining",
                                        "severity",
                                        i == 7 ? 1 : 4,
                                        "timestamp",
                                        "2026-01-05T10:00:00.000Z",
                                        "pod",
                                        "web-" + i))
                        .toList();
        answer(exchange, 200, JsonValues.write(Map.of("content", rows, "totalElements", ALL)));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static String workflow(TestServer server, String url) {
        var made =
                server.admin()
                        .post(
                                "/api/v1/connections",
                                Map.of(
                                        "name",
                                        "qualys",
                                        "type",
                                        "qualys",
                                        "settings",
                                        Map.of("apiUrl", url, "gatewayUrl", url, "username", "u"),
                                        "secrets",
                                        Map.of("password", "p")));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return server.enabled(
                Drawings.logging(
                        "polled",
                        "{\"id\": \"begin\", \"kind\": \"start\", \"trigger\": \"qualys.cdr-poll\","
                                + " \"config\": {\"connection\": \"qualys\", \"cron\": \"* * * * *\","
                                + " \"minimumSeverity\": 3}}"));
    }

    @Test
    @DisplayName(
            "F027: all pages, once; an outage in the middle loses nothing; the watermark moves with the batch")
    void findingsAreAskedForOnce() throws Exception {
        var gateway = gateway();
        var address = "127.0.0.1:" + gateway.getAddress().getPort();
        try (var server = TestServer.start("--sluice.allowed-private-hosts=" + address)) {
            var jdbc = server.bean(JdbcClient.class);
            var workflow = workflow(server, "http://" + address);
            jdbc.sql("update workflow set updated_at = 0 where id = :id")
                    .param("id", workflow)
                    .update();

            TestServer.await(
                    () -> count(jdbc, "select count(*) from cdr_poll where failure <> ''") == 1);
            assertThat(count(jdbc, "select count(*) from cdr_finding")).isEqualTo(99);
            assertThat(count(jdbc, "select count(*) from cdr_poll where watermark is not null"))
                    .isZero();
            assertThat(runs(server, workflow)).isZero();

            jdbc.sql("update cdr_poll set leased_until = 0").update();
            TestServer.await(() -> runs(server, workflow) == 1);
            assertThat(count(jdbc, "select count(*) from cdr_finding")).isEqualTo(ALL - 1);
            assertThat(
                            count(
                                    jdbc,
                                    "select count(*) from cdr_batch where findings = 249 and run_id is not null"))
                    .isEqualTo(1);
            var first = asked.getFirst();
            assertThat(
                            Duration.between(
                                    Instant.parse(first.get("startAt")),
                                    Instant.parse(first.get("endAt"))))
                    .isEqualTo(Duration.ofHours(24));

            var watermark =
                    Instant.EPOCH.plusNanos(1000 * count(jdbc, "select watermark from cdr_poll"));
            int before = asked.size();
            jdbc.sql("update cdr_poll set done_tick = 0").update();
            TestServer.await(() ->
                    asked.size() > before
                            && count(jdbc, "select count(*) from cdr_poll where done_tick > 0")
                                    == 1);
            assertThat(Instant.parse(asked.get(before).get("startAt")))
                    .isEqualTo(
                            watermark
                                    .minus(Duration.ofHours(1))
                                    .truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
            assertThat(count(jdbc, "select count(*) from cdr_batch")).isEqualTo(1);
            assertThat(runs(server, workflow)).isEqualTo(1);
        } finally {
            gateway.stop(0);
        }
    }

    private static long count(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private static int runs(TestServer server, String workflow) {
        return server.admin().get("/api/v1/runs?workflow=" + workflow).json().list("items").size();
    }
}
