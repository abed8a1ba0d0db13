package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.http.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// F044: a reputation service and feeds as their publishers serve them.
class IntelligenceTest {
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

    private HttpResponse<String> check(String query) throws IOException {
        return sandbox.call(
                "GET",
                "/abuseipdb/api/v2/check?" + query,
                Map.of("Key", "sandbox-key", "Accept", "application/json"),
                "");
    }

    private HttpResponse<String> feed(String name, Map<String, String> headers) throws IOException {
        return sandbox.call("GET", "/feeds/" + name, headers, "");
    }

    private void publish(String name, String json) {
        sandbox.control("PUT", "/feeds/" + name, json);
    }

    @Test
    void saysWhatIsKnownOfAnAddress() throws IOException {
        sandbox.post("/reputation", "{\"ip\":\"203.0.113.9\",\"score\":87}");

        JsonNode bad = Json.tree(check("ipAddress=203.0.113.9&maxAgeInDays=90").body()).get("data");
        HttpResponse<String> answer = check("ipAddress=2001%3Adb8%3A%3A1");
        JsonNode other = Json.tree(answer.body()).get("data");

        assertThat(bad.get("abuseConfidenceScore").asInt()).isEqualTo(87);
        assertThat(bad.get("totalReports").asInt()).isEqualTo(12);
        assertThat(bad.get("lastReportedAt").asString()).endsWith("+00:00");
        assertThat(other.get("abuseConfidenceScore").asInt()).isZero();
        assertThat(other.get("ipVersion").asInt()).isEqualTo(6);
        assertThat(other.get("isWhitelisted").isNull()).isTrue();
        assertThat(other.get("lastReportedAt").isNull()).isTrue();
        assertThat(answer.headers().firstValue("X-RateLimit-Remaining")).contains("998");
    }

    @Test
    void refusesInItsOwnWords() throws IOException {
        JsonNode bad = Json.tree(check("ipAddress=999.1.1.1").body()).at("/errors/0");
        int noKey =
                sandbox.call("GET", "/abuseipdb/api/v2/check?ipAddress=203.0.113.9", Map.of(), "")
                        .statusCode();

        assertThat(bad.get("status").asInt()).isEqualTo(422);
        assertThat(bad.at("/source/parameter").asString()).isEqualTo("ipAddress");
        assertThat(noKey).isEqualTo(401);
        assertThat(check("ipAddress=203.0.113.9&maxAgeInDays=400").statusCode()).isEqualTo(422);
        sandbox.control("PATCH", "/reputation", "{\"mode\":\"plan\"}");
        assertThat(check("ipAddress=203.0.113.9").statusCode()).isEqualTo(402);
    }

    @Test
    void stopsWhenTheDayIsUsedUp() throws IOException {
        sandbox.control("PATCH", "/reputation", "{\"dailyLimit\":2}");
        assertThat(check("ipAddress=203.0.113.1").statusCode()).isEqualTo(200);
        assertThat(check("ipAddress=203.0.113.2").statusCode()).isEqualTo(200);

        HttpResponse<String> third = check("ipAddress=203.0.113.3");

        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.headers().firstValue("Retry-After")).isPresent();
        assertThat(third.headers().firstValue("X-RateLimit-Remaining")).contains("0");
        assertThat(third.headers().firstValue("X-RateLimit-Reset")).isPresent();
    }

    @Test
    void servesEachFeedInItsFormat() throws IOException {
        publish("feodo.txt", "{\"entries\":[\"203.0.113.9\"]}");
        publish("drop.txt", "{\"entries\":[\"198.51.100.0/24\"]}");
        publish("drop_v4.json", "{\"entries\":[\"198.51.100.0/24\"]}");
        publish("threatfox.csv", "{\"entries\":[\"203.0.113.9:4444\",\"bad.example\"]}");
        publish("blocklist.txt", "{\"entries\":[\"203.0.113.9\",\"2001:db8::1\"]}");

        assertThat(feed("feodo.txt", Map.of()).body())
                .startsWith("# Feodo")
                .contains("\r\n203.0.113.9\r\n");
        assertThat(feed("drop.txt", Map.of()).body()).contains("198.51.100.0/24 ; SBL100000\n");
        assertThat(feed("drop_v4.json", Map.of()).body())
                .startsWith("{\"cidr\":\"198.51.100.0/24\"")
                .contains("\"type\":\"metadata\"");
        assertThat(feed("threatfox.csv", Map.of()).body())
                .contains("# \"first_seen_utc\",\"ioc_id\"")
                .contains("\", \"203.0.113.9:4444\", \"ip:port\"");
        assertThat(feed("blocklist.txt", Map.of()).body()).isEqualTo("203.0.113.9\n2001:db8::1\n");
        assertThat(feed("ci-badguys.txt", Map.of()).body()).isEmpty();
        assertThat(feed("nobody.txt", Map.of()).statusCode()).isEqualTo(404);
    }

    @Test
    void tellsThatNothingHasChanged() throws IOException {
        publish("feodo.txt", "{\"entries\":[\"203.0.113.9\"]}");
        HttpResponse<String> first = feed("feodo.txt", Map.of());
        String tag = first.headers().firstValue("ETag").orElseThrow();
        String date = first.headers().firstValue("Last-Modified").orElseThrow();

        assertThat(feed("feodo.txt", Map.of("If-None-Match", tag)).statusCode()).isEqualTo(304);
        assertThat(feed("feodo.txt", Map.of("If-Modified-Since", date)).statusCode())
                .isEqualTo(304);
        publish("feodo.txt", "{\"entries\":[\"203.0.113.10\"],\"validators\":\"none\"}");
        HttpResponse<String> changed = feed("feodo.txt", Map.of("If-None-Match", tag));
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("ETag")).isEmpty();
    }

    @Test
    void fallsIllInManyWays() throws IOException {
        publish("feodo.txt", "{\"entries\":[\"203.0.113.9\"],\"mode\":\"html\"}");
        assertThat(feed("feodo.txt", Map.of()).body()).startsWith("<!DOCTYPE html>");
        publish("feodo.txt", "{\"mode\":\"empty\"}");
        assertThat(feed("feodo.txt", Map.of()).body()).isEmpty();
        publish("feodo.txt", "{\"mode\":\"down\"}");
        assertThat(feed("feodo.txt", Map.of()).statusCode()).isEqualTo(503);
        publish("feodo.txt", "{\"mode\":\"gigantic\"}");
        assertThat(feed("feodo.txt", Map.of()).body().length()).isGreaterThan(32 << 20);
        publish("feodo.txt", "{\"mode\":\"normal\"}");
        assertThat(feed("feodo.txt", Map.of()).body()).contains("203.0.113.9");
    }
}
