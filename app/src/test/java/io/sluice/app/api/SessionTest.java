package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionTest {
    private final TestServer server = TestServer.shared();

    @Test
    void setsACookieThatScriptsAndOtherSitesNeverSee() {
        var user = server.user("viewer");

        var reply =
                server.anonymous()
                        .post(
                                "/api/v1/session",
                                Map.of("userName", user, "password", TestServer.PASSWORD));

        assertThat(reply.header("Set-Cookie"))
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .startsWith("SLUICE_SESSION=");
    }

    @Test
    void asksForTheCsrfTokenWithEveryChange() {
        var browser = server.signedIn(server.user("operator"));
        var message = Map.of("name", "go", "key", "csrf");

        var bare = new Client(browser.url(), Map.of("Cookie", browser.headers().get("Cookie")));

        assertThat(bare.get("/api/v1/runs").status()).isEqualTo(200);
        assertThat(bare.post("/api/v1/messages", message).code()).isEqualTo("BAD_CSRF");
        assertThat(bare.with("X-CSRF-Token", "guess").post("/api/v1/messages", message).code())
                .isEqualTo("BAD_CSRF");
        assertThat(browser.post("/api/v1/messages", message).status()).isEqualTo(202);
    }

    @Test
    void refusesChangesFromOtherSites() {
        var browser = server.signedIn(server.user("operator"));

        var reply =
                browser.with("Sec-Fetch-Site", "cross-site")
                        .post("/api/v1/messages", Map.of("name", "go", "key", "k"));

        assertThat(reply.code()).isEqualTo("CROSS_SITE");
    }

    @Test
    void endsWithSigningOutAndWithAChangedPassword() {
        var user = server.user("viewer");
        var one = server.signedIn(user);
        var other = server.signedIn(user);

        assertThat(one.delete("/api/v1/session").status()).isEqualTo(204);
        assertThat(one.get("/api/v1/runs").status()).isEqualTo(401);
        assertThat(other.get("/api/v1/runs").status()).isEqualTo(200);

        server.admin().patch("/api/v1/users/" + user, Map.of("password", "another long one"));

        assertThat(other.get("/api/v1/runs").status()).isEqualTo(401);
    }

    @Test
    void slowsGuessingDown() {
        var user = server.user("viewer");
        var guess = Map.of("userName", user, "password", "wrong password");

        for (int i = 0; i < 5; i++) {
            assertThat(server.anonymous().post("/api/v1/session", guess).code())
                    .isEqualTo("BAD_SIGN_IN");
        }

        assertThat(server.anonymous().post("/api/v1/session", guess).code())
                .isEqualTo("TOO_MANY_ATTEMPTS");
    }

    @Test
    void takesARoleAwayAtOnce() {
        var user = server.user("operator");
        var browser = server.signedIn(user);
        var message = Map.of("name", "go", "key", "role");
        assertThat(browser.post("/api/v1/messages", message).status()).isEqualTo(202);

        server.admin().patch("/api/v1/users/" + user, Map.of("roles", java.util.List.of("viewer")));

        assertThat(browser.post("/api/v1/messages", message).code()).isEqualTo("FORBIDDEN");
    }
}
