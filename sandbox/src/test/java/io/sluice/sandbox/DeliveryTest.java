package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.sluice.sandbox.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
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

class DeliveryTest {
    @TempDir Path folder;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private RunningSandbox sandbox;
    private HttpServer listener;

    private record Received(
            String path, @Nullable String key, @Nullable String signature, String body) {}

    @BeforeEach
    void start() throws IOException {
        sandbox = RunningSandbox.in(folder);
        listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext(
                "/",
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
                                        exchange.getRequestURI().getPath(),
                                        exchange.getRequestHeaders().getFirst("X-Api-Key"),
                                        exchange.getRequestHeaders().getFirst("X-Sluice-Signature"),
                                        body));
                    }
                });
        listener.start();
        String base = "http://127.0.0.1:" + listener.getAddress().getPort();
        sandbox.control(
                "PUT",
                "/targets",
                "{\"events\":{\"url\":\"%s/hooks/aws\",\"headers\":{\"X-Api-Key\":\"k\"}},\"servicenow\":{\"url\":\"%s/hooks/servicenow\",\"hmacSecret\":\"s3cret\"}}"
                        .formatted(base, base));
    }

    @AfterEach
    void stop() {
        sandbox.close();
        listener.stop(0);
    }

    private Received next() {
        try {
            return Objects.requireNonNull(received.poll(20, TimeUnit.SECONDS), "no delivery");
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Test
    @DisplayName("F004")
    void tellsThatAMachineRunsAndRepeatsItUnderTheSameId() {
        String id = sandbox.post("/vms", "{}").get("instanceId").asString();
        Received first = next();
        sandbox.post("/vms/%s/events".formatted(id), "{}");
        Received again = next();
        sandbox.post("/vms/%s/events".formatted(id), "{\"newId\":true}");
        Received other = next();

        JsonNode event = Json.tree(first.body());
        assertThat(first.path()).isEqualTo("/hooks/aws");
        assertThat(first.key()).isEqualTo("k");
        assertThat(event.get("detail-type").asString())
                .isEqualTo("EC2 Instance State-change Notification");
        assertThat(event.at("/detail/instance-id").asString()).isEqualTo(id);
        assertThat(event.at("/detail/state").asString()).isEqualTo("running");
        assertThat(event.at("/resources/0").asString())
                .isEqualTo("arn:aws:ec2:us-east-1:111122223333:instance/" + id);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(Json.tree(other.body()).get("id")).isNotEqualTo(event.get("id"));
    }

    @Test
    void triesAgainUntilTheTargetTakesIt() {
        failures.set(2);

        sandbox.post("/vms", "{}");

        assertThat(next().body()).contains("running");
    }

    @Test
    @DisplayName("F017")
    void tellsOfSnapshotsAndOfTheEndOfTheirCopies() throws IOException {
        String id = sandbox.post("/snapshots", "{}").get("snapshotId").asString();
        assertThat(Json.tree(next().body()).at("/detail/event").asString())
                .isEqualTo("createSnapshot");
        new Aws(sandbox)
                .ok(
                        "Action=CopySnapshot&SourceRegion=us-east-1&Encrypted=true&SourceSnapshotId="
                                + id);

        sandbox.advance("PT3M");

        JsonNode event = Json.tree(next().body());
        assertThat(event.get("detail-type").asString()).isEqualTo("EBS Snapshot Notification");
        assertThat(event.at("/detail/event").asString()).isEqualTo("copySnapshot");
        assertThat(event.at("/detail/result").asString()).isEqualTo("succeeded");
    }

    @Test
    @DisplayName("F014")
    void signsTheNewsOfADecision() throws Exception {
        String path = "/api/now/table/change_request";
        JsonNode change =
                Json.tree(sandbox.serviceNow("POST", path, "{\"correlation_id\":\"c1\"}").body())
                        .get("result");
        String id = change.get("sys_id").asString();
        sandbox.serviceNow("PATCH", path + "/" + id, "{\"state\":\"-4\"}");

        sandbox.post("/changes/%s/reject".formatted(id), "{\"comments\":\"not now\"}");

        Received news = next();
        assertThat(news.path()).isEqualTo("/hooks/servicenow");
        assertThat(Json.tree(news.body()).get("approval").asString()).isEqualTo("rejected");
        assertThat(Json.tree(news.body()).get("correlation_id").asString()).isEqualTo("c1");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String expected =
                HexFormat.of().formatHex(mac.doFinal(news.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(news.signature()).isEqualTo("sha256=" + expected);
    }
}
