package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Drawings;
import io.sluice.app.api.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read, be it an expression, XML, a path or an address, stays what it is.
class EvaluationAbuseTest {
    private final TestServer server = TestServer.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "''.getClass().forName('java.lang.Runtime')",
                "T(java.lang.Runtime).getRuntime().exec('id')",
                "new java.lang.ProcessBuilder('id').start()",
                "java.lang.System.getenv()",
                "run.getClass()",
                "vars['class']['classLoader']",
                "this.constructor.constructor('return process')()",
                "__import__('os').system('id')",
                "[1,2,3].map(x, [1,2,3].map(y, [1,2,3].map(z, [1,2,3].map(a, [1,2,3].map(b, b)))))"
                        + ".filter(q, system(q))",
                "connection('aws').secret",
                "secrets.aws",
                "env.SLUICE_MASTER_KEY",
                "vars.__proto__.x"
            })
    @DisplayName("Expressions reach what they are given, and nothing of the process")
    void expressionsReachNothing(String expression) {
        var reply =
                server.admin()
                        .post(
                                "/api/v1/expressions/check",
                                Map.of(
                                        "document",
                                        Drawings.manual("x"),
                                        "node",
                                        "note",
                                        "expression",
                                        expression,
                                        "kind",
                                        "value"));

        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(reply.json().list("problems")).as(reply.body()).isNotEmpty();
        Closed.nothingInside(reply.body());
        assertThat(reply.body()).doesNotContain("uid=", "PATH=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d>&x;</d>",
                "<!DOCTYPE d SYSTEM \"http://169.254.169.254/d.dtd\"><d/>",
                "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c"
                        + " \"&b;&b;&b;&b;\">]><d>&c;</d>",
                "<!DOCTYPE d [<!ENTITY % p SYSTEM \"file:///etc/hostname\"> %p;]><d/>",
                "<d xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include"
                        + " href=\"file:///etc/passwd\" parse=\"text\"/></d>",
                "<?xml-stylesheet href=\"file:///etc/passwd\"?><d/>",
                "<definitions"
                        + " xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"><process><scriptTask"
                        + " id=\"s\""
                        + " scriptFormat=\"groovy\"><script>'id'.execute()</script></scriptTask></process>",
                "\u0000<d/>",
                ""
            })
    @DisplayName("XML brings no entities, no other files and no scripts along")
    void xmlBringsNothingAlong(String xml) {
        var before = server.admin().get("/api/v1/workflows").json().list().size();

        var reply =
                server.admin().raw("POST", "/api/v1/workflows/import", "application/bpmn+xml", xml);

        Closed.checked(reply);
        assertThat(reply.body()).doesNotContain("root:", "hahahaha");
        assertThat(server.admin().get("/api/v1/workflows").json().list()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/templates/..%2f..%2fapplication.yaml",
                "/api/v1/templates/%2e%2e",
                "/api/v1/runs/..%2f..%2fsettings",
                "/api/v1/workflows/..;/users",
                "/api/v1/;/users",
                "/api/v1//users",
                "/API/V1/users",
                "/api/v1/users/",
                "/api/v1/users.json",
                "/api/v1/users%20",
                "/api/v2/users",
                "/assets/..%2f..%2fapplication.yaml",
                "/assets/%2e%2e/%2e%2e/application.yaml",
                "/assets/..%5c..%5capplication.yaml",
                "/assets/.%00./application.yaml",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/loggers",
                "/actuator/configprops",
                "/actuator/mappings",
                "/actuator/shutdown",
                "/actuator/..%2factuator/env",
                "/h2-console",
                "/swagger-ui.html"
            })
    @DisplayName("No other spelling of a path leads to what is not listed")
    void pathsAreWhatTheyAre(String path) {
        var reply = server.anonymous().get(path);

        Closed.nothingInside(reply.body());
        assertThat(reply.body()).doesNotContain("SLUICE_DATA", "\"items\"", "Manifest-Version");
        if (reply.status() == 200) {
            assertThat(reply.header("Content-Type"))
                    .as("the page, nothing else")
                    .startsWith("text/html");
            assertThat(reply.header("Content-Security-Policy"))
                    .contains("script-src 'self' 'nonce-");
        } else {
            assertThat(reply.status()).as(reply.toString()).isBetween(400, 499);
        }
    }

    @Test
    @DisplayName("Headers that other servers obey change neither method nor path nor caller")
    void headersOpenNoOtherDoor() {
        for (var header :
                Map.of(
                                "X-Original-URL", "/api/v1/users",
                                "X-Rewrite-URL", "/api/v1/users",
                                "X-HTTP-Method-Override", "DELETE",
                                "X-Forwarded-User", "admin",
                                "X-Remote-User", "admin",
                                "X-Forwarded-For", "127.0.0.1",
                                "Authorization", "Basic YWRtaW46YWRtaW4=")
                        .entrySet()) {
            var reply =
                    server.anonymous()
                            .with(header.getKey(), header.getValue())
                            .get("/api/v1/connections");
            Closed.checked(reply);
            assertThat(reply.status()).as(header.toString()).isEqualTo(401);
        }
    }

    @Test
    @DisplayName("What looks like script in a name leaves as data that no browser runs")
    void namesAreNoScript() {
        var evil = "<img src=x onerror=alert(1)>";
        var made =
                server.admin().post("/api/v1/workflows", Map.of("document", Drawings.manual(evil)));

        var reply = server.admin().get("/api/v1/workflows/" + made.json().text("id"));

        assertThat(reply.header("Content-Type")).startsWith("application/json");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(reply.header("Cache-Control")).contains("no-store");
    }

    @Test
    void everyAnswerCarriesTheHeadersOfABrowsersArmour() {
        for (var path : List.of("/", "/api/v1/session", "/api/v1/nothing", "/actuator/health")) {
            var reply = server.anonymous().get(path);
            var policy = reply.header("Content-Security-Policy");
            assertThat(policy).as(path).contains("frame-ancestors 'none'", "base-uri 'none'");
            assertThat(policy)
                    .as(path)
                    .doesNotContain("unsafe-eval")
                    .doesNotContain("script-src 'unsafe");
            assertThat(reply.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(reply.header("X-Frame-Options")).as(path).isEqualTo("DENY");
            assertThat(reply.header("Referrer-Policy")).as(path).isEqualTo("no-referrer");
            assertThat(reply.header("Cross-Origin-Opener-Policy"))
                    .as(path)
                    .isEqualTo("same-origin");
            assertThat(reply.header("Server")).as(path).isEmpty();
            assertThat(reply.header("X-Powered-By")).as(path).isEmpty();
        }
    }

    @Test
    @DisplayName("A compressed body is not inflated")
    void compressedBodiesAreNotInflated() throws Exception {
        var zeros = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(zeros)) {
            gzip.write(new byte[1 << 20]);
        }
        var body = new String(zeros.toByteArray(), java.nio.charset.StandardCharsets.ISO_8859_1);

        for (var path : List.of("/api/v1/messages", "/api/v1/workflows/import")) {
            Closed.checked(
                    server.admin()
                            .with("Content-Encoding", "gzip")
                            .raw("POST", path, "application/json", body));
        }
    }

    @Test
    void pagesHaveAnEnd() {
        for (var question :
                List.of(
                        "runs?limit=501",
                        "runs?limit=-1",
                        "runs?limit=2147483648",
                        "events?limit=100000",
                        "audit?limit=99999",
                        "workflows?limit=1e3")) {
            Closed.checked(server.admin().get("/api/v1/" + question));
        }
    }
}
