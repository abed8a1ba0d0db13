package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.http.Json;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// F055: receivers of events keep what they were sent.
class ReceiversTest {
    @TempDir Path folder;
    private RunningSandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = RunningSandbox.in(folder);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private HttpResponse<String> splunk(String authorization, String body) throws IOException {
        return sandbox.call(
                "POST",
                "/splunk/services/collector/event",
                authorization.isEmpty() ? Map.of() : Map.of("Authorization", authorization),
                body);
    }

    /// Syslog has no answer: looks until the messages are there.
    private JsonNode received(String channel, int count) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        JsonNode list = sandbox.get("/sink?channel=" + channel);
        while (list.size() < count && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            list = sandbox.get("/sink?channel=" + channel);
        }
        return list;
    }

    @Test
    void splunkTakesSeveralEventsInOneBody() throws IOException {
        HttpResponse<String> answer =
                splunk(
                        "Splunk sandbox-hec",
                        "{\"time\":1767607200.123,\"event\":{\"a\":1}}{\"event\":\"text\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.tree(answer.body()).get("code").asInt()).isZero();
        JsonNode all = received("splunk", 2);
        assertThat(all).hasSize(2);
        assertThat(all.at("/0/parsed/event/a").asInt()).isEqualTo(1);
    }

    @Test
    void splunkRefusesInItsOwnWords() throws IOException {
        assertThat(splunk("", "{}").statusCode()).isEqualTo(401);
        assertThat(splunk("Splunk other", "{}").statusCode()).isEqualTo(403);
        assertThat(Json.tree(splunk("Splunk sandbox-hec", "").body()).get("code").asInt())
                .isEqualTo(5);
        assertThat(Json.tree(splunk("Splunk sandbox-hec", "{").body()).get("code").asInt())
                .isEqualTo(6);
        JsonNode second =
                Json.tree(splunk("Splunk sandbox-hec", "{\"event\":1}{\"time\":1}").body());
        assertThat(second.get("code").asInt()).isEqualTo(12);
        assertThat(second.get("invalid-event-number").asInt()).isEqualTo(1);
        assertThat(sandbox.get("/sink")).isEmpty();
    }

    @Test
    void aSinkChecksSignaturesAndKnowsRepeats() throws Exception {
        String secret =
                Base64.getEncoder().encodeToString("0123456789".getBytes(StandardCharsets.UTF_8));
        sandbox.control("PUT", "/sink/soc", "{\"secret\":\"whsec_%s\"}".formatted(secret));
        String at = Long.toString(System.currentTimeMillis() / 1000);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("0123456789".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature =
                Base64.getEncoder()
                        .encodeToString(
                                mac.doFinal(
                                        ("msg_1." + at + ".{\"type\":\"x\"}")
                                                .getBytes(StandardCharsets.UTF_8)));
        Map<String, String> headers =
                Map.of(
                        "webhook-id",
                        "msg_1",
                        "webhook-timestamp",
                        at,
                        "webhook-signature",
                        "v1,AAAA v1," + signature);

        assertThat(sandbox.call("POST", "/sink/soc", Map.of(), "{}").statusCode()).isEqualTo(401);
        for (int i = 0; i < 2; i++) {
            assertThat(sandbox.call("POST", "/sink/soc", headers, "{\"type\":\"x\"}").statusCode())
                    .isEqualTo(200);
        }

        JsonNode all = received("sink/soc", 1);
        assertThat(all).hasSize(1);
        assertThat(all.at("/0/key").asString()).isEqualTo("msg_1");
        assertThat(sandbox.get("/calls")).hasSize(3);
        assertThat(sandbox.get("/effects").at("/0/applied").asInt()).isEqualTo(1);
    }

    @Test
    void syslogOverTcpIsCountedOrByLine() throws IOException {
        int port = sandbox.get("/syslog").get("tcp").asInt();
        String one = "<134>1 2026-01-05T10:00:00.123Z host sluice - policy.enforced - two\nlines";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String framed = one.length() + " " + one + "<13>1 - h a p m [x@32473 k=\"v\\]\"] end\n";
            socket.getOutputStream().write(framed.getBytes(StandardCharsets.UTF_8));
        }

        JsonNode all = received("syslog-tcp", 2);
        assertThat(all.at("/0/parsed/message").asString()).isEqualTo("two\nlines");
        assertThat(all.at("/0/parsed/facility").asInt()).isEqualTo(16);
        assertThat(all.at("/0/parsed/msgId").asString()).isEqualTo("policy.enforced");
        assertThat(all.at("/1/parsed/structuredData").asString()).contains("x@32473");
    }

    @Test
    void syslogOverUdpIsADatagramEach() throws IOException {
        int port = sandbox.get("/syslog").get("udp").asInt();
        byte[] good =
                "<134>1 2026-01-05T10:00:00Z host sluice - m - \uFEFFtext"
                        .getBytes(StandardCharsets.UTF_8);
        byte[] bad = "<999>not syslog".getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            socket.send(new DatagramPacket(good, good.length, to));
            socket.send(new DatagramPacket(bad, bad.length, to));
        }

        JsonNode all = received("syslog-udp", 2);
        assertThat(all.at("/0/parsed/message").asString()).isEqualTo("text");
        assertThat(all.at("/1/parsed").isNull()).isTrue();
    }
}
