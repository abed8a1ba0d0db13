package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.secret.KnownSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SecretsTest {
    private static final String SECRET = "s3cret-Of-ServiceNow!";

    private final TestServer server = TestServer.shared();

    @Test
    void storesSecretsSealedAndGivesThemToNobody() throws IOException {
        var admin = server.admin();
        var name = TestServer.unique("desk");
        var body =
                Map.of(
                        "name",
                        name,
                        "type",
                        "servicenow",
                        "settings",
                        Map.of("url", "http://127.0.0.1:1/servicenow", "username", "u"),
                        "secrets",
                        Map.of("password", SECRET));

        var made = admin.post("/api/v1/connections", body);
        var tested = admin.post("/api/v1/connections/" + name + "/test", Map.of());

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().at("secrets").texts()).containsExactly("password");
        assertThat(tested.json().flag("ok")).isFalse();
        for (var path : List.of("connections", "audit", "events", "runs", "settings")) {
            assertThat(admin.get("/api/v1/" + path).body()).as(path).doesNotContain(SECRET);
        }
        assertThat(made.body() + tested.body()).doesNotContain(SECRET);
        var stored =
                server.bean(JdbcClient.class)
                        .sql("select secrets from connection where name = :name")
                        .param("name", name)
                        .query(byte[].class)
                        .single();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
        assertThat(
                        Files.readString(
                                server.data().resolve("sluice.mv.db"), StandardCharsets.ISO_8859_1))
                .doesNotContain(SECRET);
    }

    @Test
    void keepsSecretsThatAreLeftOutAndRemovesEmptyOnes() {
        var admin = server.admin();
        var name = TestServer.unique("desk");
        var settings = Map.of("url", "https://desk.example.com", "username", "u");
        admin.post(
                "/api/v1/connections",
                Map.of(
                        "name",
                        name,
                        "type",
                        "servicenow",
                        "settings",
                        settings,
                        "secrets",
                        Map.of("password", SECRET)));
        var path = "/api/v1/connections/" + name;

        var kept = admin.put(path, Map.of("type", "servicenow", "settings", settings));
        var removed =
                admin.put(
                        path,
                        Map.of(
                                "type",
                                "servicenow",
                                "settings",
                                settings,
                                "secrets",
                                Map.of("password", "")));

        assertThat(kept.json().at("secrets").texts()).containsExactly("password");
        assertThat(removed.json().at("secrets").texts()).isEmpty();
    }

    @Test
    void blotsSecretsOutOfText() {
        KnownSecrets.add(List.of(SECRET, "short"));

        assertThat(KnownSecrets.blot("login " + SECRET + " failed, short"))
                .isEqualTo("login ••• failed, short");
    }

    @Test
    void refusesFieldsThatTheTypeDoesNotHave() {
        var reply =
                server.admin()
                        .post(
                                "/api/v1/connections",
                                Map.of(
                                        "name", TestServer.unique("x"),
                                        "type", "servicenow",
                                        "settings",
                                                Map.of(
                                                        "url",
                                                        "https://x.example",
                                                        "password",
                                                        "p")));

        assertThat(reply.code()).isEqualTo("BAD_INPUT");
        assertThat(reply.json().list("problems").getFirst().text("path"))
                .isEqualTo("/settings/password");
    }
}
