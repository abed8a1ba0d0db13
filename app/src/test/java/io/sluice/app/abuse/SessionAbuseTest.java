package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Client;
import io.sluice.app.api.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// ASVS V7 and V3.5: taking over sessions, and acting through somebody else's browser.
class SessionAbuseTest {
    private static final Map<String, String> MESSAGE = Map.of("name", "go", "key", "abuse");

    private final TestServer server = TestServer.shared();
    private final String user = server.user("operator");
    private final Client browser = server.signedIn(user);

    private String cookie() {
        return String.valueOf(browser.headers().get("Cookie"));
    }

    private static void refused(Client.Reply reply, String code) {
        assertThat(reply.code()).as(reply.toString()).isEqualTo(code);
        assertThat(reply.status()).isBetween(400, 499);
        assertThat(reply.body()).doesNotContain("Exception", "\tat ");
    }

    private Client.Reply signIn(String cookie) {
        return server.anonymous()
                .with("Cookie", cookie)
                .post("/api/v1/session", Map.of("userName", user, "password", TestServer.PASSWORD));
    }

    @Test
    void takesNoSessionThatSomebodyElseHasChosen() {
        var chosen = "SLUICE_SESSION=" + "A".repeat(43);

        var fresh = signIn(chosen).header("Set-Cookie").split(";", 2)[0];

        assertThat(fresh).isNotEqualTo(chosen);
        refused(
                new Client(server.url(), Map.of("Cookie", chosen)).get("/api/v1/runs"),
                "NOT_SIGNED_IN");
    }

    @Test
    void endsTheSessionOfBeforeAtSignIn() {
        var again = Map.of("userName", user, "password", TestServer.PASSWORD);
        refused(signIn(cookie()), "BAD_CSRF");
        var fresh = browser.post("/api/v1/session", again).header("Set-Cookie").split(";", 2)[0];

        assertThat(fresh).isNotEqualTo(cookie());
        refused(browser.get("/api/v1/runs"), "NOT_SIGNED_IN");
        assertThat(new Client(server.url(), Map.of("Cookie", fresh)).get("/api/v1/runs").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SLUICE_SESSION=",
                "SLUICE_SESSION=guess",
                "SLUICE_SESSION=%00",
                "SLUICE_SESSION=' or '1'='1",
                "sluice_session={}",
                "__Host-SLUICE_SESSION={}",
                "SLUICE_SESSION={}x",
                "SLUICE_SESSION={}; SLUICE_SESSION=another",
                "SLUICE_SESSION=another; SLUICE_SESSION={}",
                "JSESSIONID={}"
            })
    void takesNoOtherCookie(String form) {
        var value = cookie().split("=", 2)[1];

        refused(
                new Client(server.url(), Map.of("Cookie", form.replace("{}", value)))
                        .get("/api/v1/runs"),
                "NOT_SIGNED_IN");
    }

    @Test
    void takesNoHashOutOfTheDatabaseForACookie() {
        var hash =
                server.bean(JdbcClient.class)
                        .sql("select hash from web_session where user_name = :user")
                        .param("user", user)
                        .query(String.class)
                        .list()
                        .getFirst();

        refused(
                new Client(server.url(), Map.of("Cookie", "SLUICE_SESSION=" + hash))
                        .get("/api/v1/runs"),
                "NOT_SIGNED_IN");
    }

    @Test
    void takesNoSessionInAnAddressOrAsAToken() {
        var value = cookie().split("=", 2)[1];

        refused(server.anonymous().get("/api/v1/runs?SLUICE_SESSION=" + value), "NOT_SIGNED_IN");
        refused(server.withToken(value).get("/api/v1/runs"), "NOT_SIGNED_IN");
        assertThat(server.anonymous().get("/api/v1/runs;SLUICE_SESSION=" + value).status())
                .isBetween(400, 404);
    }

    @Test
    void endsNobodyElsesSession() {
        var victim = server.signedIn(server.user("viewer"));
        var id = victim.get("/api/v1/account/sessions").json().list("items").getFirst().text("id");

        refused(browser.delete("/api/v1/account/sessions/" + id), "NOT_FOUND");
        refused(browser.delete("/api/v1/account/sessions/none"), "NOT_FOUND");
        refused(browser.delete("/api/v1/users/" + user + "/sessions"), "FORBIDDEN");
        assertThat(victim.get("/api/v1/account").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example.com",
        "http://127.0.0.1",
        "http://127.0.0.1.evil.example.com",
        "http://localhost:1",
        "null",
        "file://",
        "http://user@127.0.0.1",
        "not an origin"
    })
    void takesNoChangeFromAnotherOrigin(String origin) {
        refused(browser.with("Origin", origin).post("/api/v1/messages", MESSAGE), "CROSS_SITE");
    }

    @Test
    void writesDownWhatWasTriedInSomebodysName() {
        browser.with("Origin", "https://evil.example.com").post("/api/v1/messages", MESSAGE);
        new Client(server.url(), Map.of("Cookie", cookie())).post("/api/v1/messages", MESSAGE);

        var written =
                server.bean(JdbcClient.class)
                        .sql(
                                """
                                select action || ' ' || subject || ' ' || details from audit
                                where actor_name = :user order by seq desc limit 2
                                """)
                        .param("user", user)
                        .query(String.class)
                        .list();

        assertThat(written)
                .allSatisfy(
                        one -> assertThat(one).startsWith("request.refused POST /api/v1/messages"));
        assertThat(written.getFirst()).contains("BAD_CSRF");
        assertThat(written.getLast()).contains("CROSS_SITE");
    }

    @Test
    void takesAChangeFromItsOwnOrigin() {
        var host = server.url();

        assertThat(browser.with("Origin", host).post("/api/v1/messages", MESSAGE).status())
                .isEqualTo(202);
        refused(
                browser.with("Origin", host.replace("http:", "ftp:"))
                        .post("/api/v1/messages", MESSAGE),
                "CROSS_SITE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "Same-Origin", "nonsense"})
    void takesNoChangeFromAnotherSite(String site) {
        refused(
                browser.with("Sec-Fetch-Site", site).post("/api/v1/messages", MESSAGE),
                "CROSS_SITE");
        refused(
                server.anonymous()
                        .with("Sec-Fetch-Site", site)
                        .post(
                                "/api/v1/session",
                                Map.of("userName", user, "password", TestServer.PASSWORD)),
                "CROSS_SITE");
    }

    @Test
    void letsNoOtherSiteReadTheApi() {
        refused(
                browser.with("Sec-Fetch-Site", "cross-site")
                        .with("Sec-Fetch-Mode", "no-cors")
                        .get("/api/v1/runs"),
                "CROSS_SITE");
        assertThat(
                        browser.with("Origin", "https://evil.example.com")
                                .get("/api/v1/runs")
                                .header("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
    void takesNoFormOfAnotherPage(String type) {
        var reply =
                server.anonymous()
                        .raw(
                                "POST",
                                "/api/v1/session",
                                type,
                                "{\"userName\": \"a\", \"password\": \"b\"}");

        refused(reply, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void takesNoOtherSessionsCsrfToken() {
        var other = server.signedIn(user);
        var mixed = new Client(server.url(), Map.of("Cookie", cookie()));

        refused(
                mixed.with("X-CSRF-Token", String.valueOf(other.headers().get("X-CSRF-Token")))
                        .post("/api/v1/messages", MESSAGE),
                "BAD_CSRF");
        refused(
                mixed.with("X-CSRF-Token", cookie().split("=", 2)[1])
                        .post("/api/v1/messages", MESSAGE),
                "BAD_CSRF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"})
    void takesNoChangeDressedUpAsAQuestion(String header) {
        var id = browser.get("/api/v1/account/sessions").json().list("items").size();

        browser.with(header, "DELETE").get("/api/v1/account/sessions");

        assertThat(browser.get("/api/v1/account/sessions").json().list("items")).hasSize(id);
    }

    @Test
    void takesNoPasswordWithoutThePresentOne() {
        for (var present : List.of("", "guess", TestServer.PASSWORD + " ")) {
            refused(
                    browser.post(
                            "/api/v1/account/password",
                            Map.of("present", present, "next", "another phrase of mine")),
                    "BAD_PASSWORD");
        }
        refused(
                browser.post("/api/v1/account/password", Map.of("next", "another phrase of mine")),
                "BAD_INPUT");
        assertThat(server.signedIn(user).get("/api/v1/account").status()).isEqualTo(200);
    }

    @Test
    void letsNobodyGuessThePresentPasswordFromAStolenSession() {
        var guess = Map.of("present", "guess", "next", "another phrase of mine");
        for (int i = 0; i < 10; i++) {
            refused(browser.post("/api/v1/account/password", guess), "BAD_PASSWORD");
        }

        refused(browser.post("/api/v1/account/password", guess), "TOO_MANY_ATTEMPTS");
        assertThat(server.signedIn(user).get("/api/v1/account").status()).isEqualTo(200);
    }

    @Test
    void keepsCookiesFromScriptsAndOtherHostsOverTls() {
        try {
            settle("https://sluice.example.com");
            var cookies = signIn("x=y").response().headers().allValues("Set-Cookie");

            assertThat(cookies)
                    .hasSize(2)
                    .allSatisfy(cookie ->
                            assertThat(cookie)
                                    .startsWith("__Host-SLUICE_")
                                    .contains("; Path=/;", "Secure", "HttpOnly", "SameSite=Strict")
                                    .doesNotContain("Domain"));
            refused(browser.get("/api/v1/runs"), "NOT_SIGNED_IN");
            var secure =
                    new Client(server.url(), Map.of("Cookie", cookies.getFirst().split(";", 2)[0]));
            assertThat(secure.get("/api/v1/runs").status()).isEqualTo(200);
        } finally {
            settle("");
        }
    }

    private void settle(String url) {
        server.admin().put("/api/v1/settings", Map.of("soloApproval", false, "publicUrl", url));
        // What is known of the own address is five seconds old at most.
        TestServer.await(() ->
                url.isEmpty()
                        != server.anonymous()
                                .delete("/api/v1/session")
                                .header("Set-Cookie")
                                .startsWith("__Host-"));
    }
}
