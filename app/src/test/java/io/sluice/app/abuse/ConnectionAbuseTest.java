package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Client;
import io.sluice.app.api.TestServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionAbuseTest {
    private static final String SECRET = "abuse-Kz7!pQ3_vB9";

    private final TestServer server = TestServer.shared();

    private static Map<String, Object> desk(String name, String url) {
        var body = new LinkedHashMap<String, Object>();
        body.put("name", name);
        body.put("type", "servicenow");
        body.put("settings", Map.of("url", url, "username", "u"));
        body.put("secrets", Map.of("password", SECRET));
        return body;
    }

    private String made() {
        var name = TestServer.unique("abused");
        var reply = server.admin().post("/api/v1/connections", desk(name, "https://desk.test"));
        assertThat(reply.status()).isEqualTo(201);
        return name;
    }

    @Test
    @DisplayName("Who changes where a connection goes does not get its secret sent there")
    void aSecretDoesNotFollowToAnotherAddress() {
        var path = "/api/v1/connections/" + made();
        var moved = new LinkedHashMap<>(desk("x", "https://evil.test"));
        moved.remove("name");
        moved.remove("secrets");

        var reply = server.admin().put(path, moved);

        Closed.checked(reply);
        assertThat(reply.json().list("problems").getFirst().text("path"))
                .isEqualTo("/secrets/password");
        var same = new LinkedHashMap<>(desk("x", "https://desk.test"));
        same.remove("name");
        same.remove("secrets");
        assertThat(server.admin().put(path, same).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "a/b",
                "<script>alert(1)</script>",
                "=cmd|' /C calc'!A0",
                "@SUM(1)",
                "+1+1",
                "a\r\nX-Evil: 1",
                "a\u0000",
                "%2e%2e%2f",
                "${7*7}",
                "{{7*7}}",
                "' or '1'='1",
                "",
                " ",
                "\u202Eevil",
                "x\u200Dy"
            })
    void namesAreNames(String name) {
        Closed.checked(server.admin().post("/api/v1/connections", desk(name, "https://desk.test")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env:SLUICE_MASTER_KEY",
                "env:PATH",
                "file:/etc/passwd",
                "file:/proc/self/environ",
                "vault:kv/x#y",
                "aws:prod/x",
                "kubernetes:kube-system/x#y",
                "http://169.254.169.254/latest/meta-data",
                "${env:PATH}",
                "env:",
                "#"
            })
    @DisplayName("A reference to what nobody allowed is refused when it is saved")
    void referencesNeedLeave(String reference) {
        var body = new LinkedHashMap<>(desk(TestServer.unique("ref"), "https://desk.test"));
        body.remove("secrets");
        body.put("references", Map.of("password", reference));

        var reply = server.admin().post("/api/v1/connections", body);

        Closed.checked(reply);
        assertThat(reply.body()).doesNotContain("root:");
    }

    @Test
    void fieldsThatNobodyKnowsAreNotKept() {
        for (var evil :
                List.of(
                        Map.of("__proto__", "x"),
                        Map.of("constructor", "x"),
                        Map.of("password", "in the clear"),
                        Map.of("url\u0000", "x"))) {
            var body = new LinkedHashMap<>(desk(TestServer.unique("odd"), "https://desk.test"));
            var settings = new LinkedHashMap<String, Object>(evil);
            settings.put("url", "https://desk.test");
            settings.put("username", "u");
            body.put("settings", settings);
            Closed.checked(server.admin().post("/api/v1/connections", body));
        }
        var nested = new LinkedHashMap<>(desk(TestServer.unique("odd"), "https://desk.test"));
        nested.put("settings", Map.of("url", Map.of("a", "b")));
        Closed.checked(server.admin().post("/api/v1/connections", nested));
        var extra = new LinkedHashMap<>(desk(TestServer.unique("odd"), "https://desk.test"));
        extra.put("project", "other");
        Closed.checked(server.admin().post("/api/v1/connections", extra));
        var huge = new LinkedHashMap<>(desk(TestServer.unique("odd"), "https://desk.test"));
        huge.put("secrets", Map.of("password", "x".repeat(100_000)));
        Closed.checked(server.admin().post("/api/v1/connections", huge));
    }

    @Test
    @DisplayName(
            "The side doors ask for the same right: test, options, delete, export of the audit log,"
                    + " keys")
    void sideDoorsAreClosedToo() {
        var name = made();
        var viewer = server.signedIn(server.user("viewer"));
        var editor = server.signedIn(server.user("editor"));
        var path = "/api/v1/connections/" + name;
        var replies =
                List.of(
                        viewer.post(path + "/test", Map.of()),
                        editor.post(path + "/test", Map.of()),
                        viewer.get(path + "/options/aws.regions"),
                        viewer.delete(path),
                        editor.delete(path),
                        editor.put(path, Map.of("type", "servicenow")),
                        viewer.get("/api/v1/audit/export"),
                        viewer.get("/api/v1/audit/verify"),
                        editor.get("/api/v1/keys"),
                        editor.post("/api/v1/keys/rotate", Map.of()),
                        viewer.post("/api/v1/hooks/cdr/secret", Map.of()));

        assertThat(replies).allSatisfy(Closed::checked);
        assertThat(replies).extracting(Client.Reply::status).containsOnly(403);
        assertThat(server.admin().get("/api/v1/connections").body()).contains(name);
    }

    @Test
    void secretsAreInNoAnswerAndNoErrorText() {
        var name = made();
        var admin = server.admin();
        var replies =
                List.of(
                        admin.get("/api/v1/connections"),
                        admin.post("/api/v1/connections", desk(name, "https://desk.test")),
                        admin.put("/api/v1/connections/" + name, desk(name, "not a url")),
                        admin.raw(
                                "POST",
                                "/api/v1/connections",
                                "application/json",
                                "{\"secrets\": {\"password\": \"" + SECRET + "\""),
                        admin.raw(
                                "POST",
                                "/api/v1/connections",
                                "application/json",
                                "{\"secrets\": \"" + SECRET + "\"}"),
                        admin.get("/api/v1/audit"),
                        admin.get("/api/v1/audit/export"));

        assertThat(replies).allSatisfy(reply -> assertThat(reply.body()).doesNotContain(SECRET));
    }
}
