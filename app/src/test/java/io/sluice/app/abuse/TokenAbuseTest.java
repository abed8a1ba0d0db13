package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Client;
import io.sluice.app.api.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// ASVS V6.4, V7.2, V8: programs that want more than they were given.
class TokenAbuseTest {
    private final TestServer server = TestServer.shared();
    private final String maker = server.user("admin", "operator", "viewer", "approver");
    private final Client browser = server.signedIn(maker);

    private Client.Reply make(Map<String, Object> more, String... roles) {
        var body = new HashMap<String, Object>(more);
        body.putIfAbsent("name", TestServer.unique("token"));
        body.put("roles", List.of(roles));
        return browser.post("/api/v1/tokens", body);
    }

    private Client program(String... roles) {
        return server.withToken(make(Map.of(), roles).json().text("token"));
    }

    private static void refused(Client.Reply reply, String code) {
        assertThat(reply.code()).as(reply.toString()).isEqualTo(code);
        assertThat(reply.status()).isBetween(400, 499);
        assertThat(reply.body()).doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"approver", "admin", "editor", "responder", "root", "ADMIN", ""})
    void givesNoTokenWhatItsMakerHasNotOrPeopleAnswerFor(String role) {
        refused(make(Map.of(), role), "BAD_INPUT");
        refused(make(Map.of(), "viewer", role), "BAD_INPUT");
    }

    @Test
    void makesNoTokenWithoutRoles() {
        refused(make(Map.of()), "BAD_INPUT");
    }

    @ParameterizedTest
    @CsvSource({"P366D", "PT-1S", "P36500D"})
    void makesNoTokenForEver(Duration life) {
        refused(
                make(Map.of("expiresAt", Instant.now().plus(life).toString()), "viewer"),
                "BAD_INPUT");
    }

    @Test
    void endsATokenAfterNinetyDaysUnlessTold() {
        var end = Instant.parse(make(Map.of(), "viewer").json().text("expiresAt"));

        assertThat(Duration.between(Instant.now(), end).toDays()).isBetween(89L, 90L);
    }

    @Test
    void decidesNothingWithAToken() {
        var program = program("operator", "viewer");

        refused(
                program.post("/api/v1/approvals/none/1", Map.of("decision", "approved")),
                "FORBIDDEN");
    }

    @Test
    void ignoresWhatAnEarlierVersionGaveAToken() {
        var made = make(Map.of(), "viewer").json();
        server.bean(JdbcClient.class)
                .sql("update api_token set roles = 'admin,approver,viewer' where id = :id")
                .param("id", made.text("id"))
                .update();
        var program = server.withToken(made.text("token"));

        refused(
                program.post("/api/v1/approvals/none/1", Map.of("decision", "approved")),
                "FORBIDDEN");
        refused(program.get("/api/v1/users"), "FORBIDDEN");
        assertThat(program.get("/api/v1/runs").status()).isEqualTo(200);
    }

    @Test
    void makesNeitherTokensNorPeopleWithAToken() {
        var program = program("operator");
        var token = Map.of("name", "x", "roles", List.of("viewer"));
        var person =
                Map.of("name", "x", "roles", List.of("viewer"), "password", TestServer.PASSWORD);

        refused(program.post("/api/v1/tokens", token), "FORBIDDEN");
        refused(program.post("/api/v1/users", person), "FORBIDDEN");
        refused(program.get("/api/v1/tokens"), "FORBIDDEN");
        refused(program.get("/api/v1/users"), "FORBIDDEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local-cli", "LOCAL-CLI"})
    void callsNoTokenLikeTheMachinesOwn(String name) {
        refused(make(Map.of("name", name), "viewer"), "BAD_INPUT");
    }

    @Test
    void changesNothingWithATokenThatReads() {
        refused(
                program("viewer").post("/api/v1/messages", Map.of("name", "go", "key", "k")),
                "FORBIDDEN");
    }

    @Test
    void givesATokenNoAccount() {
        var program = program("viewer");

        refused(program.get("/api/v1/account"), "FORBIDDEN");
        refused(program.get("/api/v1/account/sessions"), "FORBIDDEN");
        refused(program.delete("/api/v1/account/sessions"), "FORBIDDEN");
        refused(
                program.post(
                        "/api/v1/account/password",
                        Map.of("present", TestServer.PASSWORD, "next", "another phrase of mine")),
                "FORBIDDEN");
    }

    @Test
    void stopsATokenWithItsMakersRights() {
        var program = program("operator");
        server.admin().patch("/api/v1/users/" + maker, Map.of("roles", List.of("viewer")));
        refused(program.get("/api/v1/runs"), "NOT_SIGNED_IN");
        server.admin().patch("/api/v1/users/" + maker, Map.of("roles", List.of("operator")));
        assertThat(program.get("/api/v1/runs").status()).isEqualTo(200);

        server.admin().patch("/api/v1/users/" + maker, Map.of("disabled", true));

        refused(program.get("/api/v1/runs"), "NOT_SIGNED_IN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer slc_",
                "Bearer slc_guess",
                "bearer {}x",
                "Basic {}",
                "{}",
                "Bearer {} {}",
                "Bearer {},{}"
            })
    void takesNoOtherForm(String form) {
        var token = make(Map.of(), "viewer").json().text("token");

        refused(
                server.anonymous()
                        .with("Authorization", form.replace("{}", token))
                        .get("/api/v1/runs"),
                "NOT_SIGNED_IN");
    }

    @Test
    void takesNoTokenInAnAddressAndNoHashForOne() {
        var made = make(Map.of(), "viewer").json();
        var hash =
                server.bean(JdbcClient.class)
                        .sql("select hash from api_token where id = :id")
                        .param("id", made.text("id"))
                        .query(String.class)
                        .single();

        refused(
                server.anonymous().get("/api/v1/runs?access_token=" + made.text("token")),
                "NOT_SIGNED_IN");
        refused(server.withToken("slc_" + hash).get("/api/v1/runs"), "NOT_SIGNED_IN");
        refused(server.withToken(hash).get("/api/v1/runs"), "NOT_SIGNED_IN");
    }

    @Test
    void doesNotFallBackToTheSessionWhenATokenIsWrong() {
        refused(
                browser.with("Authorization", "Bearer slc_guess").get("/api/v1/runs"),
                "NOT_SIGNED_IN");
    }

    @Test
    void showsATokenOnce() {
        var made = make(Map.of(), "viewer").json();

        assertThat(browser.get("/api/v1/tokens").body()).doesNotContain(made.text("token"));
        assertThat(made.text("token")).startsWith("slc_").hasSize(47);
    }

    @Test
    void revokesNoTokenForWhoMayNot() {
        var made = make(Map.of(), "viewer").json();
        var viewer = server.signedIn(server.user("viewer"));

        refused(viewer.delete("/api/v1/tokens/" + made.text("id")), "FORBIDDEN");
        assertThat(browser.delete("/api/v1/tokens/" + made.text("id")).status()).isEqualTo(204);
        refused(server.withToken(made.text("token")).get("/api/v1/runs"), "NOT_SIGNED_IN");
    }
}
