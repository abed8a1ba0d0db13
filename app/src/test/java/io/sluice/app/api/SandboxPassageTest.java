package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.sluice.codec.value.JsonValues;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The way to the sandbox, seen from a control API that writes down what it is asked.
class SandboxPassageTest {
    private static final BlockingQueue<Asked> ASKED = new LinkedBlockingQueue<>();
    private static HttpServer control;
    private static TestServer server;
    private static Asked targets;

    private record Asked(String what, String body) {}

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        control = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        control.createContext(
                "/sandbox/",
                exchange -> {
                    var body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    var path = exchange.getRequestURI().toString();
                    ASKED.add(new Asked(exchange.getRequestMethod() + " " + path, body));
                    var log = path.endsWith(".log");
                    exchange.getResponseHeaders()
                            .add("Content-Type", log ? "text/html" : "application/json");
                    var answer = (log ? "{}\n{}\n" : "{}").getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        control.start();
        server =
                TestServer.start(
                        "--sluice.sandbox-url=http://127.0.0.1:" + control.getAddress().getPort());
        targets = next();
    }

    @AfterAll
    static void stop() {
        server.close();
        control.stop(0);
    }

    private static Asked next() throws InterruptedException {
        var next = ASKED.poll(20, TimeUnit.SECONDS);
        return next == null ? new Asked("nothing", "{}") : next;
    }

    @Test
    @DisplayName(
            "F041, F044, F055: everybody in the sandbox can be reached, and knows where to report")
    void introducesBothToEachOther() {
        assertThat(targets.what()).isEqualTo("PUT /sandbox/targets");
        var told = (Map<?, ?>) Objects.requireNonNull(JsonValues.read(targets.body()));
        assertThat(told.keySet().stream().map(String::valueOf))
                .containsExactlyInAnyOrder("events", "servicenow", "cdr", "tetragon");
        var cdr = (Map<?, ?>) Objects.requireNonNull(told.get("cdr"));
        assertThat(String.valueOf(cdr.get("url"))).endsWith("/webhook/cdr");
        assertThat(String.valueOf(cdr.get("hmacSecret"))).hasSizeGreaterThan(20);
        var tetragon = (Map<?, ?>) Objects.requireNonNull(told.get("tetragon"));
        assertThat(String.valueOf(tetragon.get("url")))
                .endsWith("/webhook/tetragon?cluster=kubernetes");
        var connections = server.admin().get("/api/v1/connections").body();
        assertThat(connections)
                .contains(
                        Stream.of(
                                        "aws",
                                        "qualys",
                                        "servicenow",
                                        "kubernetes",
                                        "abuseipdb",
                                        "siem",
                                        "feodo",
                                        "spamhaus-drop",
                                        "threatfox")
                                .map("\"name\":\"%s\""::formatted)
                                .toList());
    }

    @Test
    void passesOnWhatThePageAsks() throws InterruptedException {
        var admin = server.admin();

        admin.post("/api/v1/sandbox/findings", Map.of("category", "Crypto_Mining"));
        admin.post("/api/v1/sandbox/feeds/feodo.txt", Map.of("entries", List.of("203.0.113.9")));
        admin.post("/api/v1/sandbox/kubernetes/prod/activity", Map.of("pod", "web"));
        var log = admin.get("/api/v1/sandbox/kubernetes/prod/tetragon.log");
        var sink = admin.get("/api/v1/sandbox/sink?channel=splunk");

        assertThat(next().what()).isEqualTo("POST /sandbox/findings");
        assertThat(next().what()).isEqualTo("POST /sandbox/feeds/feodo.txt");
        assertThat(next().what()).isEqualTo("POST /sandbox/kubernetes/prod/activity");
        assertThat(next().what()).isEqualTo("GET /sandbox/kubernetes/prod/tetragon.log");
        assertThat(next().what()).isEqualTo("GET /sandbox/sink?channel=splunk");
        assertThat(log.header("Content-Type")).startsWith("text/plain");
        assertThat(sink.header("Content-Type")).startsWith("application/json");
    }

    @Test
    void passesOnNothingElse() {
        var admin = server.admin();

        for (var path : List.of("targets", "..%2Ftargets", "feeds/..", ".hidden", "feeds//x")) {
            assertThat(admin.get("/api/v1/sandbox/" + path).status())
                    .as(path)
                    .isGreaterThanOrEqualTo(400);
        }

        assertThat(ASKED).isEmpty();
    }
}
