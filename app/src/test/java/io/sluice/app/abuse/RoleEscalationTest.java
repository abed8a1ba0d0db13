package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Client;
import io.sluice.app.api.Drawings;
import io.sluice.app.api.TestServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Ways to get more than one was given.
class RoleEscalationTest {
    private final TestServer server = TestServer.shared();
    private final String user =
            server.user(
                    "viewer",
                    "operator",
                    "editor",
                    "approver",
                    "responder",
                    "connection-manager",
                    "auditor");
    private final Client browser = server.signedIn(user);
    private final String project = Workspaces.make(server);

    private record Try(String what, String method, String path, Object body) {}

    @TestFactory
    @DisplayName("API5:2023: what administrators do is refused to everybody else, and audited")
    Stream<DynamicTest> administratorsAlone() {
        var mine = Map.of("roles", List.of("admin"));
        return Stream.of(
                        new Try("own roles", "PATCH", "/api/v1/users/" + user, mine),
                        new Try(
                                "own roles elsewhere",
                                "PUT",
                                "/api/v1/projects/" + project + "/members/" + user,
                                Map.of("roles", List.of("operator"))),
                        new Try(
                                "a new administrator",
                                "POST",
                                "/api/v1/users",
                                Map.of(
                                        "name",
                                        "eve",
                                        "password",
                                        TestServer.PASSWORD,
                                        "roles",
                                        List.of("admin"))),
                        new Try(
                                "a project of one's own",
                                "POST",
                                "/api/v1/projects",
                                Map.of("id", "mine", "name", "Mine")),
                        new Try(
                                "another name for a project",
                                "PATCH",
                                "/api/v1/projects/" + project,
                                Map.of("name", "Mine")),
                        new Try(
                                "a token",
                                "POST",
                                "/api/v1/tokens",
                                Map.of("name", "t", "roles", List.of("viewer"))),
                        new Try(
                                "the solo setting",
                                "PUT",
                                "/api/v1/settings",
                                Map.of("soloApproval", true)),
                        new Try("forgetting runs", "POST", "/api/v1/retention/purge", Map.of()),
                        new Try(
                                "another's password",
                                "PATCH",
                                "/api/v1/users/" + server.user("admin"),
                                Map.of("password", "one that I know by now")))
                .map(one ->
                        DynamicTest.dynamicTest(
                                one.what(),
                                () -> {
                                    var reply = send(browser, one);
                                    Refused.as(reply, 403, "FORBIDDEN");
                                    assertThat(Refused.audited(server, "default", user))
                                            .containsEntry("code", "FORBIDDEN");
                                }));
    }

    private static Client.Reply send(Client client, Try one) {
        return switch (one.method()) {
            case "PATCH" -> client.patch(one.path(), one.body());
            case "PUT" -> client.put(one.path(), one.body());
            default -> client.post(one.path(), one.body());
        };
    }

    @TestFactory
    @DisplayName("API3:2023: fields that are the server's to fill are refused, not ignored")
    Stream<DynamicTest> massAssignment() {
        var document = Drawings.manual("assigned");
        var workflow = server.published(Drawings.manual(TestServer.unique("assigned")));
        return Stream.of(
                        new Try(
                                "project of a workflow",
                                "POST",
                                "/api/v1/workflows",
                                Map.of("document", document, "project", project)),
                        new Try(
                                "author of a workflow",
                                "POST",
                                "/api/v1/workflows",
                                Map.of("document", document, "createdBy", "ada")),
                        new Try(
                                "publisher",
                                "POST",
                                "/api/v1/workflows/" + workflow + "/publish",
                                Map.of("comment", "x", "publishedBy", "ada")),
                        new Try(
                                "requester of a run",
                                "POST",
                                "/api/v1/workflows/" + workflow + "/runs",
                                Map.of("startedBy", "ada")),
                        new Try(
                                "project of a run",
                                "POST",
                                "/api/v1/workflows/" + workflow + "/runs",
                                Map.of("project", project)),
                        new Try(
                                "who decides",
                                "POST",
                                "/api/v1/approvals/none/1",
                                Map.of("decision", "approved", "decidedBy", "ada")),
                        new Try(
                                "project of a connection",
                                "POST",
                                "/api/v1/connections",
                                Map.of("name", "c", "type", "http", "project", project)),
                        new Try(
                                "project of a message",
                                "POST",
                                "/api/v1/messages",
                                Map.of("name", "m", "key", "k", "project", project)),
                        new Try(
                                "who asks to publish",
                                "PUT",
                                "/api/v1/workflows/" + workflow + "/publish-request",
                                Map.of("comment", "x", "requestedBy", "ada")))
                .map(one ->
                        DynamicTest.dynamicTest(
                                one.what(),
                                () -> {
                                    var reply = send(browser.with("If-Match", "\"1\""), one);
                                    Refused.as(reply, 400, "BAD_REQUEST");
                                }));
    }

    @TestFactory
    @DisplayName("Nor does an administrator's request carry what is not asked for")
    Stream<DynamicTest> massAssignmentByAdministrators() {
        return Stream.of(
                        new Try(
                                "project of a token",
                                "POST",
                                "/api/v1/tokens",
                                Map.of(
                                        "name",
                                        "t",
                                        "roles",
                                        List.of("viewer"),
                                        "project",
                                        project)),
                        new Try(
                                "owner of a token",
                                "POST",
                                "/api/v1/tokens",
                                Map.of("name", "t", "roles", List.of("viewer"), "createdBy", user)),
                        new Try(
                                "roles of a project",
                                "POST",
                                "/api/v1/projects",
                                Map.of("id", "x", "name", "X", "roles", List.of("admin"))),
                        new Try(
                                "the hash of a password",
                                "PATCH",
                                "/api/v1/users/" + user,
                                Map.of("passwordHash", "x")))
                .map(one ->
                        DynamicTest.dynamicTest(
                                one.what(),
                                () -> Refused.as(send(server.admin(), one), 400, "BAD_REQUEST")));
    }

    @Test
    @DisplayName("Administrators are made in the default project alone")
    void noProjectMakesAdministrators() {
        Refused.as(
                server.admin()
                        .put(
                                "/api/v1/projects/" + project + "/members/" + user,
                                Map.of("roles", List.of("admin"))),
                400,
                "BAD_INPUT");
        Refused.as(
                Workspaces.in(server.admin(), project)
                        .patch("/api/v1/users/" + user, Map.of("roles", List.of("admin"))),
                400,
                "BAD_INPUT");
        assertThat(browser.get("/api/v1/users").status()).isEqualTo(403);
    }

    @Test
    void unknownRolesAreRefused() {
        for (var role : List.of("root", "ADMIN", "admin ", "owner", "connection_manager")) {
            Refused.as(
                    server.admin().patch("/api/v1/users/" + user, Map.of("roles", List.of(role))),
                    400,
                    "BAD_INPUT");
        }
    }

    @Test
    @DisplayName(
            "The auditor reads the log and nothing more than others; the connection manager likewise")
    void theNewRolesAreNarrow() {
        var auditor = server.signedIn(server.user("auditor"));
        var keeper = server.signedIn(server.user("connection-manager"));

        assertThat(auditor.get("/api/v1/audit").status()).isEqualTo(200);
        Refused.as(keeper.get("/api/v1/audit"), 403, "FORBIDDEN");
        Refused.as(
                auditor.post("/api/v1/connections", Map.of("name", "x", "type", "none")),
                403,
                "FORBIDDEN");
        Refused.as(keeper.put("/api/v1/settings", Map.of("soloApproval", true)), 403, "FORBIDDEN");
        Refused.as(keeper.get("/api/v1/tokens"), 403, "FORBIDDEN");
    }

    @Test
    @DisplayName("An administrator runs nothing: that is an operator's")
    void administratorsAreNoOperators() {
        var admin = server.signedIn(server.user("admin"));
        var workflow = server.published(Drawings.manual(TestServer.unique("not-mine")));

        Refused.as(
                admin.post("/api/v1/workflows/" + workflow + "/runs", Map.of()), 403, "FORBIDDEN");
        Refused.as(
                Workspaces.in(admin, project)
                        .post("/api/v1/workflows", Map.of("document", Drawings.manual("x"))),
                403,
                "FORBIDDEN");
    }
}
