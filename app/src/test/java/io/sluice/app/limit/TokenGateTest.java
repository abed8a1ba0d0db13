package io.sluice.app.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Client;
import io.sluice.app.problem.Problems;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// API4, ASVS V2.4.1: so many requests with one token.
class TokenGateTest {
    private final AtomicLong nanos = new AtomicLong();

    private static final class Fine extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(204);
        }
    }

    @Test
    @DisplayName("Beyond its share a token is told to come again; others go on, and so do hooks")
    void countsEachTokenByItself(@TempDir Path folder) {
        var gate = new TokenGate(new Problems(JsonMapper.shared()), 2, nanos::get);
        try (var server = new SmallServer(folder, gate, Map.of("/*", new Fine()))) {
            var one = new Client(server.url(), Map.of("Authorization", "Bearer one"));
            var other = new Client(server.url(), Map.of("Authorization", "Bearer other"));

            assertThat(one.get("/api/v1/runs").status()).isEqualTo(204);
            assertThat(one.get("/api/v1/runs").status()).isEqualTo(204);
            var refused = one.get("/api/v1/workflows");

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("TOO_MANY_ATTEMPTS");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(other.get("/api/v1/runs").status()).isEqualTo(204);
            assertThat(one.get("/hooks/x").status()).isEqualTo(204);
            nanos.addAndGet(500_000_000L);
            assertThat(one.get("/api/v1/runs").status()).isEqualTo(204);
            assertThat(one.get("/api/v1/runs").status()).isEqualTo(429);
        }
    }
}
