package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static final Pattern NONCE = Pattern.compile("script-src 'self' 'nonce-([^']+)'");

    private final TestServer server = TestServer.shared();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/runs", "/runs/abc", "/workflows/a-b/versions/3", "/index.html"})
    void servesThePageAtEveryAddressInsideIt(String path) {
        var reply = server.anonymous().get(path);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith("text/html");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(reply.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    }

    @Test
    void givesEachAnswerANonceOfItsOwn() {
        var one = nonce(server.anonymous().get("/"));
        var other = nonce(server.anonymous().get("/"));

        assertThat(one).isNotEqualTo(other);
    }

    private static String nonce(Client.Reply reply) {
        var policy = reply.header("Content-Security-Policy");
        var matcher = NONCE.matcher(policy);
        assertThat(matcher.find()).isTrue();
        assertThat(reply.body()).doesNotContain("__CSP_NONCE__");
        return matcher.group(1);
    }

    @Test
    void showsHealthAndMetrics() {
        assertThat(server.anonymous().get("/actuator/health/liveness").body()).contains("UP");
        assertThat(server.anonymous().get("/actuator/health/readiness").body()).contains("UP");
        assertThat(server.anonymous().get("/actuator/prometheus").body())
                .contains("sluice_runs_started_total")
                .contains("sluice_commit_seconds");
    }
}
