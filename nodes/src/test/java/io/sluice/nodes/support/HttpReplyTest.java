package io.sluice.nodes.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Outcome;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpReplyTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    private static NodeFailure failure(int status, boolean write, String... headers) {
        var reply =
                new HttpReply(
                        status,
                        Headers.of(headers),
                        ByteString.EMPTY,
                        HttpUrl.get("https://user:secret@api.test/a?token=secret"));
        return reply.failure("vendor", write, NOW, "no");
    }

    @ParameterizedTest
    @CsvSource({
        "400, vendor.refused, NOT_APPLIED, false",
        "401, vendor.unauthenticated, NOT_APPLIED, false",
        "403, vendor.forbidden, NOT_APPLIED, false",
        "404, vendor.not-found, NOT_APPLIED, false",
        "408, vendor.refused, UNKNOWN, true",
        "409, vendor.conflict, UNKNOWN, true",
        "425, vendor.refused, UNKNOWN, true",
        "418, vendor.refused, UNKNOWN, true",
        "429, vendor.rate-limited, NOT_APPLIED, true",
        "500, vendor.unavailable, UNKNOWN, true",
        "503, vendor.unavailable, UNKNOWN, true"
    })
    void saysWhatBecameOfAWrite(int status, String code, Outcome outcome, boolean retryable) {
        var failure = failure(status, true);

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.outcome()).isEqualTo(outcome);
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(failure).hasMessageContaining("HTTP " + status).hasMessageContaining("api.test");
        assertThat(failure.getMessage()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"408, true", "425, true", "500, true", "503, true", "409, false", "418, false"})
    void readsAreTriedAgainWhenThatMayHelp(int status, boolean retryable) {
        var failure = failure(status, false);

        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void understandsRetryAfter() {
        assertThat(failure(429, true, "Retry-After", "120").retryAfter())
                .contains(Duration.ofMinutes(2));
        assertThat(failure(503, false, "Retry-After", "Mon, 05 Jan 2026 10:01:00 GMT").retryAfter())
                .contains(Duration.ofMinutes(1));
        assertThat(RetryAfter.parse("Mon, 05 Jan 2026 09:00:00 GMT", NOW)).contains(Duration.ZERO);
        assertThat(RetryAfter.parse("99999999999999999999", NOW)).contains(Duration.ofDays(1));
        assertThat(RetryAfter.parse("soon", NOW)).isEmpty();
        assertThat(RetryAfter.parse(null, NOW)).isEmpty();
    }
}
