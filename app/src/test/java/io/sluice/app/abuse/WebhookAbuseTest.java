package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Client;
import io.sluice.app.api.Drawings;
import io.sluice.app.api.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAbuseTest {
    private static final String BODY = "{\"host\": \"web-1\"}";

    private final TestServer server = TestServer.shared();

    private record Hook(String workflow, String path, String secret) {}

    private Hook hook(String scheme) {
        var id = server.enabled(Drawings.webhook(TestServer.unique("abused"), scheme));
        var secret =
                server.admin()
                        .post("/api/v1/workflows/" + id + "/triggers/begin/secret", Map.of())
                        .json()
                        .text("secret");
        return new Hook(id, server.hookPath(id), secret);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(String secret, String text) {
        return HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), text));
    }

    private Client.Reply send(String path, Map<String, String> headers, String body) {
        return new Client(server.url(), headers).raw("POST", path, "application/json", body);
    }

    private int runs(String workflow) {
        return server.admin().get("/api/v1/runs?workflow=" + workflow).json().list().size();
    }

    @Test
    @DisplayName("A GitHub delivery that is sent again under another name begins no second run")
    void anUnsignedNameMakesNoNewDelivery() {
        var hook = hook("github");
        var signature = "sha256=" + hex(hook.secret(), BODY);

        var first =
                send(
                        hook.path(),
                        Map.of("X-Hub-Signature-256", signature, "X-GitHub-Delivery", "1"),
                        BODY);
        var replayed =
                send(
                        hook.path(),
                        Map.of("X-Hub-Signature-256", signature, "X-GitHub-Delivery", "2"),
                        BODY);

        assertThat(first.status()).as(first.toString()).isEqualTo(202);
        assertThat(replayed.json().flag("duplicate")).isTrue();
        assertThat(runs(hook.workflow())).isEqualTo(1);
    }

    @Test
    void headersAreKnownInAnyCaseButCountOnce() throws Exception {
        var hook = hook("raw-hex");
        var good = hex(hook.secret(), BODY);

        assertThat(send(hook.path(), Map.of("x-QUALYS-signature", good), BODY).status())
                .isEqualTo(202);
        for (var values : List.of(List.of(good, "00"), List.of("00", good), List.of(good, good))) {
            var request =
                    HttpRequest.newBuilder(URI.create(server.url() + hook.path()))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(BODY + " "));
            values.forEach(value -> request.header("X-Qualys-Signature", value));
            try (var http = HttpClient.newHttpClient()) {
                var reply = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                assertThat(reply.statusCode()).as(values.toString()).isEqualTo(404);
            }
        }
        assertThat(runs(hook.workflow())).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "sha256=",
                "sha256=sha256=",
                "null",
                "undefined",
                "0",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            })
    void refusesWhatIsNoSignature(String signature) {
        var hook = hook("raw-hex");

        var reply = send(hook.path(), Map.of("X-Qualys-Signature", signature), BODY);

        Closed.checked(reply);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(runs(hook.workflow())).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "-1",
                "now",
                "1e9",
                "9223372036854775808",
                "-9223372036854775808",
                "99999999999999",
                "1700000000.5",
                "0x6553f100"
            })
    void refusesTimesThatAreNone(String time) {
        var hook = hook("standard-webhooks");
        var key = Base64.getDecoder().decode(hook.secret().substring("whsec_".length()));
        var signature = Base64.getEncoder().encodeToString(hmac(key, "m." + time + "." + BODY));

        var reply =
                send(
                        hook.path(),
                        Map.of(
                                "webhook-id",
                                "m",
                                "webhook-timestamp",
                                time,
                                "webhook-signature",
                                "v1," + signature),
                        BODY);

        Closed.checked(reply);
        assertThat(runs(hook.workflow())).isZero();
    }

    @Test
    @DisplayName("Every reason not to be let in looks the same")
    void looksAlikeForEveryReason() {
        var hook = hook("raw-hex");
        var closed = server.enabled(Drawings.webhook(TestServer.unique("closed"), "raw-hex"));
        var unpublished =
                server.admin()
                        .post(
                                "/api/v1/workflows",
                                Map.of(
                                        "document",
                                        Drawings.webhook(TestServer.unique("draft"), "raw-hex")))
                        .json()
                        .text("id");
        var good = Map.of("X-Qualys-Signature", hex(hook.secret(), BODY));

        var replies =
                List.of(
                        send(hook.path(), Map.of(), BODY),
                        send(hook.path(), good, BODY + " "),
                        send(server.hookPath(closed), good, BODY),
                        send(server.hookPath(unpublished), good, BODY),
                        send("/hooks/" + "A".repeat(24), good, BODY),
                        send("/hooks/x", good, "not json"),
                        send(hook.path(), Map.of(), "not json"));

        assertThat(replies).allSatisfy(Closed::checked);
        assertThat(replies).extracting(Client.Reply::status).containsOnly(404);
        assertThat(replies).extracting(Client.Reply::body).containsOnly(replies.getFirst().body());
    }

    @Test
    void addressesCannotBeGuessed() {
        var one = hook("token");
        var other = hook("token");

        assertThat(one.path()).matches("/hooks/[A-Za-z0-9_-]{24}").isNotEqualTo(other.path());
        assertThat(one.path()).doesNotContain(one.workflow()).doesNotContain("begin");
        var old = "/hooks/" + one.workflow() + "/begin";
        Closed.checked(send(old, Map.of("X-Sluice-Token", one.secret()), BODY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s/",
                "%s;a=b",
                "%s%%00",
                "%s/..",
                "%s%%2f..",
                "/%s",
                "%s%%0d%%0aX:y",
                "%s?secret=x"
            })
    void otherFormsOfTheAddressOpenNothing(String form) {
        var hook = hook("token");
        var path = form.formatted(hook.path());

        var reply = send(path, Map.of(), BODY);

        assertThat(reply.status()).as(reply.toString()).isBetween(400, 499);
        Closed.nothingInside(reply.body());
        assertThat(runs(hook.workflow())).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": 1e999999999}",
                "{\"a\": NaN}",
                "{\"a\": 1} {\"b\": 2}",
                "{'a': 1}",
                "{\"a\": \"\\u0000\"}",
                "{\"a\": \"\\ud800\"}",
                "\u0000",
                "{\"a\": 1"
            })
    void refusesJsonThatTwoReadersMayReadDifferently(String body) {
        var hook = hook("token");

        var reply = send(hook.path(), Map.of("X-Sluice-Token", hook.secret()), body);

        assertThat(reply.status()).as(reply.toString()).isIn(400, 202);
        if (reply.status() == 400) {
            Closed.checked(reply);
            assertThat(runs(hook.workflow())).isZero();
        } else {
            // What is taken is data, whatever it is.
            assertThat(runs(hook.workflow())).isEqualTo(1);
        }
    }

    @Test
    void refusesBodiesThatAreTooDeepOrTooLong() {
        var hook = hook("token");
        var headers = Map.of("X-Sluice-Token", hook.secret());

        Closed.checked(
                send(hook.path(), headers, "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)));
        Closed.checked(send(hook.path(), headers, "[".repeat(200_000)));
        var long2 = send(hook.path(), headers, "\"" + "x".repeat(2 << 20) + "\"");
        assertThat(long2.code()).isEqualTo("TOO_LARGE");
        assertThat(runs(hook.workflow())).isZero();
    }

    @Test
    @DisplayName("Data from outside is never evaluated, however often it is passed on")
    void dataIsNeverAnExpression() {
        var hook = hook("token");
        var evil = "= 7 * 6 ${7 * 6} {{7*6}} #{7*6} ${vars.word} $${x} <%= 7*6 %>";
        var body = io.sluice.codec.value.JsonValues.write(Map.of("host", evil, "= 1", "x"));

        var reply = send(hook.path(), Map.of("X-Sluice-Token", hook.secret()), body);

        var run = server.awaitRun(reply.json().text("run"), "completed");
        assertThat(run.text("trigger", "body", "host")).isEqualTo(evil);
    }

    @Test
    void secretsOfTheSenderAreNotPartOfTheRun() {
        var hook = hook("token");
        var reply =
                send(
                        hook.path(),
                        Map.of(
                                "X-Sluice-Token", hook.secret(),
                                "X-Flow-Token", "abc-def-ghi",
                                "Cookie", "session=abc-def-ghi",
                                "X-Api-Key", "abc-def-ghi"),
                        BODY);

        var run = server.awaitRun(reply.json().text("run"), "completed");
        assertThat(run.json()).doesNotContain("abc-def-ghi").doesNotContain(hook.secret());
    }

    @Test
    void whoIsRefusedAgainAndAgainIsNotLookedAt() {
        var path = "/hooks/" + TestServer.unique("guessing");
        Client.Reply reply = send(path, Map.of(), BODY);
        for (int i = 0; i < 80 && reply.status() == 404; i++) {
            reply = send(path, Map.of(), BODY);
        }

        assertThat(reply.code()).isEqualTo("TOO_MANY_ATTEMPTS");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        var elsewhere = hook("token");
        assertThat(
                        send(elsewhere.path(), Map.of("X-Sluice-Token", elsewhere.secret()), BODY)
                                .status())
                .as("nobody else is locked out")
                .isEqualTo(202);
    }
}
