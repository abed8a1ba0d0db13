package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.sluice.sandbox.http.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// F027, F041, F042: findings of Cloud Detection and Response, listed and pushed.
class CdrTest {
    private static final String PATH = "/qualys-gateway/cdr-api/rest/v1/findings";

    @TempDir Path folder;
    private RunningSandbox sandbox;
    private String token = "";

    @BeforeEach
    void start() throws IOException {
        sandbox = RunningSandbox.in(folder);
        token =
                sandbox.call(
                                "POST",
                                "/qualys-gateway/auth",
                                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                                "username=sandbox&token=true&password=sandbox-password")
                        .body();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private HttpResponse<String> ask(String query) throws IOException {
        return sandbox.call(
                "GET", PATH + "?" + query, Map.of("Authorization", "Bearer " + token), "");
    }

    private static String window() {
        Instant now = Instant.ofEpochMilli(Instant.now().plusSeconds(60).toEpochMilli());
        return "startAt=%s&endAt=%s".formatted(time(now.minus(Duration.ofHours(24))), time(now));
    }

    private static String time(Instant at) {
        String text = at.toString();
        return text.contains(".") ? text : text.replace("Z", ".000Z");
    }

    private JsonNode list(String query) throws IOException {
        HttpResponse<String> answer = ask(window() + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.tree(answer.body());
    }

    @Test
    @DisplayName("F027")
    void listsWhatWasRaisedInTheFieldsOfTheDocumentation() throws IOException {
        sandbox.post("/findings", "{\"category\":\"Crypto_Mining\"}");

        JsonNode answer = list("&limit=100");

        assertThat(answer.get("totalElements").asInt()).isEqualTo(1);
        JsonNode finding = answer.at("/content/0");
        assertThat(finding.get("uuid").asString()).hasSize(36);
        assertThat(finding.get("threatCategory").asString()).isEqualTo("Crypto_Mining");
        assertThat(finding.get("severity").isInt()).isTrue();
        assertThat(finding.get("timestamp").asString()).matches(".*\\.[0-9]{3}Z");
        assertThat(finding.get("processPath").asString()).isEqualTo("/tmp/xmrig");
        assertThat(finding.at("/mitreRulesInfo/T1496/tactic").asString()).isEqualTo("Impact");
        assertThat(finding.get("destinationIp").asString()).isEqualTo("203.0.113.66");
        assertThat(finding.get("destinationPort").asInt()).isEqualTo(3333);
    }

    @Test
    @DisplayName("F027")
    void pagesByRowsToSkipOrByNumberAndNeverBeyondItsOwnSize() throws IOException {
        sandbox.post("/findings", "{\"count\":25,\"workloads\":5}");
        sandbox.control("PATCH", "/cdr", "{\"maxPageSize\":10}");

        Set<String> seen = new HashSet<>();
        for (int skipped = 0; skipped < 25; skipped += 10) {
            JsonNode page = list("&limit=100&offSet=" + skipped);
            assertThat(page.get("content").size()).isLessThanOrEqualTo(10);
            assertThat(page.get("totalElements").asInt()).isEqualTo(25);
            page.get("content").forEach(each -> seen.add(each.get("uuid").asString()));
        }

        assertThat(seen).hasSize(25);
        assertThat(list("&limit=10&pageNumber=2").get("content")).hasSize(5);
        assertThat(list("&limit=10&offSet=30").get("content")).isEmpty();
    }

    @Test
    void keepsToTheWindowAndWantsItInFull() throws IOException {
        sandbox.post("/findings", "{\"age\":\"PT25H\"}");
        sandbox.post("/findings", "{\"age\":\"PT1H\"}");

        assertThat(list("").get("content")).hasSize(1);
        assertThat(ask("limit=10").statusCode()).isEqualTo(400);
        assertThat(ask("startAt=2026-01-05T10:00:00Z&endAt=2026-01-05T11:00:00Z").statusCode())
                .isEqualTo(400);
        assertThat(ask(window()).uri().getPath()).isEqualTo(PATH);
        HttpResponse<String> slash =
                sandbox.call(
                        "GET",
                        PATH + "/?" + window(),
                        Map.of("Authorization", "Bearer " + token),
                        "");
        assertThat(slash.statusCode()).isEqualTo(200);
    }

    @Test
    void filters() throws IOException {
        sandbox.post(
                "/findings",
                "[{\"category\":\"Container_Escape_Attempt\"},{\"category\":\"Crypto_Mining\",\"cloudProvider\":\"AZURE\"},{\"category\":\"Never_Heard_Of\",\"resourceType\":\"vm\"}]");

        assertThat(list("&severity=CRITICAL").get("content")).hasSize(2);
        assertThat(list("&severity=5").get("content")).hasSize(1);
        assertThat(list("&category=container_escape").get("content")).hasSize(1);
        assertThat(list("&cloudProvider=AZURE").get("content")).hasSize(1);
        assertThat(list("&resourceType=container").get("content")).hasSize(2);
        assertThat(list("&query=tc.findings.cloudProvider:%20AWS").get("content")).hasSize(2);
        assertThat(ask(window() + "&query=what").statusCode()).isEqualTo(400);
        assertThat(ask(window() + "&severity=worst").statusCode()).isEqualTo(400);
    }

    @Test
    void needsATokenAndMayNotBeProvisioned() throws IOException {
        assertThat(sandbox.call("GET", PATH + "?" + window(), Map.of(), "").statusCode())
                .isEqualTo(401);
        sandbox.control("PATCH", "/cdr", "{\"provisioned\":false}");

        assertThat(ask(window()).statusCode()).isEqualTo(404);

        sandbox.post("/reset", "");
        assertThat(ask(window()).statusCode()).isEqualTo(200);
    }

    @Test
    void saysTooManyWithAndWithoutHeaders() throws IOException {
        sandbox.post(
                "/faults",
                "{\"service\":\"qualys-gateway\",\"operation\":\"findings\",\"kind\":\"rate-limit\",\"times\":2,\"writesOnly\":false}");

        HttpResponse<String> one = ask(window());
        HttpResponse<String> other = ask(window());

        assertThat(List.of(one.statusCode(), other.statusCode())).containsOnly(429);
        assertThat(one.headers().firstValue("X-RateLimit-ToWait-Sec")).contains("1");
        assertThat(other.headers().firstValue("X-RateLimit-ToWait-Sec")).isEmpty();
    }

    @Test
    void raisesTenThousandAtOnceButNoMore() throws IOException {
        JsonNode answer =
                sandbox.post(
                        "/findings",
                        "{\"count\":10000,\"workloads\":7,\"categories\":[\"Crypto_Mining\",\"Reverse_Shell\"]}");

        assertThat(answer.get("count").asInt()).isEqualTo(10_000);
        assertThat(list("&limit=1").get("totalElements").asInt()).isEqualTo(10_000);
        assertThat(
                        sandbox.call("POST", "/sandbox/findings", Map.of(), "{\"count\":10001}")
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void raisesHostileFindings() throws IOException {
        for (String kind :
                List.of(
                        "yaml",
                        "newline",
                        "control",
                        "huge",
                        "types",
                        "missing",
                        "addresses",
                        "broad",
                        "nameless",
                        "runtime")) {
            sandbox.post("/findings", "{\"hostile\":[\"%s\"]}".formatted(kind));
        }

        List<JsonNode> all = new ArrayList<>();
        list("").get("content").forEach(all::add);
        assertThat(all).hasSize(10);
        assertThat(all).anyMatch(f -> f.path("pod").asString("").contains("\n"));
        assertThat(all).anyMatch(f -> f.path("destinationIp").size() == 10_000);
        assertThat(all).anyMatch(f -> f.size() == 1);
        HttpResponse<String> unknown =
                sandbox.call("POST", "/sandbox/findings", Map.of(), "{\"hostile\":[\"kind\"]}");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("yaml");
    }

    private record Received(@Nullable String signature, String body) {}

    @Test
    @DisplayName("F042")
    void pushesOneAsAnObjectAndManyAsAnArraySignedOverTheirBytes() throws Exception {
        BlockingQueue<Received> received = new LinkedBlockingQueue<>();
        AtomicInteger failures = new AtomicInteger(1);
        HttpServer listener =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext(
                "/webhook/cdr",
                exchange -> {
                    String body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    boolean fails = failures.getAndDecrement() > 0;
                    exchange.sendResponseHeaders(fails ? 503 : 202, -1);
                    exchange.close();
                    if (!fails) {
                        received.add(
                                new Received(
                                        exchange.getRequestHeaders().getFirst("X-Qualys-Signature"),
                                        body));
                    }
                });
        listener.start();
        try {
            sandbox.control(
                    "PUT",
                    "/targets",
                    "{\"cdr\":{\"url\":\"http://127.0.0.1:%d/webhook/cdr\",\"hmacSecret\":\"s3cret\"}}"
                            .formatted(listener.getAddress().getPort()));

            String uuid =
                    sandbox.post("/findings", "{\"category\":\"Reverse_Shell\"}")
                            .at("/findings/0/uuid")
                            .asString();
            Received one = Objects.requireNonNull(received.poll(20, TimeUnit.SECONDS));
            sandbox.post("/findings", "{\"count\":150}");
            Received many = Objects.requireNonNull(received.poll(20, TimeUnit.SECONDS));
            sandbox.post("/findings", "{\"pushId\":\"other\"}");

            JsonNode event = Json.tree(one.body());
            assertThat(event.get("eventId").asString()).isEqualTo(uuid);
            assertThat(event.get("threatCategory").asString()).isEqualTo("Reverse_Shell");
            assertThat(event.get("destinationPort").asInt()).isEqualTo(4444);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            assertThat(one.signature())
                    .isEqualTo(
                            HexFormat.of()
                                    .formatHex(
                                            mac.doFinal(
                                                    one.body().getBytes(StandardCharsets.UTF_8))));
            assertThat(Json.tree(many.body()).isArray()).isTrue();
            assertThat(Json.tree(many.body())).hasSizeBetween(50, 100);
        } finally {
            listener.stop(0);
        }
    }
}
