package io.sluice.app.trigger.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemeTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String BODY = "{\"test\": 2432232314}";

    private static Scheme scheme(String name) {
        return Scheme.find(name, "").orElseThrow();
    }

    private static Delivery delivery(Map<String, String> headers, String body) {
        var lower = new HashMap<String, String>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(java.util.Locale.ROOT), value));
        return new Delivery(lower, body.getBytes(StandardCharsets.UTF_8), NOW);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(Hmac.of(SECRET, Hmac.utf8(text)));
    }

    /// What an honest sender adds, `skew` seconds ago.
    private static Map<String, String> signed(String name, long skew) {
        var time = Long.toString(NOW.getEpochSecond() - skew);
        return switch (name) {
            case "raw-hex" -> Map.of("X-Qualys-Signature", hex(BODY));
            case "github" -> Map.of("X-Hub-Signature-256", "sha256=" + hex(BODY));
            case "stripe" ->
                    Map.of("Stripe-Signature", "t=" + time + ",v1=00,v1=" + hex(time + "." + BODY));
            case "slack" ->
                    Map.of(
                            "X-Slack-Request-Timestamp",
                            time,
                            "X-Slack-Signature",
                            "v0=" + hex("v0:" + time + ":" + BODY));
            case "standard-webhooks" ->
                    Map.of(
                            "webhook-id",
                            "msg_1",
                            "webhook-timestamp",
                            time,
                            "webhook-signature",
                            "v1,bad v1," + standard("msg_1." + time + "." + BODY));
            case "token" -> Map.of("X-Sluice-Token", SECRET);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String standard(String text) {
        var key = java.util.Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
        return java.util.Base64.getEncoder().encodeToString(Hmac.of(key, Hmac.utf8(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw-hex", "github", "stripe", "slack", "standard-webhooks", "token"})
    void acceptsTheHonestAndNobodyElse(String name) {
        var scheme = scheme(name);
        var good = delivery(signed(name, 10), BODY);

        assertThat(scheme.verify(good, List.of(SECRET))).isTrue();
        assertThat(scheme.verify(good, List.of("whsec_b3RoZXI=", SECRET))).isTrue();
        assertThat(scheme.verify(good, List.of("whsec_b3RoZXI="))).isFalse();
        assertThat(scheme.verify(good, List.of())).isFalse();
        assertThat(scheme.verify(good, List.of(""))).isFalse();
        assertThat(scheme.verify(delivery(Map.of(), BODY), List.of(SECRET))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw-hex", "github", "stripe", "slack", "standard-webhooks"})
    void refusesAChangedBody(String name) {
        assertThat(scheme(name).verify(delivery(signed(name, 0), BODY + " "), List.of(SECRET)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "slack", "standard-webhooks"})
    void refusesWhatIsStaleOrFromTheFuture(String name) {
        assertThat(scheme(name).verify(delivery(signed(name, 299), BODY), List.of(SECRET)))
                .isTrue();
        assertThat(scheme(name).verify(delivery(signed(name, 301), BODY), List.of(SECRET)))
                .isFalse();
        assertThat(scheme(name).verify(delivery(signed(name, -301), BODY), List.of(SECRET)))
                .isFalse();
    }

    @Test
    void knowsThePublishedExampleOfStandardWebhooks() {
        var headers =
                Map.of(
                        "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "webhook-timestamp", "1614265330",
                        "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        var delivery = new Delivery(headers, Hmac.utf8(BODY), Instant.ofEpochSecond(1_614_265_330));

        assertThat(scheme("standard-webhooks").verify(delivery, List.of(SECRET))).isTrue();
    }
}
