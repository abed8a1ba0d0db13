package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Findings that are sent.
class CdrWebhookTest {
    private final TestServer server = TestServer.shared();

    private String listener() {
        return server.enabled(
                Drawings.logging(
                        TestServer.unique("cdr"),
                        "{\"id\": \"begin\", \"kind\": \"start\", \"trigger\":"
                                + " \"qualys.cdr-push\", \"config\": {\"minimumSeverity\": 3}}"));
    }

    private String secret() {
        return server.admin().post("/api/v1/hooks/cdr/secret", Map.of()).json().text("secret");
    }

    static String sign(String secret, String body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    private Client.Reply send(String signature, String body) {
        return new Client(server.url(), Map.of("X-Qualys-Signature", signature))
                .raw("POST", "/webhook/cdr", "application/json", body);
    }

    private static String finding(String id, int severity) {
        return """
        {"eventId": "%s", "timestamp": "2026-01-05T10:00:00.000Z", "severity": %d,
         "category": "Crypto_Mining", "pod": "web-%s", "containerName": "web", "processName": "xmrig",
         "destinationIp": "203.0.113.9", "destinationPort": 3333}
        """
                .formatted(id, severity, id);
    }

    @Test
    @DisplayName("F041, F050: a signed finding is answered 202 with its id and begins one run")
    void aSignedFindingBeginsOneRun() throws Exception {
        listener();
        var secret = secret();
        var id = TestServer.unique("f");
        var body = finding(id, 4);

        var first = send(sign(secret, body), body);
        var again = send(sign(secret, body), body);
        var array = "[" + body + "," + finding(id + "x", 5) + "]";
        var more = send("sha256=" + sign(secret, array), array);

        assertThat(first.status()).as(first.toString()).isEqualTo(202);
        assertThat(first.json().text("eventId")).isEqualTo(id);
        assertThat(first.json().number("fresh")).isGreaterThanOrEqualTo(1);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().text("eventId")).isEqualTo(id);
        assertThat(again.json().number("fresh")).isZero();
        assertThat(more.json().number("findings")).isEqualTo(2);
        var runs = first.json().list("runs").stream().map(one -> one.text()).toList();
        var run = server.awaitRun(runs.getFirst(), "completed");
        assertThat(run.number("trigger", "count")).isEqualTo(1);
        assertThat(run.text("trigger", "source")).isEqualTo("push");
    }

    @Test
    @DisplayName(
            "F042: missing, wrong and stale signatures are refused alike and leave an audit row")
    void whoIsNotKnownIsRefusedAlike() throws Exception {
        listener();
        var old = secret();
        var body = finding(TestServer.unique("f"), 4);

        var none =
                new Client(server.url(), Map.of())
                        .raw("POST", "/webhook/cdr", "application/json", body);
        var wrong = send(sign("other", body), body);
        var other = send(sign(old, body), body.replace("xmrig", "xmrIg"));

        assertThat(none.status()).isEqualTo(401);
        assertThat(wrong.body()).isEqualTo(none.body());
        assertThat(other.body()).isEqualTo(none.body());
        assertThat(server.admin().get("/api/v1/audit?limit=100").body())
                .contains("webhook.refused");

        var next = secret();
        assertThat(send(sign(old, body), body).status()).isEqualTo(202);
        assertThat(send(sign(next, body), body).status()).isEqualTo(202);
        secret();
        assertThat(send(sign(old, body), body).status()).isEqualTo(401);
    }

    @Test
    void whatCannotBeReadIsNamed() throws Exception {
        listener();
        var secret = secret();
        for (var bad : java.util.List.of("{", "[1, \"x\"]", "{}", "\"text\"")) {
            var reply = send(sign(secret, bad), bad);
            assertThat(reply.status()).as(bad + reply).isEqualTo(400);
        }
        var mixed = "[7, " + finding(TestServer.unique("f"), 4) + "]";
        var reply = send(sign(secret, mixed), mixed);
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().list("flaws").stream().map(one -> one.text()).toList())
                .singleElement()
                .asString()
                .startsWith("[0]:");
    }

    @Test
    void aTriggersFilterIsHeeded() throws Exception {
        var workflow = listener();
        var secret = secret();
        var body = finding(TestServer.unique("f"), 2);

        var reply = send(sign(secret, body), body);

        assertThat(reply.json().number("fresh")).as(reply.toString()).isZero();
        var triggers = server.admin().get("/api/v1/workflows/" + workflow + "/triggers");
        assertThat(triggers.body()).contains("/webhook/cdr").contains("\"secretSet\":true");
    }

    @Test
    @DisplayName("F048: whoever sets the sender up sees the address, and whether it gets through")
    void showsWhetherTheSenderGetsThrough() throws Exception {
        var workflow = listener();
        var path = "/api/v1/workflows/" + workflow + "/triggers";
        var secret = server.admin().post(path + "/begin/secret", Map.of()).json().text("secret");
        var body = finding(TestServer.unique("f"), 4);

        send(sign("other", body), body);
        send(sign(secret, body), body);

        var trigger = server.admin().get(path).json().list().getFirst();
        assertThat(trigger.text("url")).endsWith("/webhook/cdr");
        assertThat(trigger.flag("shared")).isTrue();
        assertThat(java.time.Instant.parse(trigger.text("refused"))).isNotNull();
        assertThat(java.time.Instant.parse(trigger.text("received"))).isNotNull();
    }

    @Test
    void theSecretThatAllWorkflowsShareIsAnAdministrators() {
        var path = "/api/v1/workflows/" + listener() + "/triggers/begin/secret";
        var editor = server.signedIn(server.user("viewer", "editor"));

        assertThat(editor.post(path, Map.of()).status()).isEqualTo(403);
    }
}
