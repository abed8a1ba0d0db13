package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Drawings;
import io.sluice.app.api.TestServer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// API4: more than anybody may take. Each bound is told by its number, so that who means well knows
/// what to do.
class LimitAbuseTest {
    private final TestServer server = TestServer.shared();

    private static String message(String payload) {
        return "{\"name\": \"none\", \"key\": \"none\", \"payload\": {\"x\": " + payload + "}}";
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("depth of lists", "[".repeat(90) + "]".repeat(90), "72 levels"),
                Arguments.of(
                        "depth of objects",
                        "{\"a\":".repeat(90) + "1" + "}".repeat(90),
                        "72 levels"),
                Arguments.of("depth without an end", "[".repeat(100_000), "72 levels"),
                Arguments.of(
                        "a long name",
                        "{\"" + "k".repeat(10_001) + "\": 1}",
                        "10000 characters in a name"),
                Arguments.of("a long number", "1" + "0".repeat(100), "100 digits"),
                Arguments.of("a long fraction", "0." + "1".repeat(200), "100 digits"),
                Arguments.of(
                        "a long text",
                        "\"" + "x".repeat(3_000_001) + "\"",
                        "3000000 characters in a text"),
                Arguments.of(
                        "many values", "[" + "1,".repeat(600_000) + "1]", "500000 names, values"),
                Arguments.of(
                        "many names", "[" + "{\"\":1},".repeat(200_000) + "1]", "500000 names"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    @DisplayName("JSON beyond a bound of the reader is refused, by the bound's name")
    void readsNoMoreThanItsBounds(String what, String payload, String told) {
        var reply =
                server.admin()
                        .raw("POST", "/api/v1/messages", "application/json", message(payload));

        Refused.as(reply, 413, "TOO_LARGE");
        assertThat(reply.json().text("detail")).as(what).contains("at most " + told);
        assertThat(reply.body()).doesNotContain("StreamReadConstraints", "jackson");
    }

    @Test
    @DisplayName("A number with a large exponent is no reason to make a large number")
    void makesNoLargeNumbers() {
        var reply =
                server.admin()
                        .raw(
                                "POST",
                                "/api/v1/messages",
                                "application/json",
                                message("1e999999999"));

        Closed.checked(reply);
    }

    @Test
    @DisplayName("More parameters than any route has are refused")
    void takesNoMoreThanSomeParameters() {
        Closed.checked(server.admin().get("/api/v1/runs?" + "x=1&".repeat(1_000)));
    }

    @Test
    @DisplayName("A form of more than is read is refused, where no route takes forms at all")
    void takesNoLargeForms() {
        var form = "a=" + "x".repeat(3 << 20);

        Closed.checked(
                server.anonymous()
                        .raw("POST", "/api/v1/session", "application/x-www-form-urlencoded", form));
        Closed.checked(
                server.admin()
                        .raw(
                                "POST",
                                "/api/v1/runs/x/cancel",
                                "application/x-www-form-urlencoded",
                                form));
    }

    private String project(Map<String, Integer> quota) {
        var project = Workspaces.make(server);
        Things.require(server.admin().put("/api/v1/projects/" + project + "/quota", quota));
        return project;
    }

    @Test
    @DisplayName("A project has no more workflows than its quota; deleting one makes room")
    void keepsNoMoreWorkflows() {
        var there = Workspaces.in(server.admin(), project(Map.of("workflows", 1)));
        var first =
                there.post(
                                "/api/v1/workflows",
                                Map.of("document", Drawings.manual(TestServer.unique("w"))))
                        .json()
                        .text("id");

        var second =
                there.post(
                        "/api/v1/workflows",
                        Map.of("document", Drawings.manual(TestServer.unique("w"))));

        Refused.as(second, 429, "QUOTA_REACHED");
        assertThat(second.json().text("detail")).contains("at most 1 workflows");
        assertThat(there.get("/api/v1/workflows").json().list()).hasSize(1);
        Things.require(there.delete("/api/v1/workflows/" + first));
        Things.require(
                there.post(
                        "/api/v1/workflows",
                        Map.of("document", Drawings.manual(TestServer.unique("w")))));
    }

    @Test
    @DisplayName("A copy, an import or a template is a workflow as well")
    void countsWorkflowsByWhicheverWay() {
        var there = Workspaces.in(server.admin(), project(Map.of("workflows", 1)));
        Things.require(
                there.post(
                        "/api/v1/workflows",
                        Map.of("document", Drawings.manual(TestServer.unique("w")))));

        Refused.as(
                there.post("/api/v1/templates/internet-facing-vm/install", Map.of()),
                429,
                "QUOTA_REACHED");
    }

    @Test
    @DisplayName("Nor more connections; another project's are not counted")
    void keepsNoMoreConnections() {
        var there = Workspaces.in(server.admin(), project(Map.of("connections", 1)));
        var body =
                Map.of(
                        "name", TestServer.unique("c"),
                        "type", "servicenow",
                        "settings", Map.of("url", "https://desk.test", "username", "u"),
                        "secrets", Map.of("password", "abuse-Kz7!pQ3_vB9"));
        Things.require(there.post("/api/v1/connections", body));

        Refused.as(there.post("/api/v1/connections", body), 429, "QUOTA_REACHED");
    }

    @Test
    @DisplayName("Nor more runs in a minute, begun by whatever way; other projects' go on")
    void beginsNoMoreRuns() {
        var project = project(Map.of("runsPerMinute", 2));
        var there = Workspaces.in(server.admin(), project);
        var workflow = server.published(there, Drawings.manual(TestServer.unique("w")));
        var path = "/api/v1/workflows/" + workflow + "/runs";
        var run = Things.require(there.post(path, Map.of())).json().text("id");
        Things.require(there.post(path, Map.of()));

        Refused.as(there.post(path, Map.of()), 429, "QUOTA_REACHED");
        Refused.as(there.post(path, Map.of("dryRun", true)), 429, "QUOTA_REACHED");
        Refused.as(there.post("/api/v1/runs/" + run + "/rerun", Map.of()), 429, "QUOTA_REACHED");
        assertThat(there.get("/api/v1/runs").json().list()).hasSize(2);
        Things.require(
                server.admin()
                        .post(
                                "/api/v1/workflows/"
                                        + server.published(Drawings.manual(TestServer.unique("w")))
                                        + "/runs",
                                Map.of()));
    }

    @Test
    @DisplayName("Only an administrator says what a project may have, and it is audited")
    void leavesQuotasToAdministrators() {
        var project = Workspaces.make(server);
        var user = server.user("viewer", "operator", "editor", "connection-manager");
        Workspaces.join(server, project, user, "viewer", "operator", "editor");
        var browser = server.signedIn(user);
        var path = "/api/v1/projects/" + project + "/quota";

        Refused.as(browser.get(path), 403, "FORBIDDEN");
        Refused.as(browser.put(path, Map.of("workflows", 9)), 403, "FORBIDDEN");
        Refused.as(server.admin().put(path, Map.of("workflows", 0)), 400, "BAD_INPUT");
        Refused.as(server.admin().put(path, Map.of("workflows", -1)), 400, "BAD_INPUT");
        Refused.as(server.admin().put(path, Map.of("everything", 1)), 400, "BAD_REQUEST");
        Things.require(server.admin().put(path, Map.of("workflows", 7)));
        var quota = server.admin().get(path).json();
        assertThat(quota.number("workflows", "own")).isEqualTo(7);
        assertThat(quota.number("workflows", "most")).isEqualTo(7);
        assertThat(quota.number("connections", "most")).isEqualTo(500);
        assertThat(
                        Workspaces.in(server.admin(), project)
                                .get("/api/v1/audit")
                                .json()
                                .list()
                                .getFirst()
                                .text("action"))
                .isEqualTo("project.quota");
    }
}
