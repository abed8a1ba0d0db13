package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What an installation says nobody may block.
class OwnRangesTest {
    private static Client.Reply block(TestServer server, String type, String value) {
        return server.admin()
                .post(
                        "/api/block",
                        Map.of(
                                "type",
                                type,
                                "values",
                                List.of(value),
                                "cluster",
                                "prod",
                                "reason",
                                "seen"));
    }

    @Test
    @DisplayName("F045: API servers and the ranges of the installation are refused by name")
    void whatKeepsTheClusterAliveIsRefused() {
        try (var server =
                TestServer.start("--sluice.cdr.own-ranges=198.51.100.0/24, 2001:db8::/32")) {
            var made =
                    server.admin()
                            .post(
                                    "/api/v1/connections",
                                    Map.of(
                                            "name",
                                            "prod",
                                            "type",
                                            "kubernetes",
                                            "settings",
                                            Map.of(
                                                    "mode", "token",
                                                    "server", "https://203.0.113.1:6443"),
                                            "secrets",
                                            Map.of("token", "t")));
            assertThat(made.status()).as(made.toString()).isEqualTo(201);

            assertThat(block(server, "ip", "203.0.113.1").status()).isEqualTo(400);
            assertThat(block(server, "cidr", "203.0.113.0/24").body()).contains("203.0.113.1");
            assertThat(block(server, "ip", "198.51.100.7").body()).contains("198.51.100.0/24");
            assertThat(block(server, "ip", "2001:db8::7").status()).isEqualTo(400);
            assertThat(block(server, "ip", "203.0.113.9").status()).isLessThan(300);
        }
    }

    @Test
    void aMistypedRangeStopsTheStart() {
        assertThatThrownBy(() -> TestServer.start("--sluice.cdr.own-ranges=198.51.100"))
                .rootCause()
                .hasMessageContaining("sluice.cdr.own-ranges")
                .hasMessageContaining("198.51.100");
    }
}
