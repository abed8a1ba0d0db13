package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
    private static final List<String> BODIES =
            List.of(
                    "",
                    "{",
                    "[]",
                    "null",
                    "42",
                    "\"text\"",
                    "{\"unknown\": 1}",
                    "{\"document\": 7}",
                    "{\"document\": {\"schema\": 99}}",
                    "{\"name\": {\"a\": 1}, \"roles\": \"admin\", \"key\": []}",
                    "{\"name\": \"\\u0000\", \"key\": \"\\ud800\"}",
                    "{\"decision\": true, \"resolution\": 4}",
                    "[".repeat(5_000),
                    "{\"input\": " + "{\"a\":".repeat(200) + "1" + "}".repeat(200) + "}");

    private static final List<String> WRITES =
            List.of(
                    "POST /api/v1/session",
                    "POST /api/v1/session/setup",
                    "POST /api/v1/users",
                    "PATCH /api/v1/users/nobody",
                    "POST /api/v1/tokens",
                    "PUT /api/v1/settings",
                    "POST /api/v1/workflows",
                    "POST /api/v1/workflows/check",
                    "POST /api/v1/workflows/import",
                    "PUT /api/v1/workflows/none/draft",
                    "POST /api/v1/workflows/none/publish",
                    "POST /api/v1/workflows/none/runs",
                    "POST /api/v1/runs/none/cancel",
                    "POST /api/v1/runs/none/rerun",
                    "POST /api/v1/runs/none/steps/1/resolve",
                    "POST /api/v1/messages",
                    "POST /api/v1/approvals/none/1",
                    "POST /api/v1/connections",
                    "PUT /api/v1/connections/none",
                    "POST /api/v1/expressions/scope",
                    "POST /api/v1/expressions/check",
                    "POST /api/v1/templates/internet-facing-vm/install",
                    "POST /hooks/none",
                    "POST /hooks/eventbridge",
                    "POST /hooks/servicenow");

    private final TestServer server = TestServer.shared();

    @Test
    void answersEveryMalformedBodyWithAProblem() {
        var client = server.admin().with("If-Match", "\"1\"");
        for (var route : WRITES) {
            for (var body : BODIES) {
                var parts = route.split(" ");
                var reply = client.raw(parts[0], parts[1], "application/json", body);
                assertThat(reply.status())
                        .as(
                                "%s with %s: %s",
                                route, body.substring(0, Math.min(60, body.length())), reply)
                        .isBetween(400, 499);
                assertThat(reply.code()).as(route).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/runs?limit=x, 400",
        "/api/v1/runs?limit=0, 400",
        "/api/v1/runs?status=sleeping, 400",
        "/api/v1/runs?from=yesterday, 400",
        "/api/v1/runs?incident=perhaps, 400",
        "/api/v1/workflows?cursor=%21%21, 400",
        "/api/v1/audit?cursor=zz, 400",
        "/api/v1/events?outcome=lost, 400",
        "/api/v1/runs/none, 404",
        "/api/v1/runs/none/journal, 404",
        "/api/v1/runs/none/stream, 404",
        "/api/v1/workflows/none, 404",
        "/api/v1/workflows/none/versions/x, 400",
        "/api/v1/templates/none, 404",
        "/api/v1/nothing, 404",
        "/actuator/env, 404",
        "/api/v1/sandbox, 404"
    })
    void answersBadQuestionsWithAProblem(String path, int status) {
        var reply = server.admin().get(path);

        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.code()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
    void knowsItsMethods(String method) {
        var reply = server.admin().raw(method, "/api/v1/runs", "application/json", "{}");

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.code()).isEqualTo("METHOD_NOT_ALLOWED");
    }

    @Test
    void refusesOversizedBodies() {
        var body = "{\"name\": \"" + "x".repeat(5 << 20) + "\"}";

        assertThat(server.admin().raw("POST", "/api/v1/messages", "application/json", body).code())
                .isEqualTo("TOO_LARGE");
        assertThat(
                        server.anonymous()
                                .raw("POST", "/hooks/eventbridge", "application/json", body)
                                .code())
                .isEqualTo("TOO_LARGE");
    }

    @Test
    void refusesDataThatIsNestedTooDeep() {
        var deep = "{\"a\":".repeat(66) + "1" + "}".repeat(66);
        var body = "{\"name\": \"go\", \"key\": \"deep\", \"payload\": " + deep + "}";

        var reply = server.admin().raw("POST", "/api/v1/messages", "application/json", body);

        assertThat(reply.code()).isEqualTo("BAD_INPUT");
        assertThat(reply.json().list("problems").getFirst().text("path")).isEqualTo("/payload");
    }

    @Test
    void refusesTheCharacterZero() {
        var admin = server.admin();

        assertThat(admin.get("/api/v1/runs?query=%00").status()).isEqualTo(400);
        assertThat(admin.get("/api/v1/runs/a%00b").status()).isEqualTo(400);
        var body = "{\"name\": \"go\", \"key\": \"a\\u0000b\"}";
        assertThat(admin.raw("POST", "/api/v1/messages", "application/json", body).status())
                .isEqualTo(400);
    }

    @Test
    void refusesOtherMediaTypes() {
        var reply = server.admin().raw("POST", "/api/v1/messages", "text/plain", "hello");

        assertThat(reply.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void namesTheFieldThatIsWrong() {
        var reply = server.admin().post("/api/v1/messages", Map.of("nam", "go", "key", "k"));

        assertThat(reply.code()).isEqualTo("BAD_REQUEST");
        assertThat(reply.json().list("problems").getFirst().text("path")).isEqualTo("/nam");
        assertThat(reply.json().text("detail")).contains("'nam'");
    }

    @Test
    void locatesWhatIsWrongInADocument() {
        var document =
                Drawings.logging(
                        "broken",
                        "{\"id\": \"begin\", \"kind\": \"start\", \"trigger\": \"none\"}");

        var checked = server.admin().post("/api/v1/workflows/check", Map.of("document", document));

        assertThat(checked.status()).isEqualTo(200);
        assertThat(checked.json().list("problems"))
                .anySatisfy(one -> assertThat(one.text("element")).isEqualTo("begin"));
    }

    @Test
    void neverPublishesADraftWithErrors() {
        var document =
                Drawings.logging(
                        "broken",
                        "{\"id\": \"begin\", \"kind\": \"start\", \"trigger\": \"none\"}");
        var admin = server.admin();
        var id = admin.post("/api/v1/workflows", Map.of("document", document)).json().text("id");

        var reply =
                admin.with("If-Match", "\"1\"")
                        .post("/api/v1/workflows/" + id + "/publish", Map.of());

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("INVALID_DOCUMENT");
    }
}
