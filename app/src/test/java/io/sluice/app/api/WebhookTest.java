package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WebhookTest {
    private static final String BODY = "{\"severity\": 5, \"host\": \"web-1\"}";

    private final TestServer server = TestServer.shared();

    private record Hook(String path, String secret) {}

    private Hook hook(String scheme) {
        var id = server.enabled(Drawings.webhook(TestServer.unique("hooked"), scheme));
        var secret =
                server.admin()
                        .post("/api/v1/workflows/" + id + "/triggers/begin/secret", Map.of())
                        .json()
                        .text("secret");
        return new Hook(path(id), secret);
    }

    private String path(String workflow) {
        return server.hookPath(workflow);
    }

    private static byte[] hmac(byte[] key, String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(String secret, String text) throws Exception {
        return HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), text));
    }

    private Client.Reply send(Hook hook, Map<String, String> headers, String body) {
        return new Client(server.url(), headers).raw("POST", hook.path(), "application/json", body);
    }

    @Test
    @DisplayName("F002: a signed delivery begins one run, however often it comes")
    void takesASignedDeliveryOnce() throws Exception {
        var hook = hook("raw-hex");
        var headers = Map.of("X-Qualys-Signature", hex(hook.secret(), BODY));

        var first = send(hook, headers, BODY);
        var again = send(hook, headers, BODY);

        assertThat(first.status()).as(first.toString()).isEqualTo(202);
        assertThat(again.json().text("run")).isEqualTo(first.json().text("run"));
        assertThat(again.json().flag("duplicate")).isTrue();
        var run = server.awaitRun(first.json().text("run"), "completed");
        assertThat(run.number("trigger", "body", "severity")).isEqualTo(5);
        assertThat(run.at("trigger", "headers").keys())
                .noneMatch(header -> header.contains("signature"));
    }

    @Test
    void refusesAllOthersAlike() throws Exception {
        var hook = hook("raw-hex");
        var good = hex(hook.secret(), BODY);
        var replies =
                java.util.List.of(
                        send(hook, Map.of(), BODY),
                        send(hook, Map.of("X-Qualys-Signature", ""), BODY),
                        send(hook, Map.of("X-Qualys-Signature", hex("other", BODY)), BODY),
                        send(hook, Map.of("X-Qualys-Signature", good), BODY + " "),
                        send(
                                new Hook("/hooks/none", ""),
                                Map.of("X-Qualys-Signature", good),
                                BODY));

        assertThat(replies).extracting(Client.Reply::status).containsOnly(404);
        assertThat(replies)
                .extracting(Client.Reply::body)
                .hasSize(5)
                .allMatch(replies.getFirst().body()::equals);
    }

    @Test
    void staysClosedUntilThereIsASecret() {
        var id = server.enabled(Drawings.webhook(TestServer.unique("hooked"), "token"));

        var reply = send(new Hook(path(id), ""), Map.of("X-Sluice-Token", ""), BODY);

        assertThat(reply.status()).isEqualTo(404);
    }

    @Test
    void takesATokenInTheHeaderThatOurOwnTokensComeInToo() {
        var drawing =
                Drawings.logging(
                        TestServer.unique("bearer"),
                        """
                        {"id": "begin", "kind": "start", "trigger": "webhook", "config":
                          {"signature": "token", "header": "Authorization"}}
                        """);
        var id = server.enabled(drawing);
        var secret =
                server.admin()
                        .post("/api/v1/workflows/" + id + "/triggers/begin/secret", Map.of())
                        .json()
                        .text("secret");
        var hook = new Hook(path(id), secret);

        assertThat(send(hook, Map.of("Authorization", "Bearer " + secret), BODY).status())
                .isEqualTo(202);
        assertThat(send(hook, Map.of("Authorization", "Bearer another"), BODY).status())
                .isEqualTo(404);
    }

    @Test
    void refusesStaleTimestamps() throws Exception {
        var hook = hook("standard-webhooks");
        var key = Base64.getDecoder().decode(hook.secret().substring("whsec_".length()));

        assertThat(send(hook, standard(key, "m1", Instant.now().minusSeconds(600)), BODY).status())
                .isEqualTo(404);
        assertThat(send(hook, standard(key, "m1", Instant.now()), BODY).status()).isEqualTo(202);
        assertThat(send(hook, standard(key, "m1", Instant.now()), BODY).json().flag("duplicate"))
                .isTrue();
    }

    private static Map<String, String> standard(byte[] key, String id, Instant at)
            throws Exception {
        var time = Long.toString(at.getEpochSecond());
        var signature = hmac(key, id + "." + time + "." + BODY);
        return Map.of(
                "webhook-id", id,
                "webhook-timestamp", time,
                "webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature));
    }

    @Test
    void acceptsTheSecretBeforeTheNewestButNoOlder() {
        var id = server.enabled(Drawings.webhook(TestServer.unique("hooked"), "token"));
        var path = "/api/v1/workflows/" + id + "/triggers/begin/secret";
        var hook = new Hook(path(id), "");
        var oldest = server.admin().post(path, Map.of()).json().text("secret");
        var before = server.admin().post(path, Map.of()).json().text("secret");
        var newest = server.admin().post(path, Map.of()).json().text("secret");

        assertThat(send(hook, Map.of("X-Sluice-Token", newest), "{\"n\":1}").status())
                .isEqualTo(202);
        assertThat(send(hook, Map.of("X-Sluice-Token", before), "{\"n\":2}").status())
                .isEqualTo(202);
        assertThat(send(hook, Map.of("X-Sluice-Token", oldest), "{\"n\":3}").status())
                .isEqualTo(404);
    }

    @Test
    void saysWhereABodyIsMalformedAndNotesIt() {
        var hook = hook("token");

        var reply = send(hook, Map.of("X-Sluice-Token", hook.secret()), "{\"a\": }");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().list("problems").getFirst().text("path")).contains("line 1");
        assertThat(server.admin().get("/api/v1/events?outcome=refused").json().list()).isNotEmpty();
    }

    @Test
    void startsNothingWhileDisabled() {
        var id = server.enabled(Drawings.webhook(TestServer.unique("hooked"), "token"));
        var secret =
                server.admin()
                        .post("/api/v1/workflows/" + id + "/triggers/begin/secret", Map.of())
                        .json()
                        .text("secret");
        var hook = new Hook(path(id), secret);
        server.admin().post("/api/v1/workflows/" + id + "/disable", Map.of());

        var reply = send(hook, Map.of("X-Sluice-Token", hook.secret()), BODY);

        assertThat(reply.code()).isEqualTo("NOT_ENABLED");
    }

    @Test
    void tellsWhenItsSenderWasLastHeardOf() {
        var id = server.enabled(Drawings.webhook(TestServer.unique("hooked"), "token"));
        var path = "/api/v1/workflows/" + id + "/triggers";
        var secret = server.admin().post(path + "/begin/secret", Map.of()).json().text("secret");
        var hook = new Hook(path(id), secret);
        assertThat(server.admin().get(path).body())
                .contains("\"received\":null", "\"refused\":null", "\"shared\":false");

        send(hook, Map.of("X-Sluice-Token", "no"), BODY);
        assertThat(server.admin().get(path).body())
                .contains("\"received\":null")
                .doesNotContain("\"refused\":null");

        send(hook, Map.of("X-Sluice-Token", secret), BODY);
        assertThat(server.admin().get(path).body()).doesNotContain("\"received\":null");
    }
}
