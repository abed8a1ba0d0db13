package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Client;
import io.sluice.app.api.TestServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// ASVS V6: guessing, enumerating and impersonating at the door.
class SignInAbuseTest {
    private final TestServer server = TestServer.shared();
    private final JdbcClient jdbc = server.bean(JdbcClient.class);

    @BeforeEach
    @AfterEach
    void forgetFailures() {
        jdbc.sql("delete from sign_in_failure").update();
    }

    private Client.Reply signIn(String name, String password) {
        return server.anonymous()
                .post("/api/v1/session", Map.of("userName", name, "password", password));
    }

    private void refused(Client.Reply reply, String code) {
        assertThat(reply.code()).as(reply.toString()).isEqualTo(code);
        assertThat(reply.status()).isBetween(400, 499);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.header("Set-Cookie")).isEmpty();
        assertThat(reply.body()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void tellsNobodyWhichNamesThereAre() {
        var disabled = server.user("viewer");
        server.admin().patch("/api/v1/users/" + disabled, Map.of("disabled", true));

        var wrong = signIn(server.user("viewer"), "not the password");
        var nobody = signIn("nobody-of-this-name", "not the password");
        var away = signIn(disabled, TestServer.PASSWORD);

        refused(wrong, "BAD_SIGN_IN");
        assertThat(nobody.body()).isEqualTo(wrong.body());
        assertThat(away.body()).isEqualTo(wrong.body());
        assertThat(nobody.response().headers().map().keySet())
                .isEqualTo(wrong.response().headers().map().keySet());
    }

    @Test
    void slowsGuessingDownAlikeForNamesThatThereAreAndThatThereAreNot() {
        var user = server.user("viewer");
        for (int i = 0; i < 5; i++) {
            signIn(user, "guess " + i);
            signIn("nobody-at-all", "guess " + i);
        }

        refused(signIn(user, TestServer.PASSWORD), "TOO_MANY_ATTEMPTS");
        assertThat(signIn("nobody-at-all", "guess").body()).isEqualTo(signIn(user, "guess").body());
    }

    @Test
    void countsNamesAlikeWhateverTheirCase() {
        var user = server.user("viewer");
        for (int i = 0; i < 5; i++) {
            signIn(i % 2 == 0 ? user : user.toUpperCase(Locale.ROOT), "guess");
        }

        refused(signIn(user, TestServer.PASSWORD), "TOO_MANY_ATTEMPTS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Client-IP", "Via"})
    void believesNoHeaderAboutTheAddress(String header) {
        var user = server.user("viewer");
        for (int i = 0; i < 5; i++) {
            server.anonymous()
                    .with(header, header.equals("Forwarded") ? "for=192.0.2." + i : "192.0.2." + i)
                    .post("/api/v1/session", Map.of("userName", user, "password", "guess"));
        }

        refused(
                server.anonymous()
                        .with(header, "192.0.2.99")
                        .post("/api/v1/session", Map.of("userName", user, "password", "guess")),
                "TOO_MANY_ATTEMPTS");
    }

    @Test
    void letsNobodyPassForAKnownDeviceOfAnother() {
        var victim = server.user("viewer");
        var attacker = server.user("viewer");
        var device = device(signIn(attacker, TestServer.PASSWORD));
        var pretending = server.anonymous().with("Cookie", device);
        var guess = Map.of("userName", victim, "password", "guess");
        for (int i = 0; i < 5; i++) {
            pretending.post("/api/v1/session", guess);
        }

        refused(pretending.post("/api/v1/session", guess), "TOO_MANY_ATTEMPTS");
    }

    @Test
    void neverHindersAPersonOnAKnownDevice() {
        var victim = server.user("viewer");
        var device = device(signIn(victim, TestServer.PASSWORD));
        for (int i = 0; i < 6; i++) {
            signIn(victim, "guess " + i);
        }
        refused(signIn(victim, TestServer.PASSWORD), "TOO_MANY_ATTEMPTS");

        var own =
                server.anonymous()
                        .with("Cookie", device)
                        .post(
                                "/api/v1/session",
                                Map.of("userName", victim, "password", TestServer.PASSWORD));

        assertThat(own.status()).isEqualTo(200);
    }

    private static String device(Client.Reply reply) {
        return reply.response().headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("SLUICE_DEVICE="))
                .map(cookie -> cookie.split(";", 2)[0])
                .findFirst()
                .orElseThrow();
    }

    static List<String> oddPasswords() {
        return List.of(
                "x".repeat(1_000_000),
                TestServer.PASSWORD + " ",
                " " + TestServer.PASSWORD,
                TestServer.PASSWORD.toUpperCase(Locale.ROOT),
                "",
                "' or '1'='1",
                "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAA");
    }

    @ParameterizedTest
    @MethodSource("oddPasswords")
    void takesNothingButThePassword(String password) {
        refused(signIn(server.user("viewer"), password), "BAD_SIGN_IN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"' or ''='", "ada%", "*", "${jndi:ldap://x}", "ada\u200b", "аda"})
    void takesNothingButAName(String name) {
        refused(signIn(name, TestServer.PASSWORD), "BAD_SIGN_IN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"userName\": [\"a\"], \"password\": \"b\"}",
                "{\"userName\": {\"$ne\": \"\"}, \"password\": {\"$ne\": \"\"}}",
                "{\"userName\": \"a\", \"password\": true}",
                "{\"userName\": \"a\", \"password\": \"b\", \"roles\": [\"admin\"]}",
                "{\"userName\": \"a\"}",
                "{\"userName\": \"a\", \"userName\": \"b\", \"password\": null}"
            })
    void takesNoOtherForms(String body) {
        var reply = server.anonymous().raw("POST", "/api/v1/session", "application/json", body);

        assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
        assertThat(reply.header("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"аda", "ada\u202egnp", "ada ", "ａｄａ", "ada\u0000", "<b>x</b>", "../ada", ""})
    void makesNobodyWithANameThatLooksLikeAnothers(String name) {
        var before = server.admin().get("/api/v1/users").json().list("items").size();

        var reply =
                server.admin()
                        .post(
                                "/api/v1/users",
                                Map.of(
                                        "name",
                                        name.isBlank() ? name : name + "1",
                                        "password",
                                        TestServer.PASSWORD,
                                        "roles",
                                        List.of("viewer")));

        assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
        assertThat(server.admin().get("/api/v1/users").json().list("items")).hasSize(before);
    }

    @Test
    void makesNobodyWithTheNameOfAnotherInOtherLetters() {
        var user = server.user("viewer");

        refused(
                server.admin()
                        .post(
                                "/api/v1/users",
                                Map.of(
                                        "name", user.toUpperCase(Locale.ROOT),
                                        "password", TestServer.PASSWORD,
                                        "roles", List.of("admin"))),
                "EXISTS");
    }

    @Test
    void writesFailedSignInsDownWithoutThePassword() {
        var name = TestServer.unique("stranger");
        signIn(name, "my secret guess");

        var found =
                jdbc.sql("select action || ' ' || details from audit where subject = :name")
                        .param("name", name)
                        .query(String.class)
                        .single();

        assertThat(found).startsWith("session.refused").doesNotContain("my secret guess");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "setup", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%00"})
    void makesNoSecondOwner(String token) {
        var reply =
                server.anonymous()
                        .post(
                                "/api/v1/session/setup",
                                Map.of(
                                        "token",
                                        token,
                                        "userName",
                                        TestServer.unique("owner"),
                                        "password",
                                        TestServer.PASSWORD));

        assertThat(reply.status()).as(reply.toString()).isIn(400, 403);
    }

    @Test
    void givesStrangersNoSetUpToken() {
        refused(server.anonymous().post("/api/v1/session/setup/token", Map.of()), "NOT_SIGNED_IN");
        refused(
                server.signedIn(server.user("viewer"))
                        .post("/api/v1/session/setup/token", Map.of()),
                "FORBIDDEN");
    }
}
